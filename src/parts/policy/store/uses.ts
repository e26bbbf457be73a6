import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import { asRows } from '../../../platform/db/rows.ts';
import type { Use } from '../../../platform/db/uses.ts';
import type { ConcernedSection } from '../rules/version-changes.ts';

type Reads = Database['read'];

/** What a version declares; nothing for one that was published before uses were declared. */
export async function readUses(db: Reads, noticeId: string): Promise<(Use & { readonly new: boolean })[]> {
  const { rows } = await sql<Use & { new: boolean }>`SELECT use, category, new FROM policy.version_uses
    WHERE notice_id = ${noticeId} ORDER BY use, category`.execute(db);
  return rows;
}

export async function readChanges(db: Reads, noticeId: string): Promise<ConcernedSection[]> {
  const { rows } = await sql<{ section: string; heading: string; categories: Category[] }>`
    SELECT section, heading, categories FROM policy.version_changes WHERE notice_id = ${noticeId} ORDER BY position`.execute(
    db,
  );
  return rows;
}

/** Keeps with a version what it declares and whom its changes concern. */
export async function insertVersionFacts(
  trx: Trx,
  noticeId: string,
  facts: {
    readonly uses: readonly (Use & { readonly new: boolean })[];
    readonly sections: readonly ConcernedSection[];
  },
): Promise<void> {
  await sql`INSERT INTO policy.version_uses (notice_id, use, category, new)
    SELECT ${noticeId}::uuid, u.use, u.category, u.new FROM json_to_recordset(${asRows(facts.uses)}) AS u (use text, category text, new boolean)`.execute(
    trx,
  );
  const sections = facts.sections.map((each, position) => ({ ...each, position }));
  await sql`INSERT INTO policy.version_changes (notice_id, position, section, heading, categories)
    SELECT ${noticeId}::uuid, c.position, c.section, c.heading, c.categories
    FROM json_to_recordset(${asRows(sections)}) AS c (position integer, section text, heading text, categories text[])`.execute(
    trx,
  );
}

/** Closes these uses for everybody; one that is closed already now waits for this version. */
export async function closeUses(
  db: Reads,
  uses: readonly string[],
  given: { readonly at: Date; readonly noticeId: string | null },
): Promise<void> {
  await sql`INSERT INTO policy.closed_uses (use, since, notice_id)
    SELECT use, ${given.at}::timestamptz, ${given.noticeId}::uuid FROM unnest(${[...uses]}::text[]) AS u (use)
    ON CONFLICT (use) DO UPDATE SET notice_id = coalesce(excluded.notice_id, closed_uses.notice_id)`.execute(db);
}

/** Opens what waited for this version. */
export async function openUses(db: Reads, noticeId: string): Promise<string[]> {
  const { rows } = await sql<{
    use: string;
  }>`DELETE FROM policy.closed_uses WHERE notice_id = ${noticeId} RETURNING use`.execute(db);
  return rows.map(({ use }) => use);
}

/** Whether a use is closed for everybody: a condition for statements of parts above. */
export function closedSql(use: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT FROM policy.closed_uses WHERE use = ${use})`;
}

export async function readClosed(db: Reads, use: string): Promise<boolean> {
  const { rows } = await sql<{ closed: boolean }>`SELECT ${closedSql(sql`${use}::text`)} AS closed`.execute(db);
  return rows[0]?.closed === true;
}
