import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import type { MarketingChannel } from '../tables.ts';

type Reads = Database['read'];

export type PreferenceRow = {
  readonly channel: MarketingChannel;
  readonly allowed: boolean;
  readonly source_kind: string;
  readonly source_id: string | null;
  readonly notice_id: string;
  readonly changed_at: Date;
};

/** Each channel. Where nothing was ever said of one it is not allowed, from what the person told first. */
export async function readPreferences(db: Reads, personId: string): Promise<PreferenceRow[]> {
  const { rows } = await sql<PreferenceRow>`SELECT channel, coalesce(p.allowed, false) AS allowed,
      coalesce(p.source_kind, v.source_kind) AS source_kind, CASE WHEN p.channel IS NULL THEN v.source_id ELSE p.source_id END AS source_id,
      coalesce(p.notice_id, v.notice_id) AS notice_id, coalesce(p.changed_at, v.given_at) AS changed_at
    FROM unnest(ARRAY['mail', 'phone', 'post']) AS c (channel)
      LEFT JOIN (SELECT * FROM contacts.preferences WHERE person_id = ${personId}) p USING (channel)
      LEFT JOIN LATERAL (SELECT source_kind, source_id, notice_id, given_at FROM contacts.provenance
        WHERE subject_id = ${personId} ORDER BY given_at, id LIMIT 1) v ON true
    WHERE p.person_id IS NOT NULL OR v.notice_id IS NOT NULL ORDER BY channel`.execute(db);
  return rows;
}

/** Sets one channel, and the suppression that outlives the person's record. False where there is no such person. */
export async function writePreference(
  db: Reads,
  input: {
    readonly personId: string;
    readonly channel: MarketingChannel;
    readonly allowed: boolean;
    readonly sourceKind: string;
    readonly sourceId: string | null;
    /** Null: the notice under which the channel stands already. */
    readonly noticeId: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql`WITH person AS (SELECT id, email_key FROM contacts.people WHERE id = ${input.personId}),
      notice AS (SELECT coalesce(${input.noticeId}::uuid,
        (SELECT notice_id FROM contacts.preferences WHERE person_id = ${input.personId} ORDER BY channel <> ${input.channel}, channel LIMIT 1),
        (SELECT notice_id FROM contacts.provenance WHERE subject_id = ${input.personId} ORDER BY given_at DESC, id LIMIT 1)) AS id)
    INSERT INTO contacts.preferences (person_id, channel, allowed, source_kind, source_id, notice_id, changed_at)
    SELECT person.id, ${input.channel}, ${input.allowed}::boolean, ${input.sourceKind}, ${input.sourceId}::uuid, notice.id, ${input.at}::timestamptz
    FROM person CROSS JOIN notice
    ON CONFLICT (person_id, channel) DO UPDATE SET allowed = EXCLUDED.allowed, source_kind = EXCLUDED.source_kind,
      source_id = EXCLUDED.source_id, notice_id = EXCLUDED.notice_id, changed_at = EXCLUDED.changed_at
    RETURNING person_id`.execute(db);
  if (rows.length === 0) return false;
  if (input.allowed)
    await sql`DELETE FROM contacts.suppressions WHERE channel = ${input.channel}
      AND email_key = (SELECT email_key FROM contacts.people WHERE id = ${input.personId})`.execute(db);
  else
    await sql`INSERT INTO contacts.suppressions (email_key, channel, since, source_kind, source_id)
      SELECT email_key, ${input.channel}, ${input.at}::timestamptz, ${input.sourceKind}, ${input.sourceId}::uuid
      FROM contacts.people WHERE id = ${input.personId} ON CONFLICT (email_key, channel) DO NOTHING`.execute(db);
  return true;
}

/** Nothing more is sent to an address by this channel, whoever it belongs to; the first word counts. */
export async function suppress(
  db: Reads,
  row: {
    readonly emailKey: Buffer;
    readonly channel: MarketingChannel;
    readonly at: Date;
    readonly sourceKind: string;
  },
): Promise<void> {
  await sql`INSERT INTO contacts.suppressions (email_key, channel, since, source_kind)
    VALUES (${row.emailKey}, ${row.channel}, ${row.at}, ${row.sourceKind}) ON CONFLICT (email_key, channel) DO NOTHING`.execute(
    db,
  );
}
