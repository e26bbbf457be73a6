import type { AuditEntry } from '../../api/wire.ts';
import { auditMessages } from '../../messages/en/audit.ts';
import { m } from '../../messages/en.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { hasPage, RefLink } from '../../ui/ref-link.tsx';
import { When } from '../../ui/when.tsx';

const who = (row: AuditEntry) => row.actor.name ?? m.actors[row.actor.kind] ?? row.actor.kind;
const action = (row: AuditEntry) => auditMessages.audit.actions[row.action] ?? row.action;
const what = (row: AuditEntry) => (row.about ? `${row.about.kind} ${row.about.id ?? ''}`.trim() : '');

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const digest = /^[0-9a-f]{64}$/;

/** Ids and digests by their beginning: enough to tell them apart; the export has them whole. */
function inWords(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? m.common.yes : m.common.no;
  const text = String(value);
  return uuid.test(text) || digest.test(text) ? text.slice(0, 8) : (m.dataFields[text] ?? m.roles[text] ?? text);
}

const detail = (row: AuditEntry) =>
  Object.entries(row.detail)
    .flatMap(([name, value]) =>
      value === null ? [] : `${auditMessages.audit.details[name] ?? name}: ${inWords(value)}`,
    )
    .join(', ');

function About({ row }: { row: AuditEntry }) {
  if (!row.about) return null;
  const { kind, id } = row.about;
  const word = auditMessages.audit.kinds[kind] ?? kind;
  if (id !== null && hasPage(kind))
    return (
      <RefLink kind={kind} id={id}>
        {word}
      </RefLink>
    );
  return (
    <>
      {word} {id !== null && <span className="serial">{id.slice(0, 8)}</span>}
    </>
  );
}

const columns: Column<AuditEntry>[] = [
  { id: 'at', header: m.fields.when, cell: (row) => <When at={row.at} />, csv: (row) => row.at },
  { id: 'who', header: m.fields.who, cell: who, csv: who },
  { id: 'action', header: auditMessages.audit.action, cell: action, csv: (row) => row.action },
  { id: 'about', header: auditMessages.audit.about, cell: (row) => <About row={row} />, csv: what },
  { id: 'detail', header: auditMessages.audit.detail, cell: detail, csv: (row) => JSON.stringify(row.detail) },
];

export function Audit() {
  return (
    <DataTable<AuditEntry>
      name="audit"
      caption={m.settings.audit}
      path="/audit"
      columns={columns}
      defaultSort="-at"
      empty={<Empty title={auditMessages.audit.none} how={auditMessages.audit.noneHow} />}
    />
  );
}
