import { Stack, Text } from '@mantine/core';
import type { Correction } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';

const field = (row: Correction) => m.dataFields[row.field] ?? row.field;
const source = (row: Correction) => m.sources[row.sourceKind] ?? row.sourceKind;
const told = (row: Correction) =>
  row.told.map((notice) => `${notice.recipient.name}: ${m.statesOf[notice.state] ?? notice.state}`).join('; ');

const columns: Column<Correction>[] = [
  { id: 'at', header: m.fields.when, cell: (row) => <When at={row.at} />, csv: (row) => row.at },
  {
    id: 'person',
    header: m.corrections.person,
    csv: (row) => row.personId,
    cell: (row) => (
      <RefLink kind="person" id={row.personId}>
        {m.lookups.person}
      </RefLink>
    ),
  },
  { id: 'field', header: m.corrections.field, cell: field, csv: field },
  { id: 'source', header: m.corrections.source, cell: source, csv: source },
  {
    id: 'told',
    header: m.corrections.told,
    csv: told,
    cell: (row) =>
      row.told.length === 0 ? (
        <Text size="sm" c="dimmed">
          {m.corrections.nobody}
        </Text>
      ) : (
        <Stack gap={4}>
          {row.told.map((notice) => (
            <span key={notice.recipient.id}>
              {notice.recipient.name} <StateBadge state={notice.state} />
            </span>
          ))}
        </Stack>
      ),
  },
];

/** Corrections, and whom each was passed on to. */
export function Corrections() {
  return (
    <DataTable<Correction>
      name="corrections"
      caption={m.corrections.title}
      path="/corrections"
      columns={columns}
      defaultSort="-at"
      empty={<Empty title={m.corrections.none} how={m.corrections.noneHow} />}
    />
  );
}
