import type { Disclosure } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { When } from '../../ui/when.tsx';

const recipient = (row: Disclosure) =>
  `${row.recipient.name} (${m.recipientKinds[row.recipient.kind] ?? row.recipient.kind})`;
const fields = (row: Disclosure) => row.fields.map((field) => m.dataFields[field] ?? field).join(', ');
const channel = (row: Disclosure) => m.channels[row.channel] ?? row.channel;
const purpose = (row: Disclosure) => m.purposes[row.purpose] ?? row.purpose;

const columns: Column<Disclosure>[] = [
  { id: 'at', header: m.fields.when, cell: (row) => <When at={row.at} />, csv: (row) => row.at },
  { id: 'recipient', header: m.ledger.recipient, cell: recipient, csv: recipient },
  { id: 'channel', header: m.ledger.channel, cell: channel, csv: channel },
  { id: 'purpose', header: m.lookups.purpose, cell: purpose, csv: purpose },
  { id: 'fields', header: m.ledger.fields, cell: fields, csv: fields },
  { id: 'basis', header: m.ledger.basis, cell: (row) => row.basis, csv: (row) => row.basis, hidden: true },
  {
    id: 'about',
    header: m.lookups.whom,
    csv: (row) => row.person?.id ?? row.company?.id ?? '',
    cell: (row) => (
      <>
        {row.company && (
          <RefLink kind="company" id={row.company.id}>
            {row.company.name}
          </RefLink>
        )}
        {row.company && row.person && ' · '}
        {row.person && (
          <RefLink kind="person" id={row.person.id}>
            {m.lookups.person}
          </RefLink>
        )}
      </>
    ),
  },
];

/** The ledger of all that left: ids and names of fields, never values. */
export function Disclosures() {
  return (
    <DataTable<Disclosure>
      name="disclosures"
      caption={m.contacts.disclosures}
      path="/disclosures"
      columns={columns}
      defaultSort="-at"
      empty={<Empty title={m.ledger.none} how={m.ledger.noneHow} />}
    />
  );
}
