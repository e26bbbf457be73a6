import { Grid, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { Licence } from '../../api/wire.ts';
import { offlineMessages } from '../../messages/en/offline.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { Day, When } from '../../ui/when.tsx';
import { ActivateFor } from './activate-for.tsx';
import { DisputesOf, NoteClaim } from './disputes-of.tsx';
import { Downloads } from './downloads.tsx';
import { ExtendTrial } from './extend-trial.tsx';
import { FloatingSeats } from './floating.tsx';
import { GiveLicence } from './give-licence.tsx';
import { LicenceActs } from './licence-acts.tsx';
import { Meters } from './meters.tsx';
import { NamedSeats } from './named-seats.tsx';
import { Registrations } from './registrations.tsx';
import { RenewalOf } from './renewal-file.tsx';
import { WhoActivated } from './who-activated.tsx';

const route = getRouteApi('/frame/licences/$id');

/** A licence: its terms, seats, who registered it, its sellers and owners, its events. */
export function LicencePage() {
  const { id } = route.useParams();
  const licence = useQuery({
    queryKey: ['licence', id],
    queryFn: ({ signal }) => call<Licence>('GET', `/licences/${id}`, { signal }),
  });
  if (licence.isError) return <Failure error={licence.error} retry={() => void licence.refetch()} />;
  if (!licence.data) return <Skeleton height={400} />;
  const data = licence.data;
  return (
    <>
      <PageHead
        title={data.serial}
        about={
          <Group gap="sm">
            {data.product.name} {data.release.version} <StateBadge state={data.state} />
          </Group>
        }
        actions={
          <>
            {data.company && !data.disputed && <MayName licence={data} />}
            <NoteClaim licence={data} />
            <ExtendTrial licence={data} />
            <GiveLicence licence={data} />
            <ActivateFor licence={data} />
            <LicenceActs licence={data} />
          </>
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            <DisputesOf licence={data} />
            <Terms licence={data} />
            <FloatingSeats licence={data} />
            <Panel title={data.floating ? m.licence.machines : m.licence.seatsTitle}>
              <Seats licence={data} />
            </Panel>
            <NamedSeats licence={data} />
            <Meters licence={data} />
            <Downloads licence={data} />
            <Panel title={m.licence.registrations}>
              <Registrations id={id} known={data.registrations} />
            </Panel>
            <Panel title={m.licence.history}>
              <History licence={data} />
            </Panel>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Panel title={m.timeline.title}>
            <Timeline path={`/licences/${id}/timeline`} offer={[]} />
          </Panel>
        </Grid.Col>
      </Grid>
    </>
  );
}

function MayName({ licence }: { licence: Licence }) {
  const may = useMay();
  return may('suspend') && <WhoActivated licence={licence} />;
}

function CompanyLink({ company }: { company: { id: string; name: string } | null }) {
  if (!company) return m.common.none;
  return (
    <RefLink kind="company" id={company.id}>
      {company.name}
    </RefLink>
  );
}

function Terms({ licence }: { licence: Licence }) {
  return (
    <Panel title={m.licence.terms}>
      <DataList>
        <Line label={m.licence.kind}>{m.licenceKinds[licence.kind] ?? licence.kind}</Line>
        {licence.replacements.map(({ way, id, serial }) => (
          <Line key={id} label={m.licence.replacement[way] ?? way}>
            <RefLink kind="licence" id={id} className="serial">
              {serial}
            </RefLink>
          </Line>
        ))}
        <Line label={m.licence.customer}>
          <CompanyLink company={licence.company} />
        </Line>
        <Line label={m.contacts.reseller}>
          <CompanyLink company={licence.holder} />
        </Line>
        <Line label={m.licence.seats}>
          {licence.floating
            ? m.licence.floatingSeats(licence.seats)
            : m.licence.seatsOf(licence.seatsUsed, licence.seats)}
        </Line>
        {licence.floating && (
          <Line label={m.floating.floating}>
            {m.floating.terms(licence.floating.leaseMinutes, licence.floating.heartbeatMinutes)} ·{' '}
            {m.floating.lent(licence.floating.borrowDays)}
          </Line>
        )}
        <Line label={m.floating.graceTitle}>{graceOf(licence)}</Line>
        <Line label={m.machines.match}>{machinesOf(licence)}</Line>
        <Line label={m.licence.expires}>
          <Day on={licence.expiresOn} none={m.common.never} />
        </Line>
        <Line label={m.licence.maintenance}>
          <Day on={licence.maintenanceUntil} />
        </Line>
        <Line label={m.terms.features}>{licence.features?.join(', ') ?? m.terms.all}</Line>
        <Line label={m.licence.issued}>
          <When at={licence.issuedAt} />
        </Line>
        <Line label={m.licence.activated}>
          <When at={licence.activatedAt} none={m.common.notYet} />
        </Line>
      </DataList>
    </Panel>
  );
}

function graceOf({ grace }: Licence): string {
  const said = [
    grace?.networkDays == null ? null : m.floating.graceNetwork(grace.networkDays),
    grace?.expiryDays == null ? null : m.floating.graceExpiry(grace.expiryDays),
    grace?.leaseHours == null ? null : m.floating.graceLease(grace.leaseHours),
  ].filter((each) => each !== null);
  return said.join(' · ') || m.floating.graceOfProgram;
}

function machinesOf({ machines }: Licence): string {
  if (!machines) return m.machines.fingerprint;
  return [
    m.machines.matches[machines.match],
    machines.virtual === 'refused' && m.machines.noVirtual,
    machines.terminalServer === 'refused' && m.machines.noTerminalServer,
  ]
    .filter(Boolean)
    .join(' · ');
}

function Seats({ licence }: { licence: Licence }) {
  const may = useMay();
  if (licence.activations.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {licence.floating ? m.licence.noMachines : m.licence.noSeats}
      </Text>
    );
  }
  return (
    <Scroll label={licence.floating ? m.licence.machines : m.licence.seatsTitle} width={540}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{licence.floating ? m.floating.number : m.licence.seat}</Table.Th>
            <Table.Th>{m.licence.release}</Table.Th>
            <Table.Th>{m.machines.kind}</Table.Th>
            <Table.Th>{m.licence.activated}</Table.Th>
            <Table.Th>{m.licence.freed}</Table.Th>
            {may('suspend') && <Table.Th>{offlineMessages.renewal.open}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {licence.activations.map((activation, index) => (
            <Table.Tr key={activation.id}>
              <Table.Td>
                {index + 1}
                {activation.registrationId === null && ` (${m.licence.pupil})`}
              </Table.Td>
              <Table.Td>{activation.release}</Table.Td>
              <Table.Td>{m.machines.kinds[activation.machineKind ?? ''] ?? m.machines.notSaid}</Table.Td>
              <Table.Td>
                <When at={activation.activatedAt} />
              </Table.Td>
              <Table.Td>
                <When at={activation.deactivatedAt} none={m.licence.inUse} />
              </Table.Td>
              {may('suspend') && (
                <Table.Td>
                  {activation.deactivatedAt === null &&
                    activation.registrationId !== null &&
                    licence.state === 'active' && (
                      <RenewalOf licence={licence} activationId={activation.id} seat={index + 1} />
                    )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

function History({ licence }: { licence: Licence }) {
  const rows = [
    ...licence.sellers.map((seller) => ({ ...seller, what: m.licence.seller, basis: seller.basis })),
    ...licence.owners.map((owner) => ({ ...owner, what: m.licence.owner })),
  ];
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {m.licence.noHistory}
      </Text>
    );
  }
  return (
    <DataList>
      {rows.map((row) => (
        <Line key={`${row.what} ${row.company.id} ${row.since}`} label={row.what}>
          <CompanyLink company={row.company} /> · {m.company.sharedSince} <When at={row.since} time={false} />
          {row.until && (
            <>
              {' '}
              {m.company.sharedUntil} <When at={row.until} time={false} />
            </>
          )}
          {row.basis && ` · ${row.basis}`}
        </Line>
      ))}
    </DataList>
  );
}
