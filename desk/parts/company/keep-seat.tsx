import { Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain, isMailbox } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

interface Props {
  licenceId: string;
  /** The seat in a name that is passed on by it. */
  insteadOf: string | null;
  close: () => void;
}

/** Keeps a seat for somebody of the company, who is told. */
export function KeepSeat({ licenceId, insteadOf, close }: Props) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', email: '' },
    validate: {
      name: (value) => (value.trim() ? null : m.fields.nameNeeded),
      email: isMailbox(m.fields.mailboxNeeded),
    },
  });
  const keep = useMutation({
    mutationFn: ({ name, email }: typeof form.values) =>
      call(
        'POST',
        insteadOf === null ? `/company/licences/${licenceId}/named-seats` : `/company/named-seats/${insteadOf}/pass-on`,
        { body: { name: name.trim(), email: email.trim() } },
      ),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(insteadOf === null ? companyMessages.own.kept : companyMessages.own.passedOn);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => keep.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={companyMessages.own.name}
          required
          maxLength={200}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={companyMessages.own.email}
          description={companyMessages.own.emailHow}
          type="email"
          required
          maxLength={254}
          {...form.getInputProps('email')}
        />
        <Text size="sm" c="dimmed">
          {companyMessages.own.consequence}
        </Text>
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={companyMessages.own.keep} pending={keep.isPending} />
      </Stack>
    </form>
  );
}
