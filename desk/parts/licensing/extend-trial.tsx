import { Button, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Licence } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';

/** A trial that is to last longer. */
export function ExtendTrial({ licence }: { licence: Licence }) {
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('suspend') || licence.kind !== 'trial' || !['issued', 'active', 'expired'].includes(licence.state))
    return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {m.terms.extend}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={m.terms.extendTitle(licence.serial)}>
        {open && <Form licence={licence} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Form({ licence, close }: { licence: Licence; close: () => void }) {
  const [days, setDays] = useState<number | string>(14);
  const extending = useMutation({
    mutationFn: () => call('POST', `/licences/${licence.id}/extend`, { body: { days: Number(days) } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.terms.extended);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    extending.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{m.terms.extendConsequence}</Text>
        <NumberInput label={m.terms.extendDays} required min={1} max={30} value={days} onChange={setDays} />
        {extending.isError && <Failure error={extending.error} />}
        <FormButtons onCancel={close} label={m.terms.extend} pending={extending.isPending} ready={Number(days) >= 1} />
      </Stack>
    </form>
  );
}
