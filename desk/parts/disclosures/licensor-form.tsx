import { Button, Checkbox, Select, SimpleGrid, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Recipient } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { vendorDay } from '../../session.ts';
import { countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, isMailbox, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { useRegistrationFields } from '../licensing/catalogue.ts';

/** A licensor with its contract, or (with `recipient`) a further contract of a known one. */
export function LicensorForm({ recipient, close }: { recipient: Recipient | null; close: () => void }) {
  const fields = useRegistrationFields();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      name: '',
      address: '',
      country: '',
      mailbox: '',
      fields: [] as string[],
      frequency: 'monthly',
      confidential: false,
      signedOn: vendorDay(),
      endsOn: '',
      reference: '',
      approval: false,
      format: 'csv',
    },
    validate: {
      name: (value) => (recipient ? null : needed(m.fields.nameNeeded)(value)),
      country: (value) => (recipient ? null : needed(m.fields.countryNeeded)(value)),
      mailbox: (value) => (value.trim() ? isMailbox(m.fields.mailboxNeeded)(value) : null),
      signedOn: needed(m.products.dayNeeded),
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => {
      const { name, address, country, mailbox, ...terms } = values;
      const contract = { ...terms, endsOn: terms.endsOn || null, reference: terms.reference.trim() || null };
      if (recipient) return call('POST', `/recipients/${recipient.id}/contracts`, { body: contract });
      return call('POST', '/recipients', {
        idempotencyKey: crypto.randomUUID(),
        body: {
          kind: 'licensor',
          name: name.trim(),
          address: address.trim() || null,
          country,
          mailbox: mailbox.trim() || null,
          contract,
        },
      });
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.licensors.saved);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {!recipient && (
          <>
            <TextInput label={m.fields.name} required data-autofocus {...form.getInputProps('name')} />
            <Textarea label={m.licensors.addressOptional} autosize minRows={2} {...form.getInputProps('address')} />
            <Select
              label={m.fields.country}
              required
              searchable
              data={countryOptions}
              {...form.getInputProps('country')}
              onChange={(value) => form.setFieldValue('country', value ?? '')}
            />
            <TextInput
              label={m.licensors.mailboxOptional}
              description={m.licensors.mailboxHint}
              type="email"
              {...form.getInputProps('mailbox')}
            />
          </>
        )}
        {fields.isPending && <Skeleton height={160} />}
        {fields.isError && <Failure error={fields.error} retry={() => void fields.refetch()} />}
        {fields.data && (
          <Checkbox.Group
            label={m.licensors.fields}
            description={m.licensors.fieldsHint}
            {...form.getInputProps('fields')}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs" spacing="xs">
              {fields.data.fields.map((field) => (
                <Checkbox key={field.name} value={field.name} label={m.dataFields[field.name] ?? field.label} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label={m.licensors.frequency}
            allowDeselect={false}
            data={Object.entries(m.frequencies).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('frequency')}
          />
          <Select
            label={m.licensors.format}
            allowDeselect={false}
            data={Object.entries(m.licensors.formats).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('format')}
          />
          <TextInput label={m.licensors.reference} {...form.getInputProps('reference')} />
          <TextInput label={m.licensors.signed} type="date" required {...form.getInputProps('signedOn')} />
          <TextInput label={m.licensors.endsOptional} type="date" {...form.getInputProps('endsOn')} />
        </SimpleGrid>
        <Checkbox
          label={m.licensors.confidentialBound}
          description={m.licensors.confidentialHint}
          {...form.getInputProps('confidential', { type: 'checkbox' })}
        />
        <Checkbox
          label={m.licensors.approval}
          description={m.licensors.approvalHint}
          {...form.getInputProps('approval', { type: 'checkbox' })}
        />
        <Text size="sm" c="dimmed">
          {m.licensors.consequence}
        </Text>
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {recipient ? m.licensors.addContract : m.licensors.add}
        </Button>
      </Stack>
    </form>
  );
}
