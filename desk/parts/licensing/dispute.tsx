import { Button, Group, List, Modal, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Dispute, DisputeEvidence } from '../../api/wire.ts';
import { disputesMessages } from '../../messages/en/disputes.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';
import { EvidenceFields } from './disputes-of.tsx';

const route = getRouteApi('/frame/disputes/$id');
const text = disputesMessages.disputes;

/** Two companies claim one licence: who, what they brought forward, what was decided, and who was told. */
export function DisputePage() {
  const { id } = route.useParams();
  const dispute = useQuery({
    queryKey: ['dispute', id],
    queryFn: ({ signal }) => call<Dispute>('GET', `/disputes/${id}`, { signal }),
  });
  if (dispute.isError) return <Failure error={dispute.error} retry={() => void dispute.refetch()} />;
  if (!dispute.data) return <Skeleton height={400} />;
  const data = dispute.data;
  return (
    <>
      <PageHead title={data.number} about={text.stateWords[data.state]} actions={<Acts dispute={data} />} />
      <Stack maw={960}>
        <Panel title={text.facts}>
          <Facts dispute={data} />
        </Panel>
        <Panel title={text.evidenceTitle}>
          <Evidence dispute={data} />
        </Panel>
        <Panel title={text.tellings}>
          <List listStyleType="none" spacing={4}>
            {data.tellings.map((each) => (
              <List.Item key={`${each.side} ${each.what} ${each.at}`}>
                <Text size="sm">
                  {(each.side === 'holder' ? data.holder : data.claimant).name}: {text.told[each.what]} ·{' '}
                  <When at={each.at} />
                  {!each.told && ` · ${text.notTold}`}
                </Text>
              </List.Item>
            ))}
          </List>
        </Panel>
      </Stack>
    </>
  );
}

function Facts({ dispute }: { dispute: Dispute }) {
  const { holder, claimant, licence, reason } = dispute;
  const open = dispute.state === 'open';
  return (
    <DataList>
      <Line label={text.licence}>
        <RefLink kind="licence" id={licence.id} className="serial">
          {licence.serial}
        </RefLink>{' '}
        · {dispute.product}
      </Line>
      <Line label={open ? text.holder : text.had}>
        <RefLink kind="company" id={holder.id}>
          {holder.name}
        </RefLink>
      </Line>
      <Line label={open ? text.claimant : text.claimed}>
        <RefLink kind="company" id={claimant.id}>
          {claimant.name}
        </RefLink>
      </Line>
      <Line label={text.opened}>
        <When at={dispute.openedAt} /> · {text.byWhom[dispute.openedBy]}
      </Line>
      {dispute.decidedAt && (
        <Line label={text.decided}>
          <When at={dispute.decidedAt} />
        </Line>
      )}
      {reason && <Line label={text.reason}>{text.reasons[reason] ?? reason}</Line>}
      {dispute.seatsUntil && !dispute.seatsFreedAt && (
        <Line label={text.seatsUntil}>
          <When at={dispute.seatsUntil} />
        </Line>
      )}
      {dispute.seatsFreedAt && (
        <Line label={text.seatsFreed}>
          <When at={dispute.seatsFreedAt} />
        </Line>
      )}
      {dispute.mayTakeBack && (
        <Line label={text.until}>
          <When at={dispute.takeBackUntil} />
        </Line>
      )}
    </DataList>
  );
}

function Acts({ dispute }: { dispute: Dispute }) {
  const [deciding, setDeciding] = useState(false);
  if (dispute.state === 'open' && dispute.mine)
    return (
      <Text size="sm" c="dimmed">
        {text.mine}
      </Text>
    );
  if (dispute.state === 'open')
    return (
      <>
        <Button onClick={() => setDeciding(true)}>{text.decide}</Button>
        <Modal opened={deciding} onClose={() => setDeciding(false)} title={`${text.decide}: ${dispute.number}`}>
          {deciding && <Deciding dispute={dispute} close={() => setDeciding(false)} />}
        </Modal>
      </>
    );
  if (!dispute.mayTakeBack) return null;
  async function takeBack() {
    await call('POST', `/disputes/${dispute.id}/take-back`);
    await queries.invalidateQueries();
    say(text.takenBack);
  }
  return (
    <Confirm
      label={text.takeBack}
      title={text.takeBackTitle(dispute.number)}
      consequence={text.takeBackHow}
      act={takeBack}
    />
  );
}

function Deciding({ dispute, close }: { dispute: Dispute; close: () => void }) {
  const [outcome, setOutcome] = useState<string | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const deciding = useMutation({
    mutationFn: () => call('POST', `/disputes/${dispute.id}/decide`, { body: { outcome, reason } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.decidedSaid);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    deciding.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{text.decideAbout}</Text>
        <Select
          label={text.outcome}
          required
          data={(['stays', 'goes over'] as const).map((each) => ({
            value: each,
            label: text.outcomes[each](dispute.holder.name, dispute.claimant.name),
          }))}
          value={outcome}
          onChange={setOutcome}
        />
        {outcome && <Text size="sm">{text.consequences[outcome]}</Text>}
        <Select
          label={text.reason}
          required
          data={Object.entries(text.reasons).map(([value, label]) => ({ value, label: label ?? value }))}
          value={reason}
          onChange={setReason}
        />
        {deciding.isError && <Failure error={deciding.error} />}
        <FormButtons
          onCancel={close}
          label={text.decide}
          pending={deciding.isPending}
          ready={outcome !== null && reason !== null}
        />
      </Stack>
    </form>
  );
}

/** It may name people: nothing is read before somebody wants to see it. */
function Evidence({ dispute }: { dispute: Dispute }) {
  const [shown, setShown] = useState(false);
  const [noting, setNoting] = useState(false);
  return (
    <Stack align="flex-start" gap="sm">
      {shown ? (
        <Shown dispute={dispute} />
      ) : (
        <>
          <Text size="sm">{text.evidenceClosed}</Text>
          <Button variant="default" onClick={() => setShown(true)}>
            {text.evidenceShow}
          </Button>
        </>
      )}
      {dispute.state === 'open' && (
        <Group>
          <Button variant="default" onClick={() => setNoting(true)}>
            {text.addEvidence}
          </Button>
        </Group>
      )}
      <Modal opened={noting} onClose={() => setNoting(false)} title={text.addEvidence}>
        {noting && <Noting dispute={dispute} close={() => setNoting(false)} />}
      </Modal>
    </Stack>
  );
}

function Shown({ dispute }: { dispute: Dispute }) {
  const read = usePersonal<DisputeEvidence>(`/disputes/${dispute.id}/evidence`);
  return (
    <Personal read={read} eager>
      {({ evidence }) => (
        <Stack gap="sm">
          {evidence.map((each) => (
            <div key={each.id}>
              <Text size="sm" c="dimmed">
                {(each.side === 'holder' ? dispute.holder : dispute.claimant).name} · {text.channels[each.channel]} ·{' '}
                <When at={each.at} />
              </Text>
              <Text size="sm">{each.evidence}</Text>
            </div>
          ))}
        </Stack>
      )}
    </Personal>
  );
}

function Noting({ dispute, close }: { dispute: Dispute; close: () => void }) {
  const [side, setSide] = useState<string | null>('holder');
  const [channel, setChannel] = useState<string | null>('phone');
  const [evidence, setEvidence] = useState('');
  const noting = useMutation({
    mutationFn: () => call('POST', `/disputes/${dispute.id}/evidence`, { body: { side, channel, evidence } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.evidenceNoted);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    noting.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Select
          label={text.side}
          data={[
            { value: 'holder', label: `${text.sides.holder}: ${dispute.holder.name}` },
            { value: 'claimant', label: `${text.sides.claimant}: ${dispute.claimant.name}` },
          ]}
          value={side}
          onChange={setSide}
          allowDeselect={false}
        />
        <EvidenceFields {...{ channel, setChannel, evidence, setEvidence }} />
        {noting.isError && <Failure error={noting.error} />}
        <FormButtons onCancel={close} label={text.addEvidence} pending={noting.isPending} ready={!!evidence.trim()} />
      </Stack>
    </form>
  );
}
