import { Button, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Company } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';

/** A company is called otherwise. */
export function RenameCompany({ company }: { company: Company }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {companyMessages.renaming.open}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={companyMessages.renaming.title(company.name)}>
        {open && <RenameForm company={company} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function RenameForm({ company, close }: { company: Company; close: () => void }) {
  const [name, setName] = useState(company.name);
  const [evidence, setEvidence] = useState('');
  const rename = useMutation({
    mutationFn: () => call('POST', `/companies/${company.id}/rename`, { body: { name: name.trim(), evidence } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(companyMessages.renaming.done);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    rename.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{companyMessages.renaming.about}</Text>
        <TextInput
          label={companyMessages.renaming.name}
          value={name}
          maxLength={200}
          required
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={companyMessages.renaming.evidence}
          value={evidence}
          maxLength={1000}
          required
          autosize
          minRows={2}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        {rename.isError && <Failure error={rename.error} />}
        <FormButtons
          onCancel={close}
          label={companyMessages.renaming.go}
          pending={rename.isPending}
          ready={!!name.trim() && !!evidence.trim()}
        />
      </Stack>
    </form>
  );
}
