import { Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { OwnLicencePage } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { metersMessages } from '../../messages/en/meters.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Day, When } from '../../ui/when.tsx';
import { MeterTables } from '../licensing/meters.tsx';
import { KeepSeat } from './keep-seat.tsx';
import { seatsOf } from './licences.tsx';

const route = getRouteApi('/frame/company/licences/$id');
type Seat = OwnLicencePage['namedSeats'][number];

/** A licence of the company: its machines, and for whom its seats are kept. */
export function OwnLicencePageView() {
  const { id } = route.useParams();
  const licence = useQuery({
    queryKey: ['own licence', id],
    queryFn: ({ signal }) => call<OwnLicencePage>('GET', `/company/licences/${id}`, { signal }),
  });
  const [keeping, setKeeping] = useState<{ insteadOf: Seat | null } | null>(null);
  if (licence.isError) return <Failure error={licence.error} retry={() => void licence.refetch()} />;
  if (!licence.data) return <Skeleton height={400} />;
  const data = licence.data;
  const nameable = !data.floating && data.kind !== 'education';
  return (
    <>
      <PageHead
        title={data.serial}
        about={
          <Group gap="sm">
            {data.product} <StateBadge state={data.state} />
          </Group>
        }
        actions={
          nameable && <Button onClick={() => setKeeping({ insteadOf: null })}>{companyMessages.own.keep}</Button>
        }
      />
      <Stack>
        <Panel>
          <DataList>
            <Line label={companyMessages.own.seats}>{seatsOf(data)}</Line>
            <Line label={m.licence.expires}>
              <Day on={data.expiresOn} none={m.common.never} />
            </Line>
            <Line label={m.licence.maintenance}>
              <Day on={data.maintenanceUntil} />
            </Line>
          </DataList>
        </Panel>
        <Panel title={companyMessages.own.named}>
          <Text size="sm" c="dimmed" mb="sm">
            {nameable ? companyMessages.own.namedAbout : companyMessages.own.floatingNamed}
          </Text>
          <NamedSeats licence={data} passOn={(insteadOf) => setKeeping({ insteadOf })} />
        </Panel>
        <Panel title={companyMessages.own.machines}>
          <Text size="sm" c="dimmed" mb="sm">
            {data.machines.length === 0 ? companyMessages.own.noMachines : companyMessages.own.machinesAbout}
          </Text>
          {data.machines.length > 0 && <Machines licence={data} />}
        </Panel>
        <Panel title={metersMessages.meters.title}>
          <MeterTables path={`/company/licences/${id}`} acts={[]} noneHow={metersMessages.meters.noneSeen} />
        </Panel>
      </Stack>
      <Modal
        opened={keeping !== null}
        onClose={() => setKeeping(null)}
        title={
          keeping?.insteadOf
            ? companyMessages.own.passOnTitle(nameOf(keeping.insteadOf))
            : companyMessages.own.keepTitle(data.serial)
        }
      >
        {keeping && (
          <KeepSeat licenceId={id} insteadOf={keeping.insteadOf?.id ?? null} close={() => setKeeping(null)} />
        )}
      </Modal>
    </>
  );
}

const nameOf = (seat: Seat) => seat.name ?? companyMessages.own.erased;

function stateOf(seat: Seat): string {
  if (seat.endedHow) return companyMessages.own.ends[seat.endedHow] ?? seat.endedHow;
  return seat.taken ? companyMessages.own.taken : companyMessages.own.waiting;
}

function NamedSeats({ licence, passOn }: { licence: OwnLicencePage; passOn: (seat: Seat) => void }) {
  if (licence.namedSeats.length === 0)
    return licence.floating ? null : (
      <Text size="sm" c="dimmed">
        {companyMessages.own.noNamed}
      </Text>
    );
  return (
    <Scroll label={companyMessages.own.named} width={720}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{companyMessages.own.name}</Table.Th>
            <Table.Th>{m.fields.email}</Table.Th>
            <Table.Th>{companyMessages.own.since}</Table.Th>
            <Table.Th>{companyMessages.own.state}</Table.Th>
            <Table.Th>{m.table.act}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {licence.namedSeats.map((seat) => (
            <Table.Tr key={seat.id}>
              <Table.Td>{nameOf(seat)}</Table.Td>
              <Table.Td>{seat.email ?? m.common.none}</Table.Td>
              <Table.Td>
                <When at={seat.assignedAt} time={false} />
              </Table.Td>
              <Table.Td>
                {stateOf(seat)} {seat.endedAt && <When at={seat.endedAt} time={false} />}
              </Table.Td>
              <Table.Td>{!seat.endedAt && <Acts seat={seat} passOn={passOn} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

function Acts({ seat, passOn }: { seat: Seat; passOn: (seat: Seat) => void }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="xs" variant="default" onClick={() => passOn(seat)}>
        {companyMessages.own.passOn}
      </Button>
      <Confirm
        size="xs"
        label={companyMessages.own.takeBack}
        title={companyMessages.own.takeBackTitle(nameOf(seat))}
        consequence={companyMessages.own.takeBackConsequence(seat.taken)}
        act={async () => {
          await call('POST', `/company/named-seats/${seat.id}/end`, { body: {} });
          await queries.invalidateQueries();
          say(companyMessages.own.takenBack);
        }}
      />
    </Group>
  );
}

function Machines({ licence }: { licence: OwnLicencePage }) {
  const names = new Map(licence.namedSeats.map((seat) => [seat.id, nameOf(seat)]));
  return (
    <Scroll label={companyMessages.own.machines} width={540}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.machines.kind}</Table.Th>
            <Table.Th>{m.licence.release}</Table.Th>
            <Table.Th>{m.licence.activated}</Table.Th>
            <Table.Th>{companyMessages.own.keptFor}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {licence.machines.map((machine) => (
            <Table.Tr key={machine.id}>
              <Table.Td>{m.machines.kinds[machine.kind ?? ''] ?? m.machines.notSaid}</Table.Td>
              <Table.Td>{machine.release}</Table.Td>
              <Table.Td>
                <When at={machine.activatedAt} />
              </Table.Td>
              <Table.Td>{names.get(machine.namedSeatId ?? '') ?? companyMessages.own.nobody}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}
