import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Licence, MeterItem, MeterPeriod } from '../../api/wire.ts';
import { metersMessages } from '../../messages/en/meters.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { count, Day } from '../../ui/when.tsx';
import { MeterForm } from './meter-form.tsx';

const periodOf = (row: { period: string }) => metersMessages.meters.periods[row.period] ?? row.period;
const capOf = ({ cap }: MeterItem) => (cap === null ? metersMessages.meters.noCap : count(cap));

const columns: Column<MeterItem>[] = [
  { id: 'feature', header: metersMessages.meters.feature, sort: 'name', cell: (row) => row.name, csv: (row) => row.id },
  {
    id: 'used',
    header: metersMessages.meters.used,
    sort: 'used',
    end: true,
    cell: (row) => (row.cap === null ? count(row.used) : metersMessages.meters.of(count(row.used), capOf(row))),
    csv: (row) => row.used,
  },
  { id: 'cap', header: metersMessages.meters.cap, end: true, cell: capOf, csv: (row) => row.cap, hidden: true },
  { id: 'period', header: metersMessages.meters.period, cell: periodOf, csv: (row) => row.period },
  {
    id: 'resets',
    header: metersMessages.meters.resets,
    cell: (row) => <Day on={row.resetsOn} none={metersMessages.meters.never} />,
    csv: (row) => row.resetsOn,
  },
  {
    id: 'refused',
    header: metersMessages.meters.refused,
    end: true,
    cell: (row) => count(row.refused),
    csv: (row) => row.refused,
  },
  {
    id: 'source',
    header: metersMessages.meters.source,
    cell: (row) => metersMessages.meters.sources[row.source] ?? row.source,
    csv: (row) => row.source,
  },
];

const periods: Column<MeterPeriod>[] = [
  { id: 'feature', header: metersMessages.meters.feature, cell: (row) => row.feature, csv: (row) => row.feature },
  {
    id: 'starts',
    header: metersMessages.meters.starts,
    sort: 'startsOn',
    cell: (row) => (row.period === 'never' ? metersMessages.meters.always : <Day on={row.startsOn} />),
    csv: (row) => row.startsOn,
  },
  { id: 'period', header: metersMessages.meters.period, cell: periodOf, csv: (row) => row.period },
  {
    id: 'used',
    header: metersMessages.meters.used,
    sort: 'used',
    end: true,
    cell: (row) => count(row.used),
    csv: (row) => row.used,
  },
  {
    id: 'refused',
    header: metersMessages.meters.refused,
    end: true,
    cell: (row) => count(row.refused),
    csv: (row) => row.refused,
  },
];

/** What is counted under a licence now, and what was. */
export function Meters({ licence }: { licence: Licence }) {
  const may = useMay();
  const [acting, setActing] = useState<{ meter: MeterItem; what: 'set' | 'reset' } | null>(null);
  // A reseller sees how its own customers use a licence, and not how others do one that it sold.
  const seen = may('figures') || licence.company !== null;
  if (!seen) return null;
  const acts: Column<MeterItem>[] = [
    {
      id: 'acts',
      header: m.table.act,
      cell: (meter) => (
        <Group gap="xs" wrap="nowrap">
          <Button size="xs" variant="default" onClick={() => setActing({ meter, what: 'set' })}>
            {metersMessages.meters.set}
          </Button>
          <Button size="xs" variant="default" onClick={() => setActing({ meter, what: 'reset' })}>
            {metersMessages.meters.reset}
          </Button>
        </Group>
      ),
      csv: () => null,
    },
  ];
  const close = () => setActing(null);
  return (
    <Panel title={metersMessages.meters.title}>
      <MeterTables
        path={`/licences/${licence.id}`}
        acts={may('suspend') ? acts : []}
        noneHow={may('figures') ? metersMessages.meters.noneHow : metersMessages.meters.noneSeen}
      />
      <Modal
        opened={acting !== null}
        onClose={close}
        title={
          acting &&
          (acting.what === 'set' ? metersMessages.meters.setTitle : metersMessages.meters.resetTitle)(acting.meter.name)
        }
      >
        {acting?.what === 'set' && (
          <MeterForm
            path={`/licences/${licence.id}/meters/${acting.meter.id}`}
            meter={acting.meter.source === 'licence' ? acting.meter : null}
            label={metersMessages.meters.ownCap}
            close={close}
          />
        )}
        {acting?.what === 'reset' && (
          <ResetForm path={`/licences/${licence.id}/meters/${acting.meter.id}/reset`} close={close} />
        )}
      </Modal>
    </Panel>
  );
}

/** Both tables, as staff, the reseller of the customer and the customer see them. */
export function MeterTables({
  path,
  acts,
  noneHow,
}: {
  path: string;
  acts: readonly Column<MeterItem>[];
  noneHow: string;
}) {
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {metersMessages.meters.about}
      </Text>
      <DataTable<MeterItem>
        name="meters"
        caption={metersMessages.meters.title}
        path={`${path}/meters`}
        columns={[...columns, ...acts]}
        defaultSort="name"
        remember={false}
        limit={20}
        empty={<Empty title={metersMessages.meters.none} how={noneHow} />}
      />
      <DataTable<MeterPeriod>
        name="meter-periods"
        caption={metersMessages.meters.history}
        path={`${path}/meter-periods`}
        columns={periods}
        defaultSort="-startsOn"
        remember={false}
        limit={10}
        empty={<Empty title={metersMessages.meters.noHistory} how={metersMessages.meters.noHistoryHow} />}
      />
    </Stack>
  );
}

function ResetForm({ path, close }: { path: string; close: () => void }) {
  const [reason, setReason] = useState<string | null>(null);
  const reset = useMutation({
    mutationFn: () => call('POST', path, { body: { reason } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(metersMessages.meters.wasReset);
    },
  });
  return (
    <Stack>
      <Text size="sm">{metersMessages.meters.resetAbout}</Text>
      <Select
        label={metersMessages.meters.reason}
        required
        data={Object.entries(metersMessages.meters.reasons).map(([value, label]) => ({ value, label }))}
        value={reason}
        onChange={setReason}
      />
      {reset.isError && <Failure error={reset.error} />}
      <Button color="red.8" disabled={reason === null} loading={reset.isPending} onClick={() => reset.mutate()}>
        {metersMessages.meters.reset}
      </Button>
    </Stack>
  );
}
