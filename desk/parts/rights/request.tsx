import { Anchor, Group, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { call, queries } from '../../api/client.ts';
import type { RequestDetail } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day, When } from '../../ui/when.tsx';
import { MailText } from './mail-text.tsx';
import { AgentPanel } from './request-agent.tsx';
import { AnswerRequest, ExtendRequest, RefuseRequest, SetKind, ShowIdentity } from './request-steps.tsx';
import { DaysLeft } from './requests.tsx';
import { Scan } from './scan.tsx';

const route = getRouteApi('/frame/requests/$id');

/** A request with its clock, its words and all that happened to it. */
export function RequestPage() {
  const { id } = route.useParams();
  const read = usePersonal<RequestDetail>(`/requests/${id}`);
  return (
    <>
      {!read.data && <PageHead title={m.requests.title} about={m.requests.about} />}
      <Personal read={read} eager>
        {(request) => <Open request={request} />}
      </Personal>
    </>
  );
}

function Open({ request }: { request: RequestDetail }) {
  const open = request.state === 'open';
  return (
    <>
      <PageHead
        title={m.requests.one(request.number)}
        about={`${m.requests.kinds[request.kind] ?? request.kind}${request.kindGuessed ? ` (${m.requests.guessed})` : ''}`}
        actions={open && <Steps request={request} />}
      />
      <Stack>
        <Panel>
          <Clock request={request} />
        </Panel>
        {request.mails.length === 0 && (
          <Panel title={m.requests.words}>
            <Stack gap="xs">
              {request.asker && <Words text={request.asker} />}
              <Words text={request.wording ?? m.requests.noWords} />
              {(request.channel === 'letter' || request.agent) && <Scan request={request} />}
            </Stack>
          </Panel>
        )}
        {request.mails.length > 0 && (
          <Panel title={m.mails.ofRequest}>
            <Stack>
              {request.mails.map((mail) => (
                <MailText key={mail.id} mail={mail} />
              ))}
            </Stack>
          </Panel>
        )}
        {request.agent && <AgentPanel request={request} agent={request.agent} />}
        {(request.answer || request.extension) && (
          <Panel title={m.requests.ourAnswer}>
            <Stack gap="xs">
              {request.extension && <Words text={`${m.requests.extension}: ${request.extension}`} />}
              {request.refusal && <Text size="sm">{m.requests.grounds[request.refusal] ?? request.refusal}</Text>}
              {request.answer && <Words text={request.answer} />}
            </Stack>
          </Panel>
        )}
        <Panel title={m.requests.history}>
          <DataList>
            {request.history.map((event) => (
              <Line key={`${event.at} ${event.kind}`} label={m.requests.events[event.kind] ?? event.kind}>
                <When at={event.at} /> {event.by.name ?? m.actors[event.by.kind] ?? event.by.kind}
              </Line>
            ))}
          </DataList>
        </Panel>
      </Stack>
    </>
  );
}

function Words({ text }: { text: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text}
    </Text>
  );
}

function Clock({ request }: { request: RequestDetail }) {
  return (
    <DataList>
      <Line label={m.requests.state}>
        <StateBadge state={request.state} />
      </Line>
      <Line label={m.requests.received}>
        <When at={request.receivedAt} time={false} />, {m.requests.channels[request.channel] ?? request.channel}
      </Line>
      <Line label={m.requests.due}>
        <Day on={request.dueOn} />
        {request.daysLeft !== null && (
          <>
            {', '}
            {m.requests.left.toLowerCase()}: <DaysLeft row={request} />
          </>
        )}
      </Line>
      {request.confirmBy && (
        <Line label={m.requests.confirmBy}>
          <Day on={request.confirmBy} />
        </Line>
      )}
      <Line label={m.requests.rule}>{request.source}</Line>
      <Line label={m.requests.identity}>{m.requests.identities[request.identity] ?? request.identity}</Line>
      {request.receipt && (
        <Line label={m.requests.receipt}>
          <Anchor href={`/receipts/${request.receipt}`} target="_blank" style={{ overflowWrap: 'anywhere' }}>
            {request.receipt}
          </Anchor>
        </Line>
      )}
      <Line label={m.requests.person}>
        {request.personId ? (
          <RefLink kind="person" id={request.personId}>
            {m.requests.openPerson}
          </RefLink>
        ) : (
          m.requests.unknown
        )}
      </Line>
    </DataList>
  );
}

function Steps({ request }: { request: RequestDetail }) {
  return (
    <Group gap="xs">
      {request.kindGuessed && <SetKind request={request} />}
      {request.identity === 'not shown' && <ShowIdentity request={request} />}
      {request.confirmedAt === null && (
        <Confirm
          label={m.requests.confirm}
          title={m.requests.confirmTitle}
          consequence={m.requests.confirmConsequence}
          color="blue"
          act={async () => {
            await call('POST', `/requests/${request.id}/confirm`);
            await queries.invalidateQueries();
            say(m.requests.confirmed);
          }}
        />
      )}
      {request.kind === 'erasure' && <Erase request={request} />}
      {request.extendableTo && <ExtendRequest request={request} until={request.extendableTo} />}
      <RefuseRequest request={request} />
      <AnswerRequest request={request} />
    </Group>
  );
}

/** Erasing closes the request; afterwards there is nobody to write to, only the receipt. */
function Erase({ request }: { request: RequestDetail }) {
  return (
    <Confirm
      label={m.requests.erase}
      title={m.requests.eraseTitle}
      consequence={m.requests.eraseConsequence}
      color="red"
      disabled={request.personId === null || request.identity === 'not shown'}
      act={async () => {
        await call('POST', `/requests/${request.id}/erase`);
        await queries.invalidateQueries();
        say(m.requests.erased);
      }}
    />
  );
}
