import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, isCode, queries } from '../../api/client.ts';
import { useSitting } from '../../api/sitting.ts';
import type { Licence, NamedContact } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';

/** Answers a company that asks by phone, mail or letter who there activated a licence. */
export function WhoActivated({ licence }: { licence: Licence }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {m.inquiry.open}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={m.inquiry.title(licence.serial)}>
        {open && <Inquiry licence={licence} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Inquiry({ licence, close }: { licence: Licence; close: () => void }) {
  const { purposes } = useSession();
  const sitting = useSitting();
  const [channel, setChannel] = useState<string | null>('phone');
  const [evidence, setEvidence] = useState('');
  const [asking, setAsking] = useState(false);
  const answer = useMutation({
    mutationFn: () =>
      call<NamedContact>('POST', `/licences/${licence.id}/inquiries`, { personal: true, body: { channel, evidence } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const refused = isCode(answer.error, 'KEPT_NO_PURPOSE', 'KEPT_NO_REASON') ? answer.error : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (purposes.length > 0 && !sitting) setAsking(true);
    else answer.mutate();
  }
  if (answer.data) return <Answer named={answer.data} close={close} />;
  const permitted = refused?.facts.permitted;
  return (
    <>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{m.inquiry.about(licence.company?.name ?? '')}</Text>
          <Select
            label={m.inquiry.channel}
            data={Object.entries(m.inquiry.channels).map(([value, label]) => ({ value, label }))}
            value={channel}
            onChange={setChannel}
            allowDeselect={false}
          />
          <Textarea
            label={m.inquiry.evidence}
            description={m.inquiry.evidenceHow}
            value={evidence}
            maxLength={1000}
            required
            autosize
            minRows={2}
            data-autofocus
            onChange={(event) => setEvidence(event.currentTarget.value)}
          />
          {answer.isError && <Failure error={answer.error} {...(refused ? { retry: () => setAsking(true) } : {})} />}
          <FormButtons onCancel={close} label={m.inquiry.go} pending={answer.isPending} ready={!!evidence.trim()} />
        </Stack>
      </form>
      {/* Beside the form, and not in it: what is sent there would send this form too. */}
      <ReasonDialog
        opened={asking}
        onClose={() => setAsking(false)}
        complaint={refused?.message}
        permitted={Array.isArray(permitted) ? permitted.map(String) : undefined}
      />
    </>
  );
}

function Answer({ named, close }: { named: NamedContact; close: () => void }) {
  return (
    <Stack>
      <Alert role="status" title={named.answer === 'named' ? (named.name ?? '') : m.inquiry.nobody}>
        {named.answer === 'named' ? m.inquiry.named(named.company) : m.inquiry.answers[named.answer]}
      </Alert>
      <Group justify="flex-end">
        <Button onClick={close} data-autofocus>
          {m.inquiry.done}
        </Button>
      </Group>
    </Stack>
  );
}
