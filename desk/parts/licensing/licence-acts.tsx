import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Licence, Page, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';

type Act = keyof typeof m.licenceActs;

/** What the server says that this member may do to the licence now, each with its consequence and, where it is needed, a reason. */
export function LicenceActs({ licence }: { licence: Licence }) {
  return licence.acts
    .filter((act): act is Act => act in m.licenceActs)
    .map((act) => <LicenceAct key={act} act={act} licence={licence} />);
}

function LicenceAct({ act, licence }: { act: Act; licence: Licence }) {
  const [open, setOpen] = useState(false);
  const text = m.licenceActs[act];
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {text.label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.title(licence.serial)}>
        {open && <ActForm act={act} licence={licence} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function ActForm({ act, licence, close }: { act: Act; licence: Licence; close: () => void }) {
  const [reason, setReason] = useState<string | null>(null);
  const [holderCompanyId, setHolder] = useState<string | null>(null);
  const text = m.licenceActs[act];
  const doing = useMutation({
    mutationFn: () =>
      call('POST', `/licences/${licence.id}/${act}`, {
        body: { ...(reason ? { reason } : {}), ...(holderCompanyId ? { holderCompanyId } : {}) },
      }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.done);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    doing.mutate();
  }
  const missing = act === 'issue' ? !holderCompanyId : text.needsReason && !reason;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{text.consequence(licence.seatsUsed, licence.company?.name ?? null)}</Text>
        {act === 'issue' ? (
          <ResellerSelect value={holderCompanyId} onChange={setHolder} />
        ) : (
          <Select
            label={text.needsReason ? m.licence.reason : m.licence.reasonOptional}
            required={text.needsReason}
            clearable={!text.needsReason}
            data={Object.entries(m.changeReasons).map(([value, label]) => ({ value, label }))}
            value={reason}
            onChange={setReason}
          />
        )}
        {doing.isError && <Failure error={doing.error} />}
        <FormButtons onCancel={close} label={text.label} pending={doing.isPending} ready={!missing} />
      </Stack>
    </form>
  );
}

function ResellerSelect({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
  });
  return (
    <Select
      label={m.issue.holder}
      required
      searchable
      data={(resellers.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
      value={value}
      onChange={onChange}
    />
  );
}
