import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { lookUpsOf } from './lookups.ts';

type Reads = Database['read'];

export type TimelineRow = {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly by_kind: string;
  readonly by_id: string | null;
  readonly about_id: string | null;
  readonly about_name: string | null;
  readonly fields: string[];
  readonly purpose: string | null;
  readonly reason: string | null;
};

export type TimelineWindow = {
  readonly until: Date | null;
  readonly limit: number;
  readonly kinds: readonly string[] | null;
  /** A tenant sees its own look-ups and shares only. */
  readonly tenantCompanyId: string | null;
};

export function companyTimeline(db: Reads, companyId: string, window: TimelineWindow) {
  return read(
    db,
    sql`SELECT 'company-' || id AS id, created_at AS at, 'created' AS kind, 'system' AS by_kind, NULL::uuid AS by_id, NULL::uuid AS about_id,
        NULL AS about_name, '{}'::text[] AS fields, NULL AS purpose, NULL AS reason
      FROM contacts.companies WHERE id = ${companyId}
      UNION ALL
      SELECT 'share-end-' || s.id, s.until, 'unshared', 'system', NULL, t.id, t.name, '{}', NULL, NULL
      FROM contacts.shares s JOIN contacts.companies t ON t.id = s.tenant_company_id
      WHERE s.company_id = ${companyId} AND s.until IS NOT NULL AND ${ofTenant('s.tenant_company_id', window)}
      UNION ALL
      SELECT 'look-up-' || min(l.id::text), l.at, 'looked up', 'member', l.member_id, NULL, NULL,
        (SELECT coalesce(array_agg(DISTINCT f), '{}') FROM contacts.lookups o, unnest(o.fields) AS f
          WHERE o.company_id = ${companyId} AND o.at = l.at AND o.member_id = l.member_id),
        l.purpose, l.reason
      FROM contacts.lookups l WHERE l.company_id = ${companyId} AND ${ofTenant('l.tenant_company_id', window)}
      GROUP BY l.at, l.member_id, l.purpose, l.reason`,
    window,
  );
}

export function personTimeline(db: Reads, personId: string, window: TimelineWindow) {
  return read(
    db,
    sql`SELECT 'look-up-' || l.id AS id, l.at, 'looked up' AS kind, 'member' AS by_kind, l.member_id AS by_id, NULL::uuid AS about_id,
        NULL AS about_name, l.fields, l.purpose, l.reason
      FROM contacts.lookups l WHERE l.id = ANY(${lookUpsOf(personId)}) AND ${ofTenant('l.tenant_company_id', window)}
      UNION ALL
      SELECT 'correction-' || id || '-' || field, given_at, 'corrected', CASE source_kind WHEN 'staff' THEN 'member' ELSE 'person' END,
        CASE source_kind WHEN 'staff' THEN source_id END, NULL, NULL, ARRAY[field], NULL, NULL
      FROM contacts.provenance WHERE subject_id = ${personId} AND source_kind IN ('staff', 'person page')
      UNION ALL
      SELECT 'preference-' || person_id || '-' || channel, changed_at, CASE WHEN allowed THEN 'opted in' ELSE 'opted out' END,
        CASE source_kind WHEN 'staff' THEN 'member' ELSE 'person' END, CASE source_kind WHEN 'staff' THEN source_id END, NULL, NULL,
        ARRAY[channel], 'marketing', NULL
      FROM contacts.preferences WHERE person_id = ${personId} AND source_kind IN ('staff', 'person page')
      UNION ALL
      SELECT 'proven-' || id, proven_at, 'proven', 'person', NULL, NULL, NULL, '{}', NULL, NULL
      FROM contacts.people WHERE id = ${personId} AND proven_at IS NOT NULL`,
    window,
  );
}

async function read(
  db: Reads,
  entries: RawBuilder<unknown>,
  window: TimelineWindow,
): Promise<{ rows: TimelineRow[]; count: number }> {
  const kinds = window.kinds === null ? sql`true` : sql`kind = ANY(${[...window.kinds]})`;
  const { rows } = await sql<TimelineRow>`SELECT * FROM (${entries}) e
    WHERE ${kinds} AND ${window.until === null ? sql`true` : sql`at <= ${window.until}`}
    ORDER BY at DESC, id LIMIT ${window.limit}`.execute(db);
  const { rows: counted } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM (${entries}) e WHERE ${kinds}`.execute(db);
  return { rows, count: counted[0]?.count ?? 0 };
}

function ofTenant(column: string, window: TimelineWindow): RawBuilder<unknown> {
  return window.tenantCompanyId === null ? sql`true` : sql`${sql.raw(column)} = ${window.tenantCompanyId}::uuid`;
}
