import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Licence, MeterItem, MeterPeriod } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { count, Day } from '../../ui/when.tsx';
import { MeterForm } from './meter-form.tsx';

const periodOf = (row: { period: string }) => m.meters.periods[row.period] ?? row.period;
const capOf = ({ cap }: MeterItem) => (cap === null ? m.meters.noCap : count(cap));

const columns: Column<MeterItem>[] = [
  { id: 'feature', header: m.meters.feature, sort: 'name', cell: (row) => row.name, csv: (row) => row.id },
  {
    id: 'used',
    header: m.meters.used,
    sort: 'used',
    end: true,
    cell: (row) => (row.cap === null ? count(row.used) : m.meters.of(count(row.used), capOf(row))),
    csv: (row) => row.used,
  },
  { id: 'cap', header: m.meters.cap, end: true, cell: capOf, csv: (row) => row.cap, hidden: true },
  { id: 'period', header: m.meters.period, cell: periodOf, csv: (row) => row.period },
  {
    id: 'resets',
    header: m.meters.resets,
    cell: (row) => <Day on={row.resetsOn} none={m.meters.never} />,
    csv: (row) => row.resetsOn,
  },
  { id: 'refused', header: m.meters.refused, end: true, cell: (row) => count(row.refused), csv: (row) => row.refused },
  {
    id: 'source',
    header: m.meters.source,
    cell: (row) => m.meters.sources[row.source] ?? row.source,
    csv: (row) => row.source,
  },
];

const periods: Column<MeterPeriod>[] = [
  { id: 'feature', header: m.meters.feature, cell: (row) => row.feature, csv: (row) => row.feature },
  {
    id: 'starts',
    header: m.meters.starts,
    sort: 'startsOn',
    cell: (row) => (row.period === 'never' ? m.meters.always : <Day on={row.startsOn} />),
    csv: (row) => row.startsOn,
  },
  { id: 'period', header: m.meters.period, cell: periodOf, csv: (row) => row.period },
  {
    id: 'used',
    header: m.meters.used,
    sort: 'used',
    end: true,
    cell: (row) => count(row.used),
    csv: (row) => row.used,
  },
  { id: 'refused', header: m.meters.refused, end: true, cell: (row) => count(row.refused), csv: (row) => row.refused },
];

/** What is counted under a licence now, and what was. */
export function Meters({ licence }: { licence: Licence }) {
  const may = useMay();
  const [acting, setActing] = useState<{ meter: MeterItem; what: 'set' | 'reset' } | null>(null);
  if (!may('figures')) return null;
  const acts: Column<MeterItem>[] = [
    {
      id: 'acts',
      header: m.table.act,
      cell: (meter) => (
        <Group gap="xs" wrap="nowrap">
          <Button size="xs" variant="default" onClick={() => setActing({ meter, what: 'set' })}>
            {m.meters.set}
          </Button>
          <Button size="xs" variant="default" onClick={() => setActing({ meter, what: 'reset' })}>
            {m.meters.reset}
          </Button>
        </Group>
      ),
      csv: () => null,
    },
  ];
  const close = () => setActing(null);
  return (
    <Panel title={m.meters.title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {m.meters.about}
        </Text>
        <DataTable<MeterItem>
          name="meters"
          caption={m.meters.title}
          path={`/licences/${licence.id}/meters`}
          columns={may('suspend') ? [...columns, ...acts] : columns}
          defaultSort="name"
          remember={false}
          limit={20}
          empty={<Empty title={m.meters.none} how={m.meters.noneHow} />}
        />
        <DataTable<MeterPeriod>
          name="meter-periods"
          caption={m.meters.history}
          path={`/licences/${licence.id}/meter-periods`}
          columns={periods}
          defaultSort="-startsOn"
          remember={false}
          limit={10}
          empty={<Empty title={m.meters.noHistory} how={m.meters.noHistoryHow} />}
        />
      </Stack>
      <Modal
        opened={acting !== null}
        onClose={close}
        title={acting && (acting.what === 'set' ? m.meters.setTitle : m.meters.resetTitle)(acting.meter.name)}
      >
        {acting?.what === 'set' && (
          <MeterForm
            path={`/licences/${licence.id}/meters/${acting.meter.id}`}
            meter={acting.meter.source === 'licence' ? acting.meter : null}
            label={m.meters.ownCap}
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

function ResetForm({ path, close }: { path: string; close: () => void }) {
  const [reason, setReason] = useState<string | null>(null);
  const reset = useMutation({
    mutationFn: () => call('POST', path, { body: { reason } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.meters.wasReset);
    },
  });
  return (
    <Stack>
      <Text size="sm">{m.meters.resetAbout}</Text>
      <Select
        label={m.meters.reason}
        required
        data={Object.entries(m.meters.reasons).map(([value, label]) => ({ value, label }))}
        value={reason}
        onChange={setReason}
      />
      {reset.isError && <Failure error={reset.error} />}
      <Button color="red.8" disabled={reason === null} loading={reset.isPending} onClick={() => reset.mutate()}>
        {m.meters.reset}
      </Button>
    </Stack>
  );
}
