import { Grid, Stack, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { Person } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { countryName } from '../../ui/countries.ts';
import { DataList, DatumRow, Line } from '../../ui/datum.tsx';
import { NoticeMark } from '../../ui/notice-mark.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { count, When } from '../../ui/when.tsx';
import { CorrectDatum } from './correct-datum.tsx';
import { LookupList } from './lookup-list.tsx';
import { Preferences } from './preferences.tsx';

const route = getRouteApi('/frame/people/$id');

/** A person: every datum with its source, their choices, who got what, who looked, and all that happened. */
export function PersonPage() {
  const { id } = route.useParams();
  const read = usePersonal<Person>(`/people/${id}`);
  const waiting = <PageHead title={m.person.closed} tab={m.person.tab} about={m.person.closedAbout} />;
  return (
    <>
      {!read.data && waiting}
      <Personal read={read} eager>
        {(person) => <Open person={person} />}
      </Personal>
    </>
  );
}

function Open({ person }: { person: Person }) {
  const may = useMay();
  const name = person.data.find((datum) => datum.field === 'name');
  const title = name?.readable && name.value ? name.value : m.person.unnamed;
  return (
    <>
      <PageHead
        title={title}
        tab={m.person.tab}
        about={
          <>
            {person.purpose && m.person.under(m.purposes[person.purpose] ?? person.purpose)}{' '}
            {person.provenAt ? m.person.proven : m.person.notProven}
          </>
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            <Panel title={m.person.held}>
              <DataList>
                {person.data.map((datum) => (
                  <DatumRow
                    key={datum.field}
                    datum={datum}
                    action={may('correct') && datum.readable && <CorrectDatum person={person} datum={datum} />}
                  />
                ))}
                {person.companies.map((company) => (
                  <Line key={company.id} label={m.fields.company}>
                    <RefLink kind="company" id={company.id}>
                      {company.name}
                    </RefLink>
                    {company.until && (
                      <>
                        {' '}
                        {m.person.until} <When at={company.until} time={false} />
                      </>
                    )}
                  </Line>
                ))}
              </DataList>
            </Panel>
            <Panel title={m.person.choices}>
              <Preferences person={person} />
            </Panel>
            <Panel title={m.person.recipients}>
              <Recipients person={person} />
            </Panel>
            <Panel title={m.person.lookups}>
              <LookupList filter={{ personId: person.id }} />
            </Panel>
            {person.registrations.map((registration) => (
              <RegistrationPanel key={registration.id} registration={registration} />
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Panel title={m.timeline.title}>
            <Timeline path={`/people/${person.id}/timeline`} personal />
          </Panel>
        </Grid.Col>
      </Grid>
    </>
  );
}

function Recipients({ person }: { person: Person }) {
  if (person.recipients.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {m.person.noRecipients}
      </Text>
    );
  }
  return (
    <DataList>
      {person.recipients.map((recipient) => (
        <Line key={recipient.id} label={`${recipient.name} (${m.recipientKinds[recipient.kind] ?? recipient.kind})`}>
          {recipient.fields.map((field) => m.dataFields[field] ?? field).join(', ')}
          <Text size="xs" c="dimmed">
            {recipient.channels.map((channel) => m.channels[channel] ?? channel).join(', ')} ·{' '}
            {m.person.times(count(recipient.times))} <When at={recipient.lastAt} />
          </Text>
        </Line>
      ))}
    </DataList>
  );
}

function RegistrationPanel({ registration }: { registration: Person['registrations'][number] }) {
  const { purposes } = useSession();
  // A reseller states no purpose: what it may not see is simply not there.
  const data = registration.data.filter((datum) => datum.readable || purposes.length > 0);
  return (
    <Panel
      title={m.person.registration(registration.licence.product)}
      aside={<StateBadge state={registration.state} />}
    >
      <DataList>
        <Line label={m.licence.serial}>
          <RefLink kind="licence" id={registration.licence.id} className="serial">
            {registration.licence.serial}
          </RefLink>
        </Line>
        <Line label={m.provenance.when}>
          <When at={registration.givenAt} /> · {m.sources[registration.sourceKind] ?? registration.sourceKind}
        </Line>
        <Line label={m.provenance.notice}>
          <NoticeMark notice={registration.notice} />
        </Line>
        {data.map((datum) => (
          <DatumRow key={datum.field} datum={datum} show={datum.field === 'country' ? countryName : (v) => v} />
        ))}
      </DataList>
    </Panel>
  );
}
