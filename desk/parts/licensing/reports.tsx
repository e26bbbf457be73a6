import { Stack } from '@mantine/core';
import type { Report } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { count, When } from '../../ui/when.tsx';
import { DueReports } from './due-reports.tsx';

const columns: Column<Report>[] = [
  {
    id: 'recipient',
    header: m.technologies.licensor,
    cell: (row) => row.recipient.name,
    csv: (row) => row.recipient.name,
  },
  { id: 'from', header: m.reports.from, cell: (row) => <When at={row.fromAt} />, csv: (row) => row.fromAt },
  { id: 'until', header: m.reports.until, cell: (row) => <When at={row.untilAt} />, csv: (row) => row.untilAt },
  {
    id: 'registrations',
    header: m.reports.registrations,
    end: true,
    cell: (row) => count(row.registrations),
    csv: (row) => row.registrations,
  },
  {
    id: 'queued',
    header: m.outbox.queued,
    sort: 'queuedAt',
    cell: (row) => <When at={row.queuedAt} />,
    csv: (row) => row.queuedAt,
  },
  {
    id: 'approved',
    header: m.reports.approved,
    cell: (row) => (row.approved ? m.reports.lookedAt : m.reports.byItself),
    csv: (row) => (row.approved ? m.reports.lookedAt : m.reports.byItself),
  },
  {
    id: 'hash',
    header: m.reports.hash,
    cell: (row) => (
      <span className="serial" title={row.sha256}>
        {row.sha256.slice(0, 16)}…
      </span>
    ),
    csv: (row) => row.sha256,
  },
];

/** What was reported to licensors, and when. */
export function Reports() {
  return (
    <Stack>
      <DueReports />
      <DataTable<Report>
        name="reports"
        caption={m.licensing.reports}
        path="/reports"
        columns={columns}
        defaultSort="-queuedAt"
        empty={<Empty title={m.reports.none} how={m.reports.noneHow} />}
      />
    </Stack>
  );
}
