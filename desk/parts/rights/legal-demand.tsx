import { Group, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { LegalDemand } from '../../api/wire.ts';
import { legalDemandsMessages } from '../../messages/en/legal-demands.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day, When } from '../../ui/when.tsx';
import { GiveData } from './give-data.tsx';
import { ApproveDemand, CloseDemand, HoldPeople, RefuseDemand, WithholdingSteps } from './legal-demand-steps.tsx';
import { DaysLeft } from './requests.tsx';

const text = legalDemandsMessages.legalDemands;
const route = getRouteApi('/frame/legal-demands/$id');
const nameOf = (by: { kind: string; name: string | null }) => by.name ?? m.actors[by.kind] ?? by.kind;

/** A legal demand: what it asks, who agreed, what was given, and who may not be told yet. */
export function LegalDemandPage() {
  const { id } = route.useParams();
  const read = usePersonal<LegalDemand>(`/legal-demands/${id}`);
  return (
    <>
      {!read.data && <PageHead title={text.title} />}
      <Personal read={read} eager>
        {(demand) => <Open demand={demand} />}
      </Personal>
    </>
  );
}

function Open({ demand }: { demand: LegalDemand }) {
  const officer = useSession().member?.role === 'privacy officer';
  return (
    <>
      <PageHead
        title={text.one(demand.number)}
        about={demand.authority}
        actions={<Steps demand={demand} officer={officer} />}
      />
      <Stack>
        <Panel title={text.next}>
          <Text size="sm" fw={500}>
            {text.nextOf[nextOf(demand, officer)]}
          </Text>
        </Panel>
        <Panel title={text.about}>
          <About demand={demand} />
        </Panel>
        <Panel title={text.withholding} aside={<WithholdingSteps demand={demand} />}>
          <Withholding demand={demand} />
        </Panel>
        <Panel title={text.whom}>
          <People demand={demand} />
        </Panel>
        <Panel title={text.given}>
          <Given demand={demand} />
        </Panel>
        <Panel title={text.holds}>
          <Holds demand={demand} />
        </Panel>
        <Panel title={text.history}>
          <DataList>
            {demand.history.map((event) => (
              <Line key={`${event.at} ${event.kind}`} label={text.events[event.kind] ?? event.kind}>
                <When at={event.at} /> {nameOf(event.by)}
              </Line>
            ))}
          </DataList>
        </Panel>
      </Stack>
    </>
  );
}

/** Who has to do what now. */
function nextOf(demand: LegalDemand, officer: boolean): keyof typeof text.nextOf {
  if (demand.state === 'refused' || demand.state === 'closed') return demand.state;
  if (demand.mayApprove) return 'youApprove';
  if (demand.waiting?.mayApprove) return 'youWithhold';
  if (demand.state === 'received') return 'otherApproves';
  if (demand.waiting) return 'otherWithholds';
  if (demand.state === 'given') return 'close';
  return officer ? 'give' : 'giveOfficer';
}

function Steps({ demand, officer }: { demand: LegalDemand; officer: boolean }) {
  const { state } = demand;
  const open = state === 'received' || state === 'approved';
  return (
    <Group gap="xs">
      {(open || state === 'given') && demand.people.length > 0 && <HoldPeople demand={demand} />}
      {open && <RefuseDemand demand={demand} />}
      {demand.mayApprove && <ApproveDemand demand={demand} />}
      {state === 'given' && <CloseDemand demand={demand} />}
      {officer && (state === 'approved' || state === 'given') && !demand.waiting && demand.people.length > 0 && (
        <GiveData demand={demand} />
      )}
    </Group>
  );
}

function About({ demand }: { demand: LegalDemand }) {
  return (
    <DataList>
      <Line label={text.state}>
        <StateBadge state={demand.state} />
      </Line>
      <Line label={text.approvals}>
        {demand.approvedBy.length === 0 && text.nobody}
        {demand.approvedBy.map(({ at, by }) => (
          <div key={at}>
            {nameOf(by)}, <When at={at} />
          </div>
        ))}
      </Line>
      <Line label={text.received}>
        <Day on={demand.receivedOn} />, {text.channels[demand.channel] ?? demand.channel}
      </Line>
      {demand.dueOn && (
        <Line label={text.due}>
          <Day on={demand.dueOn} />
          {demand.daysLeft !== null && (
            <>
              {', '}
              {text.left.toLowerCase()}: <DaysLeft row={demand} />
            </>
          )}
        </Line>
      )}
      <Line label={text.reference}>{demand.reference}</Line>
      <Line label={text.basis}>{demand.basis}</Line>
      <Line label={text.scope}>
        <span style={{ whiteSpace: 'pre-wrap' }}>{demand.scope}</span>
      </Line>
      {demand.refusal && <Line label={text.reason}>{demand.refusal}</Line>}
    </DataList>
  );
}

function Withholding({ demand }: { demand: LegalDemand }) {
  const { withholding, waiting } = demand;
  return (
    <Stack gap="xs">
      <Text size="sm">{withholding ? text.notTold : waiting ? text.undecided : text.tellAtOnce}</Text>
      <DataList>
        {withholding && (
          <>
            <Line label={text.until}>
              <Day on={withholding.until} />
            </Line>
            <Line label={text.because}>{withholding.basis}</Line>
            <Line label={text.agreed}>
              {[withholding.askedBy, withholding.approvedBy].flatMap((by) => (by ? nameOf(by) : [])).join(', ')}
            </Line>
          </>
        )}
        {waiting && (
          <>
            <Line label={text.waits}>
              <Day on={waiting.until} />
            </Line>
            <Line label={text.because}>{waiting.basis}</Line>
            <Line label={text.asks}>{nameOf(waiting.askedBy)}</Line>
          </>
        )}
      </DataList>
    </Stack>
  );
}

/** No link while somebody may not be told: opening their page is a look that they see. */
function Name({ demand, id }: { demand: LegalDemand; id: string }) {
  const name = demand.people.find((person) => person.id === id)?.name ?? text.noNames;
  if (demand.withholding || demand.waiting) return <>{name}</>;
  return (
    <RefLink kind="person" id={id}>
      {name}
    </RefLink>
  );
}

function People({ demand }: { demand: LegalDemand }) {
  if (demand.people.length === 0) return <Text size="sm">{text.nobodyNamed}</Text>;
  return (
    <Stack gap={4}>
      {demand.people.map((person) => (
        <Text key={person.id} size="sm">
          <Name demand={demand} id={person.id} />, {person.named ? text.named : text.ofCompany}
        </Text>
      ))}
      {demand.companies.map((company) => (
        <Text key={company.id} size="sm">
          <RefLink kind="company" id={company.id}>
            {company.name}
          </RefLink>
        </Text>
      ))}
    </Stack>
  );
}

function Given({ demand }: { demand: LegalDemand }) {
  if (demand.givings.length === 0) return <Text size="sm">{text.nothingGiven}</Text>;
  return (
    <Stack>
      {demand.givings.map((giving) => (
        <Stack key={giving.at} gap={4}>
          <Text size="sm" fw={500}>
            <When at={giving.at} />, {nameOf(giving.by)}
          </Text>
          {giving.people.map((person) => (
            <Text key={person.personId} size="sm">
              <Name demand={demand} id={person.personId} />:{' '}
              {person.fields.map((field) => m.dataFields[field] ?? field).join(', ')};{' '}
              {person.told ? (text.told[person.told] ?? person.told) : text.untold}
              {person.toldAt && (
                <>
                  , <When at={person.toldAt} time={false} />
                </>
              )}
            </Text>
          ))}
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {text.file}: {giving.sha256}
          </Text>
        </Stack>
      ))}
    </Stack>
  );
}

function Holds({ demand }: { demand: LegalDemand }) {
  const living = demand.holds.filter((hold) => hold.endedAt === null);
  if (living.length === 0) return <Text size="sm">{text.noHolds}</Text>;
  const names = new Map(demand.people.map((person) => [person.id, person.name]));
  return (
    <DataList>
      {living.map((hold) => (
        <Line key={hold.id} label={names.get(hold.personId) ?? text.noNames}>
          {text.holdUntil}: <Day on={hold.until} />
        </Line>
      ))}
    </DataList>
  );
}
