import type { AuditEntry } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { When } from '../../ui/when.tsx';

const who = (row: AuditEntry) => row.actor.name ?? m.actors[row.actor.kind] ?? row.actor.kind;
const what = (row: AuditEntry) => (row.about ? `${row.about.kind} ${row.about.id}` : '');
const detail = (row: AuditEntry) =>
  Object.entries(row.detail)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');

const columns: Column<AuditEntry>[] = [
  { id: 'at', header: m.fields.when, cell: (row) => <When at={row.at} />, csv: (row) => row.at },
  { id: 'who', header: m.fields.who, cell: who, csv: who },
  { id: 'action', header: m.audit.action, cell: (row) => row.action, csv: (row) => row.action },
  { id: 'about', header: m.audit.about, cell: (row) => <span className="serial">{what(row)}</span>, csv: what },
  { id: 'detail', header: m.audit.detail, cell: detail, csv: detail },
];

export function Audit() {
  return (
    <DataTable<AuditEntry>
      name="audit"
      caption={m.settings.audit}
      path="/audit"
      columns={columns}
      defaultSort="-at"
      empty={<Empty title={m.audit.none} how={m.audit.noneHow} />}
    />
  );
}
