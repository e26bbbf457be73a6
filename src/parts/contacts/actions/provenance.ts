import type { Trx } from '../../../platform/db/database.ts';
import type { DisclosedTo } from '../../disclosures/index.ts';
import { noticeRefs } from '../../policy/index.ts';
import { readLists } from '../store/import.ts';
import { type ProvenanceRow, readProvenance } from '../store/provenance.ts';
import type { Datum, NoticeRef, Provenance } from '../wire/data.ts';
import type { ContactsHanded } from '../wire/handed.ts';

/** Finds where a datum came from: by its subject and field. */
export type Sources = (subjectId: string, field: string) => Provenance | null;

/** Reads sources, notices and recipients of these subjects' data at once. */
export async function sourcesOf(
  base: Trx<'base'>,
  handed: Pick<ContactsHanded, 'retentionOf'>,
  subjectIds: readonly string[],
  disclosed: readonly DisclosedTo[],
): Promise<Sources> {
  const rows = await readProvenance(base, subjectIds);
  const notices = await noticeRefs(
    base,
    rows.map((row) => row.notice_id),
  );
  const lists = await listsOf(base, rows);
  const bySubject = new Map(rows.map((row) => [`${row.subject_id} ${row.field}`, row]));
  return (subjectId, field) => {
    const row = bySubject.get(`${subjectId} ${field}`);
    const notice = row && notices.get(row.notice_id);
    return row && notice
      ? presentProvenance({ row, notice, list: lists.get(row.source_id ?? '') ?? null }, handed, disclosed)
      : null;
  };
}

/** The lists that these data were imported from, by the id of their source. */
export async function listsOf(
  base: Trx,
  rows: readonly Pick<ProvenanceRow, 'source_kind' | 'source_id'>[],
): Promise<Map<string, Provenance['list']>> {
  const ids = rows.flatMap((row) => (row.source_kind === 'import' && row.source_id ? [row.source_id] : []));
  const lists = await readLists(base, [...new Set(ids)]);
  return new Map(lists.map(({ id, file_name, came_from }) => [id, { fileName: file_name, cameFrom: came_from }]));
}

function presentProvenance(
  { row, notice, list }: { readonly row: ProvenanceRow; readonly notice: NoticeRef; readonly list: Provenance['list'] },
  handed: Pick<ContactsHanded, 'retentionOf'>,
  disclosed: readonly DisclosedTo[],
): Provenance {
  return {
    sourceKind: row.source_kind,
    sourceId: row.source_id,
    list,
    givenAt: row.given_at.toISOString(),
    notice,
    purposes: row.purposes,
    recipients: disclosed
      .filter((each) => each.fields.includes(row.field))
      .map(({ recipientId, kind, name }) => ({ id: recipientId, kind, name })),
    retention: handed.retentionOf(row.field) ?? 'Kept without a time limit.',
  };
}

/** A datum as shown: its value only where it may be read, its source in either case. */
export function datum(
  field: string,
  value: string | null,
  shown: { readonly readable: boolean; readonly provenance: Provenance | null },
): Datum {
  return { field, value: shown.readable ? value : null, readable: shown.readable, provenance: shown.provenance };
}
