import { Alert, Button, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Dispute, DisputeItem, Licence, Page } from '../../api/wire.ts';
import { disputesMessages } from '../../messages/en/disputes.ts';
import { useMay } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';
import { CompanySelect } from './company-select.tsx';

const text = disputesMessages.disputes;

/** On the page of a licence: that two companies claim it, and for the licence desk the disputes about it. */
export function DisputesOf({ licence }: { licence: Licence }) {
  const keeper = useMay()('issue');
  return (
    <>
      {licence.disputed && (
        <Alert color="yellow" title={text.banner} role="status">
          {text.bannerHow}
        </Alert>
      )}
      {keeper && <All licence={licence} />}
    </>
  );
}

function All({ licence }: { licence: Licence }) {
  const disputes = useQuery({
    queryKey: ['disputes of', licence.id],
    queryFn: ({ signal }) => call<Page<DisputeItem>>('GET', `/disputes?licenceId=${licence.id}&limit=100`, { signal }),
  });
  if (disputes.isError) return <Failure error={disputes.error} retry={() => void disputes.refetch()} />;
  if (!disputes.data || disputes.data.items.length === 0) return null;
  return (
    <Panel title={text.tab}>
      <Stack gap={4}>
        {disputes.data.items.map((each) => (
          <Text key={each.id} size="sm" component="div">
            <RefLink kind="dispute" id={each.id} fw={500}>
              {each.number}
            </RefLink>{' '}
            <StateBadge state={each.state} /> {each.holder.name} · {each.claimant.name} ·{' '}
            <When at={each.openedAt} time={false} />
          </Text>
        ))}
      </Stack>
    </Panel>
  );
}

/** A company says that this licence of another is its own. */
export function NoteClaim({ licence }: { licence: Licence }) {
  const [open, setOpen] = useState(false);
  if (!licence.acts.includes('claim')) return null;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {text.open}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.openTitle(licence.serial)}>
        {open && <Claim licence={licence} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function Claim({ licence, close }: { licence: Licence; close: () => void }) {
  const navigate = useNavigate();
  const [companyId, setCompany] = useState<string | null>(null);
  const [channel, setChannel] = useState<string | null>('phone');
  const [evidence, setEvidence] = useState('');
  const opening = useMutation({
    mutationFn: () =>
      call<Dispute>('POST', `/licences/${licence.id}/disputes`, { body: { companyId, channel, evidence } }),
    onSuccess: async ({ id }) => {
      close();
      await queries.invalidateQueries();
      say(text.noted);
      await navigate({ to: '/disputes/$id', params: { id } });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    opening.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{text.openAbout(licence.company?.name ?? '')}</Text>
        <CompanySelect kind="customer" label={text.who} required value={companyId} onChange={setCompany} />
        <EvidenceFields {...{ channel, setChannel, evidence, setEvidence }} />
        {opening.isError && <Failure error={opening.error} />}
        <FormButtons
          onCancel={close}
          label={text.open}
          pending={opening.isPending}
          ready={companyId !== null && !!evidence.trim()}
        />
      </Stack>
    </form>
  );
}

/** How it was told, and what shows that the licence is theirs. */
export function EvidenceFields(given: {
  channel: string | null;
  setChannel: (channel: string | null) => void;
  evidence: string;
  setEvidence: (evidence: string) => void;
}) {
  const { registration: _, ...channels } = text.channels;
  return (
    <>
      <Select
        label={text.channel}
        data={Object.entries(channels).map(([value, label]) => ({ value, label: label ?? value }))}
        value={given.channel}
        onChange={given.setChannel}
        allowDeselect={false}
      />
      <Textarea
        label={text.evidence}
        description={text.evidenceHow}
        value={given.evidence}
        maxLength={1000}
        required
        autosize
        minRows={2}
        onChange={(event) => given.setEvidence(event.currentTarget.value)}
      />
    </>
  );
}
