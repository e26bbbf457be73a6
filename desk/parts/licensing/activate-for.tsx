import { Anchor, Button, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Licence, RegistrationSchema } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

/** A reseller activates a licence for its customer, with the fields and the notice that the page has, too. */
export function ActivateFor({ licence }: { licence: Licence }) {
  const [open, setOpen] = useState(false);
  if (!licence.acts.includes('activate')) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {ordersMessages.activateFor.label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={ordersMessages.activateFor.label} size="lg">
        {open && <Loading licence={licence} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Loading({ licence, close }: { licence: Licence; close: () => void }) {
  const schema = useQuery({
    queryKey: ['registration schema'],
    queryFn: ({ signal }) => call<RegistrationSchema>('GET', '/registration-schema', { signal }),
  });
  if (schema.isError) return <Failure error={schema.error} retry={() => void schema.refetch()} />;
  return schema.data ? <Activating licence={licence} schema={schema.data} close={close} /> : null;
}

function Activating(props: { licence: Licence; schema: RegistrationSchema; close: () => void }) {
  const { licence, schema, close } = props;
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm<Record<string, string>>({
    initialValues: Object.fromEntries(
      schema.fields.map(({ name }) => [name, name === 'companyName' ? (licence.company?.name ?? '') : '']),
    ),
  });
  const activate = useMutation({
    mutationFn: (values: Record<string, string>) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
      return call('POST', `/licences/${licence.id}/activate`, { body: { ...given, notice: schema.notice.sha256 } });
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(ordersMessages.activateFor.done);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => activate.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">
          {ordersMessages.activateFor.about}{' '}
          <Anchor href="/activate" target="_blank" inherit>
            {ordersMessages.activateFor.notice}
          </Anchor>
        </Text>
        {schema.fields.map((field) => (
          <Field key={field.name} field={field} input={form.getInputProps(field.name)} />
        ))}
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={ordersMessages.activateFor.label} pending={activate.isPending} />
      </Stack>
    </form>
  );
}

type Input = ReturnType<ReturnType<typeof useForm<Record<string, string>>>['getInputProps']>;

function Field({ field, input }: { field: RegistrationSchema['fields'][number]; input: Input }) {
  const { why, recipients, purposes } = ordersMessages.activateFor.beside;
  // The customer asks the reseller, so it stands here as it does on the page.
  const beside = (
    <>
      {why} {field.why} {field.need} {recipients} {field.recipients} {purposes} {field.purposes.join(', ')}.{' '}
      {field.retention}
    </>
  );
  const shared = { label: field.label, description: beside, required: field.needed, ...input };
  if (field.choices.length > 0)
    return <Select searchable clearable data={field.choices} {...shared} value={input.value || null} />;
  if (field.kind === 'text') return <Textarea autosize minRows={2} maxLength={field.maxLength} {...shared} />;
  return <TextInput type={field.kind === 'email' ? 'email' : 'text'} maxLength={field.maxLength} {...shared} />;
}
