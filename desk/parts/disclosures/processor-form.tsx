import { Button, Checkbox, MultiSelect, Select, SimpleGrid, Skeleton, Stack, Textarea, TextInput } from '@mantine/core';
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

const text = m.processors;
const mailboxOrNone = (value: string) => (value.trim() ? isMailbox(m.fields.mailboxNeeded)(value) : null);

/** A processor with its contract, or (with `recipient`) a further contract of a known one. */
export function ProcessorForm({ recipient, close }: { recipient: Recipient | null; close: () => void }) {
  const fields = useRegistrationFields();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      name: '',
      address: '',
      country: '',
      mailbox: '',
      ageKey: '',
      fields: [] as string[],
      confidentialOn: '',
      nothingElse: false,
      countries: [] as string[],
      signedOn: vendorDay(),
      endsOn: '',
      reference: '',
    },
    validate: {
      name: (value) => (recipient ? null : needed(m.fields.nameNeeded)(value)),
      country: (value) => (recipient ? null : needed(m.fields.countryNeeded)(value)),
      mailbox: mailboxOrNone,
      countries: (value) => (value.length === 0 ? text.countriesNeeded : null),
      signedOn: needed(m.products.dayNeeded),
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => {
      const { name, address, country, mailbox, ageKey, ...terms } = values;
      const contract = {
        ...terms,
        frequency: null,
        confidential: terms.confidentialOn !== '',
        confidentialOn: terms.confidentialOn || null,
        endsOn: terms.endsOn || null,
        reference: terms.reference.trim() || null,
      };
      if (recipient) return call('POST', `/recipients/${recipient.id}/contracts`, { body: contract });
      const how = { address: address.trim() || null, mailbox: mailbox.trim() || null, ageKey: ageKey.trim() || null };
      const body = { kind: 'processor', name: name.trim(), country, ...how, contract };
      return call('POST', '/recipients', { idempotencyKey: crypto.randomUUID(), body });
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
            <Select
              label={m.fields.country}
              required
              searchable
              data={countryOptions}
              {...form.getInputProps('country')}
              onChange={(value) => form.setFieldValue('country', value ?? '')}
            />
            <HowReached form={form} />
          </>
        )}
        <MultiSelect
          label={text.countries}
          required
          searchable
          data={countryOptions}
          {...form.getInputProps('countries')}
        />
        {fields.isPending && <Skeleton height={160} />}
        {fields.isError && <Failure error={fields.error} retry={() => void fields.refetch()} />}
        {fields.data && (
          <Checkbox.Group label={text.fields} description={text.fieldsHint} {...form.getInputProps('fields')}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs" spacing="xs">
              {fields.data.fields.map((field) => (
                <Checkbox key={field.name} value={field.name} label={m.dataFields[field.name] ?? field.label} />
              ))}
            </SimpleGrid>
          </Checkbox.Group>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={m.licensors.reference} {...form.getInputProps('reference')} />
          <TextInput label={m.licensors.signed} type="date" required {...form.getInputProps('signedOn')} />
          <TextInput label={m.licensors.endsOptional} type="date" {...form.getInputProps('endsOn')} />
          <TextInput label={text.confidentialOn} type="date" {...form.getInputProps('confidentialOn')} />
        </SimpleGrid>
        <Checkbox
          label={text.nothingElseLabel}
          description={text.termsHint}
          {...form.getInputProps('nothingElse', { type: 'checkbox' })}
        />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {recipient ? m.licensors.addContract : text.add}
        </Button>
      </Stack>
    </form>
  );
}

interface Inputs {
  getInputProps: (path: string) => object;
}

function HowReached({ form }: { form: Inputs }) {
  return (
    <>
      <Textarea label={m.licensors.addressOptional} autosize minRows={2} {...form.getInputProps('address')} />
      <TextInput
        label={m.licensors.mailboxOptional}
        description={text.mailboxHint}
        type="email"
        {...form.getInputProps('mailbox')}
      />
      <TextInput label={text.keyOptional} description={text.keyHint} {...form.getInputProps('ageKey')} />
    </>
  );
}

/** Address, mailbox and key of a processor. */
export function ProcessorChange({ recipient, close }: { recipient: Recipient; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      address: recipient.address ?? '',
      mailbox: recipient.mailbox ?? '',
      ageKey: recipient.ageKey ?? '',
    },
    validate: { mailbox: mailboxOrNone },
  });
  const save = useMutation({
    mutationFn: ({ address, mailbox, ageKey }: typeof form.values) =>
      call('PUT', `/recipients/${recipient.id}`, {
        body: { address: address.trim() || null, mailbox: mailbox.trim() || null, ageKey: ageKey.trim() || null },
      }),
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
        <HowReached form={form} />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {text.change}
        </Button>
      </Stack>
    </form>
  );
}
