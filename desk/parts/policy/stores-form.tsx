import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ApiError, call, queries } from '../../api/client.ts';
import type { Recipient, Store } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { needed, sentence } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

/** Each store of data, its country, and who runs it. */
export function StoresForm({ stores, processors }: { stores: Store[]; processors: Recipient[] }) {
  const form = useForm({
    initialValues: { stores: stores.map((store) => ({ ...store, processorId: store.processorId ?? '' })) },
    validate: {
      stores: {
        name: needed(m.fields.nameNeeded),
        holds: needed(m.registers.holdsNeeded),
        country: needed(m.fields.countryNeeded),
      },
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      call('PUT', '/stores', {
        body: {
          stores: values.stores.map(({ name, holds, country, processorId }) => ({
            name: name.trim(),
            holds: holds.trim(),
            country,
            processorId: processorId || null,
          })),
        },
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
          {m.registers.storesAbout}
        </Text>
        {form.values.stores.map((store, index) => (
          <Stack key={store.id} gap={4}>
            <Group align="flex-start" gap="sm">
              <TextInput label={m.fields.name} required {...form.getInputProps(`stores.${index}.name`)} />
              <TextInput label={m.registers.holds} required {...form.getInputProps(`stores.${index}.holds`)} />
              <Select
                label={m.fields.country}
                required
                searchable
                data={countryOptions}
                {...form.getInputProps(`stores.${index}.country`)}
                onChange={(value) => form.setFieldValue(`stores.${index}.country`, value ?? '')}
              />
              <Select
                label={m.registers.runBy}
                data={[
                  { value: '', label: m.registers.ourselves },
                  ...processors.map((one) => ({ value: one.id, label: one.name })),
                ]}
                allowDeselect={false}
                {...form.getInputProps(`stores.${index}.processorId`)}
              />
              <Button
                variant="default"
                mt={25}
                aria-label={m.registers.remove(store.name)}
                onClick={() => form.removeListItem('stores', index)}
              >
                {m.resellers.remove}
              </Button>
            </Group>
            {faults[`stores.${index}`] && (
              <Text size="sm" c="var(--kept-bad)" role="alert">
                {sentence(faults[`stores.${index}`] ?? '')}
              </Text>
            )}
          </Stack>
        ))}
        {save.isError && <Failure error={save.error} />}
        <Group>
          <Button
            variant="default"
            onClick={() =>
              form.insertListItem('stores', {
                id: crypto.randomUUID(),
                name: '',
                holds: '',
                country: '',
                processorId: '',
              })
            }
          >
            {m.registers.addStore}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {m.registers.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
