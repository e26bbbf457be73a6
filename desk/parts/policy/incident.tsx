import {
  Anchor,
  Button,
  Checkbox,
  Group,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Incident } from '../../api/wire.ts';
import { incidentsMessages } from '../../messages/en/incidents.ts';
import { m } from '../../messages/en.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';
import { count, Day, When } from '../../ui/when.tsx';
import { BreachNotices } from '../rights/breach-notices.tsx';
import { Clock, localMoment } from './clock.tsx';

const text = incidentsMessages.incidents;
const countable = ['email', 'name', 'phone', 'title', 'role', 'street', 'postalCode', 'city', 'region'];
const today = () => localMoment(new Date()).slice(0, 10);

/** One incident: how long is left, whom it concerns, who was told, and how it is closed. */
export function IncidentDetails({ id }: { id: string }) {
  const read = useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => call<Incident>('GET', `/incidents/${id}`, { signal }),
  });
  if (read.isPending) return <Skeleton height={240} />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const incident = read.data;
  return (
    <Stack>
      <Text fw={600}>{incident.demand ?? incident.title}</Text>
      <DataList>
        <Line label={text.what}>{incident.demand ? text.byProof : text.byStaff}</Line>
        <Line label={text.opened}>
          <When at={incident.openedAt} />
        </Line>
        <Line label={text.due}>
          <Clock incident={incident} />
        </Line>
        {incident.cause && <Line label={text.cause}>{incident.cause}</Line>}
      </DataList>
      {incident.demand && (
        <Text size="sm">
          {text.counterexamples}{' '}
          <Anchor component={Link} to="/proof" inherit>
            {text.toBoard}
          </Anchor>
        </Text>
      )}
      <Affected incident={incident} />
      <BreachNotices incidentId={incident.id} people={incident.affected?.people ?? null} />
      <Notices incident={incident} />
      {!incident.closedAt && <Close incident={incident} />}
    </Stack>
  );
}

/** A form of one act on the incident. */
function ActForm(props: {
  title: string;
  about?: string;
  label: string;
  path: string;
  body: () => object;
  ready: boolean;
  said: string;
  children: ReactNode;
}) {
  const act = useMutation({
    mutationFn: () => call('POST', props.path, { body: props.body() }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      say(props.said);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    act.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Title order={3}>{props.title}</Title>
        {props.about && (
          <Text size="sm" c="dimmed">
            {props.about}
          </Text>
        )}
        {props.children}
        {act.isError && <Failure error={act.error} />}
        <Group>
          <Button size="xs" type="submit" loading={act.isPending} disabled={!props.ready}>
            {props.label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Affected({ incident }: { incident: Incident }) {
  const { affected } = incident;
  const [fields, setFields] = useState<string[]>(affected?.fields ?? []);
  const [from, setFrom] = useState(localMoment(new Date(affected?.from ?? incident.openedAt)));
  const [until, setUntil] = useState(localMoment(new Date(affected?.until ?? Date.now())));
  const counted = affected && (
    <Text size="sm">
      <b>{text.people(count(affected.people))}</b> {text.ofFields}{' '}
      {affected.fields.map((field) => m.dataFields[field] ?? field).join(', ')}, {text.between}{' '}
      <When at={affected.from} /> – <When at={affected.until} /> ({text.countedAt} <When at={affected.countedAt} />)
    </Text>
  );
  if (incident.closedAt)
    return (
      <section>
        <Title order={3}>{text.countTitle}</Title>
        {counted ?? <Text size="sm">{text.notCounted}</Text>}
      </section>
    );
  return (
    <ActForm
      title={text.countTitle}
      about={text.countAbout}
      label={text.count}
      path={`/incidents/${incident.id}/affected`}
      body={() => ({ fields, from: new Date(from).toISOString(), until: new Date(until).toISOString() })}
      ready={fields.length > 0 && from !== '' && until !== ''}
      said={text.counted}
    >
      {counted}
      <Checkbox.Group label={text.fields} value={fields} onChange={setFields}>
        <SimpleGrid cols={{ base: 2, xs: 3 }} mt="xs" spacing="xs" verticalSpacing="md">
          {countable.map((field) => (
            <Checkbox key={field} value={field} label={m.dataFields[field] ?? field} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          type="datetime-local"
          label={text.from}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={text.until}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </SimpleGrid>
    </ActForm>
  );
}

function Notices({ incident }: { incident: Incident }) {
  const [whom, setWhom] = useState('authority');
  const [on, setOn] = useState(today);
  const [reference, setReference] = useState('');
  return (
    <ActForm
      title={text.notices}
      label={text.noteNotice}
      path={`/incidents/${incident.id}/notices`}
      body={() => ({ told: whom, on, reference: reference.trim() || null })}
      ready={on !== ''}
      said={text.noted}
    >
      {incident.notices.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.noNotices}
        </Text>
      )}
      {incident.notices.map((notice) => (
        <Text size="sm" key={notice.notedAt}>
          {text.noticeWords[notice.told]}, <Day on={notice.on} />
          {notice.reference && ` · ${notice.reference}`}
        </Text>
      ))}
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select
          label={text.whom}
          data={Object.entries(text.noticeWords).map(([value, label]) => ({ value, label }))}
          value={whom}
          onChange={(value) => setWhom(value ?? 'authority')}
          allowDeselect={false}
        />
        <TextInput type="date" label={text.on} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
        <TextInput
          label={text.reference}
          maxLength={200}
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </SimpleGrid>
    </ActForm>
  );
}

function Close({ incident }: { incident: Incident }) {
  const [cause, setCause] = useState('');
  if (incident.demand && !incident.mendedAt)
    return (
      <section>
        <Title order={3}>{text.closeTitle}</Title>
        <Text size="sm">{text.stillBroken}</Text>
      </section>
    );
  return (
    <ActForm
      title={text.closeTitle}
      about={incident.demand ? text.causeOfDemand : text.causeOfBreach}
      label={text.close}
      path={`/incidents/${incident.id}/close`}
      body={() => ({ cause })}
      ready={cause.trim() !== ''}
      said={text.closed}
    >
      <Textarea
        label={text.cause}
        autosize
        minRows={3}
        maxLength={2_000}
        value={cause}
        onChange={(event) => setCause(event.currentTarget.value)}
      />
    </ActForm>
  );
}
