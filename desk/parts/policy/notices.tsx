import { Stack } from '@mantine/core';
import type { Notice } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { When } from '../../ui/when.tsx';
import { Draft } from './draft.tsx';
import { Tellings } from './tellings.tsx';

const kind = (row: Notice) => m.noticeKinds[row.kind] ?? row.kind;

const columns: Column<Notice>[] = [
  {
    id: 'kind',
    header: m.notices.kind,
    csv: kind,
    cell: (row) => (
      <RefLink kind="notice" id={row.id}>
        {kind(row)}
      </RefLink>
    ),
  },
  { id: 'version', header: m.notices.version, end: true, cell: (row) => row.version, csv: (row) => row.version },
  {
    id: 'current',
    header: m.notices.current,
    cell: (row) => (row.current ? m.common.yes : m.common.no),
    csv: (row) => row.current,
  },
  {
    id: 'effective',
    header: m.notices.effective,
    cell: (row) => <When at={row.effectiveAt} />,
    csv: (row) => row.effectiveAt,
  },
  {
    id: 'published',
    header: m.notices.published,
    sort: 'publishedAt',
    cell: (row) => <When at={row.publishedAt} />,
    csv: (row) => row.publishedAt,
  },
  {
    id: 'hash',
    header: m.notices.hash,
    cell: (row) => (
      <span className="serial" title={row.sha256}>
        {row.sha256.slice(0, 16)}…
      </span>
    ),
    csv: (row) => row.sha256,
  },
];

export function Notices() {
  return (
    <Stack>
      <Draft />
      <Tellings />
      <DataTable<Notice>
        name="notices"
        caption={m.settings.notices}
        path="/notices"
        columns={columns}
        defaultSort="-publishedAt"
        filters={[
          {
            name: 'kind',
            label: m.notices.kind,
            options: Object.entries(m.noticeKinds).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={<Empty title={m.notices.none} how={m.notices.noneHow} />}
      />
    </Stack>
  );
}
