import { type Kysely, sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';

type Db = Kysely<Record<never, never>>;

/** A draft that somebody put up for a second person. */
export interface PutUp {
  readonly id: string;
  readonly sha256: string;
  readonly effectiveAt: Date | null;
  readonly draftedBy: string;
  readonly draftedAt: Date;
}

const row = sql.raw(
  `d.id, encode(d.sha256, 'hex') AS sha256, d.effective_at AS "effectiveAt", d.drafted_by AS "draftedBy", d.drafted_at AS "draftedAt"`,
);

/** The one that waits; there is one at most, as whoever adds one holds the lock of the notices. */
export async function waitingDraft(db: Db): Promise<PutUp | null> {
  const { rows } = await sql<PutUp>`SELECT ${row} FROM policy.drafts d
    WHERE NOT EXISTS (SELECT FROM policy.draft_ends e WHERE e.draft_id = d.id) ORDER BY d.drafted_at DESC LIMIT 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

export async function draftExists(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM policy.drafts WHERE id = ${id}`.execute(db);
  return rows.length > 0;
}

export async function insertDraft(trx: Trx, draft: PutUp): Promise<void> {
  await sql`INSERT INTO policy.drafts (id, sha256, effective_at, drafted_by, drafted_at)
    VALUES (${draft.id}, decode(${draft.sha256}, 'hex'), ${draft.effectiveAt}, ${draft.draftedBy}, ${draft.draftedAt})`.execute(
    trx,
  );
}

export async function endDraft(
  trx: Trx,
  draft: Pick<PutUp, 'id' | 'draftedBy'>,
  end: {
    readonly how: 'approved' | 'taken back' | 'overtaken';
    readonly by: string;
    readonly at: Date;
    readonly noticeId?: string;
  },
): Promise<void> {
  await sql`INSERT INTO policy.draft_ends (draft_id, drafted_by, how, ended_by, ended_at, notice_id)
    VALUES (${draft.id}, ${draft.draftedBy}, ${end.how}, ${end.by}, ${end.at}, ${end.noticeId ?? null})`.execute(trx);
}
