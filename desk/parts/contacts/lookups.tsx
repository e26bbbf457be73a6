import type { Lookup } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { count, When } from '../../ui/when.tsx';

const who = (row: Lookup) =>
  (row.by.name ?? m.actors[row.by.kind] ?? row.by.kind) + (row.tenant ? ` (${row.tenant.name})` : '');
const fields = (row: Lookup) => row.fields.map((field) => m.dataFields[field] ?? field).join(', ');
const purpose = (row: Lookup) => m.purposes[row.purpose] ?? row.purpose;
const kind = (row: Lookup) => m.lookups.kinds[row.kind] ?? row.kind;

const columns: Column<Lookup>[] = [
  { id: 'at', header: m.fields.when, cell: (row) => <When at={row.at} />, csv: (row) => row.at },
  { id: 'who', header: m.fields.who, cell: who, csv: who },
  { id: 'kind', header: m.lookups.kind, cell: kind, csv: kind },
  { id: 'purpose', header: m.lookups.purpose, cell: purpose, csv: purpose },
  { id: 'reason', header: m.lookups.reason, cell: (row) => row.reason, csv: (row) => row.reason },
  {
    id: 'whom',
    header: m.lookups.whom,
    csv: (row) => row.person?.id ?? row.company?.id ?? row.people ?? '',
    cell: (row) => (
      <>
        {row.company && (
          <RefLink kind="company" id={row.company.id}>
            {row.company.name}
          </RefLink>
        )}
        {row.people !== null && m.lookups.many(count(row.people))}
        {row.company && row.person && ' · '}
        {row.person && (
          <RefLink kind="person" id={row.person.id}>
            {m.lookups.person}
          </RefLink>
        )}
      </>
    ),
  },
  { id: 'fields', header: m.lookups.fields, cell: fields, csv: fields },
];

/** The look-up log: every read of a person, by whom, and why. */
export function Lookups() {
  return (
    <DataTable<Lookup>
      name="lookups"
      caption={m.contacts.lookups}
      path="/lookups"
      columns={columns}
      defaultSort="-at"
      filters={[
        {
          name: 'purpose',
          label: m.lookups.purpose,
          options: Object.entries(m.purposes).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={<Empty title={m.lookups.none} how={m.lookups.noneHow} />}
    />
  );
}
