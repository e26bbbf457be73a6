import { Button, Checkbox, Modal, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import { legalDemandsMessages } from '../../messages/en/legal-demands.ts';
import { countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

const text = legalDemandsMessages.legalDemands;
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const references = (lines: string) => [...new Set(lines.split(/[\s,;]+/).filter((line) => line !== ''))];

/** What the server calls fields otherwise than the form. */
const named = {
  'withholding.until': 'until',
  'withholding.basis': 'secretBasis',
  personIds: 'people',
  companyIds: 'companies',
};

const emptyDemand = {
  authority: '',
  address: '',
  country: null as string | null,
  reference: '',
  basis: '',
  scope: '',
  channel: 'letter',
  receivedOn: '',
  dueOn: '',
  people: '',
  companies: '',
  secret: false,
  until: '',
  secretBasis: '',
};

/** What an authority demands, as it came. */
export function RecordLegalDemand() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.record}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.record} size="lg">
        {open && <RecordForm close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function toBody(values: typeof emptyDemand) {
  const { people, companies, secret, until, secretBasis, address, dueOn, ...rest } = values;
  return {
    ...rest,
    address: address.trim() || null,
    dueOn: dueOn || null,
    personIds: references(people),
    companyIds: references(companies),
    withholding: secret ? { until, basis: secretBasis } : null,
  };
}

function RecordForm({ close }: { close: () => void }) {
  const [failed, setFailed] = useState<unknown>(null);
  const form = useForm({
    initialValues: { ...emptyDemand, receivedOn: new Date().toLocaleDateString('en-CA') },
  });
  const send = useMutation({
    mutationFn: (values: typeof emptyDemand) =>
      call<{ number: string }>('POST', '/legal-demands', { body: toBody(values) }),
    onSuccess: async ({ number }) => {
      close();
      await queries.invalidateQueries();
      say(text.recorded(number));
    },
    onMutate: () => setFailed(null),
    onError: (error) => setFailed(complain(form, error, named)),
  });
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values))}>
      <Stack>
        <WhoDemands form={form} />
        <WhatIsDemanded form={form} />
        <Checkbox label={text.secret} {...form.getInputProps('secret', { type: 'checkbox' })} />
        {form.values.secret && (
          <>
            <TextInput
              type="date"
              label={text.until}
              description={text.secretHow}
              required
              {...form.getInputProps('until')}
            />
            <Textarea
              label={text.secretBasis}
              required
              maxLength={2_000}
              autosize
              {...form.getInputProps('secretBasis')}
            />
          </>
        )}
        {failed !== null && <Failure error={failed} />}
        <FormButtons onCancel={close} label={text.record} pending={send.isPending} />
      </Stack>
    </form>
  );
}

type DemandForm = ReturnType<typeof useForm<typeof emptyDemand>>;

function WhoDemands({ form }: { form: DemandForm }) {
  return (
    <>
      <TextInput
        label={text.authority}
        description={text.authorityHow}
        required
        maxLength={200}
        {...form.getInputProps('authority')}
      />
      <Textarea label={text.address} maxLength={500} autosize {...form.getInputProps('address')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select label={text.country} required searchable data={countryOptions} {...form.getInputProps('country')} />
        <TextInput label={text.reference} required maxLength={200} {...form.getInputProps('reference')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select
          label={text.channel}
          data={options(text.channels)}
          allowDeselect={false}
          {...form.getInputProps('channel')}
        />
        <TextInput type="date" label={text.receivedOn} required {...form.getInputProps('receivedOn')} />
        <TextInput type="date" label={text.dueOn} {...form.getInputProps('dueOn')} />
      </SimpleGrid>
    </>
  );
}

function WhatIsDemanded({ form }: { form: DemandForm }) {
  return (
    <>
      <Textarea
        label={text.basis}
        description={text.basisHow}
        required
        maxLength={2_000}
        autosize
        {...form.getInputProps('basis')}
      />
      <Textarea
        label={text.scope}
        description={text.scopeHow}
        required
        maxLength={10_000}
        autosize
        minRows={3}
        {...form.getInputProps('scope')}
      />
      <Textarea label={text.people} description={text.peopleHow} autosize {...form.getInputProps('people')} />
      <Textarea label={text.companies} description={text.companiesHow} autosize {...form.getInputProps('companies')} />
    </>
  );
}
