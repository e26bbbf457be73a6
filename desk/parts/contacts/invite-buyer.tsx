import { Button, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { Company } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain, isMailbox } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

/** Invites somebody of a customer to look after its licences in the desk. */
export function InviteBuyer({ company }: { company: Company }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {companyMessages.buyers.invite}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={companyMessages.buyers.inviteTitle(company.name)}>
        {open && <InviteForm company={company} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function InviteForm({ company, close }: { company: Company; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { email: '', evidence: '' },
    validate: { email: isMailbox(m.fields.mailboxNeeded) },
  });
  const invite = useMutation({
    mutationFn: ({ email, evidence }: typeof form.values) =>
      call('POST', '/invitations', {
        body: {
          role: 'buyer administrator',
          companyId: company.id,
          email: email.trim(),
          ...(evidence.trim() ? { evidence: evidence.trim() } : {}),
        },
      }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: () => {
      close();
      say(companyMessages.buyers.done);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">{companyMessages.buyers.about}</Text>
        <TextInput
          label={companyMessages.buyers.email}
          type="email"
          required
          maxLength={254}
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Textarea
          label={companyMessages.buyers.evidence}
          description={companyMessages.buyers.evidenceHow}
          maxLength={1000}
          autosize
          minRows={2}
          {...form.getInputProps('evidence')}
        />
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={companyMessages.buyers.go} pending={invite.isPending} />
      </Stack>
    </form>
  );
}
