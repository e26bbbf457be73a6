import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ApiError, call, queries } from '../../api/client.ts';
import type { OutsideLink } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { needed, sentence } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

/** Places outside to which the public pages may link, each with whose it is. */
export function LinksForm({ links }: { links: OutsideLink[] }) {
  const form = useForm({
    initialValues: { links },
    validate: { links: { url: needed(m.registers.urlNeeded), party: needed(m.registers.partyNeeded) } },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      call('PUT', '/outside-links', {
        body: { links: values.links.map(({ url, party }) => ({ url: url.trim(), party: party.trim() })) },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      say(m.registers.saved);
    },
  });
  const faults = save.error instanceof ApiError ? save.error.fields : {};
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {m.registers.linksAbout}
        </Text>
        {form.values.links.map((link, index) => (
          <Stack key={link.id} gap={4}>
            <Group align="flex-start" gap="sm">
              <TextInput
                label={m.registers.url}
                type="url"
                required
                w={{ base: '100%', sm: 360 }}
                {...form.getInputProps(`links.${index}.url`)}
              />
              <TextInput label={m.registers.party} required {...form.getInputProps(`links.${index}.party`)} />
              <Button
                variant="default"
                mt={25}
                aria-label={m.registers.remove(link.url)}
                onClick={() => form.removeListItem('links', index)}
              >
                {m.resellers.remove}
              </Button>
            </Group>
            {faults[`links.${index}`] && (
              <Text size="sm" c="var(--kept-bad)" role="alert">
                {sentence(faults[`links.${index}`] ?? '')}
              </Text>
            )}
          </Stack>
        ))}
        {save.isError && <Failure error={save.error} />}
        <Group>
          <Button
            variant="default"
            onClick={() => form.insertListItem('links', { id: crypto.randomUUID(), url: '', party: '' })}
          >
            {m.registers.addLink}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {m.registers.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
