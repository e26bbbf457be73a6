import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { vendorDay } from '../../session.ts';
import { countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, isMailbox, needed } from '../../ui/forms.ts';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';

/** A reseller: a company in contacts, with a territory and a contract. */
export function NewReseller() {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      name: '',
      country: '',
      region: '',
      address: '',
      mailbox: '',
      territories: [{ key: '0', country: '', region: '' }],
      signedOn: vendorDay(),
      endsOn: '',
      confidential: false,
      reference: '',
    },
    validate: {
      name: needed(m.fields.nameNeeded),
      country: needed(m.fields.countryNeeded),
      mailbox: (value) => (value.trim() ? isMailbox(m.fields.mailboxNeeded)(value) : null),
      territories: { country: needed(m.fields.countryNeeded) },
      signedOn: needed(m.products.dayNeeded),
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      call<Reseller>('POST', '/resellers', {
        idempotencyKey: crypto.randomUUID(),
        body: {
          name: values.name.trim(),
          country: values.country,
          region: values.region.trim() || null,
          address: values.address.trim() || null,
          mailbox: values.mailbox.trim() || null,
          territories: values.territories.map(({ country, region }) => ({ country, region: region.trim() || null })),
          contract: {
            signedOn: values.signedOn,
            endsOn: values.endsOn || null,
            confidential: values.confidential,
            reference: values.reference.trim() || null,
          },
        },
      }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async (reseller) => {
      await queries.invalidateQueries();
      say(m.resellers.made);
      await navigate({ to: '/resellers/$id', params: { id: reseller.id } });
    },
  });
  return (
    <>
      <PageHead title={m.resellers.new} about={m.resellers.newAbout} />
      <Panel>
        <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
          <Stack maw={640}>
            <TextInput label={m.resellers.company} required {...form.getInputProps('name')} />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                label={m.fields.country}
                required
                searchable
                data={countryOptions}
                {...form.getInputProps('country')}
                onChange={(country) => {
                  form.setFieldValue('country', country ?? '');
                  if (!form.values.territories[0]?.country) form.setFieldValue('territories.0.country', country ?? '');
                }}
              />
              <TextInput label={m.resellers.regionOptional} {...form.getInputProps('region')} />
            </SimpleGrid>
            <Textarea label={m.licensors.addressOptional} autosize minRows={2} {...form.getInputProps('address')} />
            <TextInput
              label={m.licensors.mailboxOptional}
              description={m.resellers.mailboxHint}
              type="email"
              {...form.getInputProps('mailbox')}
            />
            <Title order={2} mt="sm">
              {m.resellers.territory}
            </Title>
            <Text size="sm" c="dimmed">
              {m.resellers.territoryHint}
            </Text>
            {form.values.territories.map((territory, index) => (
              <Group key={territory.key} align="flex-start" gap="sm">
                <Select
                  label={m.fields.country}
                  required
                  searchable
                  data={countryOptions}
                  {...form.getInputProps(`territories.${index}.country`)}
                  onChange={(value) => form.setFieldValue(`territories.${index}.country`, value ?? '')}
                />
                <TextInput label={m.resellers.regionOptional} {...form.getInputProps(`territories.${index}.region`)} />
                {form.values.territories.length > 1 && (
                  <Button
                    variant="default"
                    mt={25}
                    aria-label={m.resellers.removeRow(index + 1)}
                    onClick={() => form.removeListItem('territories', index)}
                  >
                    {m.resellers.remove}
                  </Button>
                )}
              </Group>
            ))}
            <Group>
              <Button
                size="xs"
                variant="default"
                onClick={() =>
                  form.insertListItem('territories', { key: crypto.randomUUID(), country: '', region: '' })
                }
              >
                {m.resellers.addRow}
              </Button>
            </Group>
            <Title order={2} mt="sm">
              {m.licensors.contract}
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <TextInput label={m.licensors.signed} type="date" required {...form.getInputProps('signedOn')} />
              <TextInput label={m.licensors.endsOptional} type="date" {...form.getInputProps('endsOn')} />
              <TextInput label={m.licensors.reference} {...form.getInputProps('reference')} />
            </SimpleGrid>
            <Checkbox
              label={m.licensors.confidentialBound}
              description={m.resellers.confidentialHint}
              {...form.getInputProps('confidential', { type: 'checkbox' })}
            />
            {problem !== null && <Failure error={problem} />}
            <Group>
              <Button type="submit" loading={save.isPending}>
                {m.resellers.make}
              </Button>
            </Group>
          </Stack>
        </form>
      </Panel>
    </>
  );
}
