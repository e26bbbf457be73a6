import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Licence, RenewalFile } from '../../api/wire.ts';
import { offlineMessages } from '../../messages/en/offline.ts';
import { download } from '../../ui/csv.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';

interface Props {
  readonly licence: Licence;
  readonly activationId: string;
  /** Number of the seat in the list. */
  readonly seat: number;
}

/** Gives a licence later days, and hands out the file for one machine without a network. */
export function RenewalOf(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={offlineMessages.renewal.openFor(props.seat)}
        onClick={() => setOpen(true)}
      >
        {offlineMessages.renewal.open}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={offlineMessages.renewal.title(props.seat)}>
        {open && <Renewal {...props} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Renewal({ licence, activationId, close }: Props & { close: () => void }) {
  const [expiresOn, setExpiresOn] = useState(licence.expiresOn ?? '');
  const [maintenanceUntil, setMaintenanceUntil] = useState(licence.maintenanceUntil ?? '');
  const renew = useMutation({
    mutationFn: () =>
      call<RenewalFile>('POST', `/licences/${licence.id}/activations/${activationId}/renewal`, {
        body: { expiresOn: expiresOn || null, maintenanceUntil: maintenanceUntil || null },
      }),
    async onSuccess(file) {
      download(
        new Blob([JSON.stringify(file)], { type: 'application/octet-stream' }),
        `${licence.serial}.kept-licence`,
      );
      await queries.invalidateQueries();
      say(offlineMessages.renewal.done);
      close();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    renew.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{offlineMessages.renewal.about}</Text>
        <TextInput
          type="date"
          label={offlineMessages.renewal.expires}
          value={expiresOn}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={offlineMessages.renewal.maintenance}
          value={maintenanceUntil}
          onChange={(event) => setMaintenanceUntil(event.currentTarget.value)}
        />
        <Text size="sm">{offlineMessages.renewal.consequence}</Text>
        {renew.isError && <Failure error={renew.error} />}
        <FormButtons onCancel={close} label={offlineMessages.renewal.go} pending={renew.isPending} />
      </Stack>
    </form>
  );
}
