import { type RawBuilder, sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';

type Reads = Database['read'];

export interface ConcernedAsked {
  /** Fields of people, by name. */
  readonly fields: readonly string[];
  /** Whether postal addresses count, and whatever was told at a registration (it asks what somebody designs). */
  readonly addresses: boolean;
  readonly registrations: boolean;
  /** Given before then: under an earlier version. */
  readonly before: Date;
}

// One look at the sources of a person decides, and one at those of the addresses of companies to which they belonged then.
const gave = ({ fields, addresses, registrations, before }: ConcernedAsked): RawBuilder<boolean> =>
  sql<boolean>`(EXISTS (SELECT FROM contacts.provenance v WHERE v.subject_id = p.id AND v.replaced_at IS NULL AND v.given_at < ${before}
      AND (v.field = ANY (${[...fields]}::text[]) OR ${registrations}::boolean AND v.source_kind = 'registration'))
    OR ${addresses}::boolean AND EXISTS (SELECT FROM contacts.company_people cp JOIN contacts.addresses a ON a.company_id = cp.company_id
        JOIN contacts.provenance v ON v.subject_id = a.id AND v.replaced_at IS NULL AND v.given_at < ${before}
      WHERE cp.person_id = p.id AND cp.until IS NULL AND cp.since < ${before}))`;

/** Ids of people who gave such data, in order after `after`. Erased records have none. */
export async function readConcerned(
  db: Reads,
  asked: ConcernedAsked,
  page: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`SELECT p.id FROM contacts.people p
    WHERE p.erased_at IS NULL AND p.id > ${page.after}::uuid AND ${gave(asked)} ORDER BY p.id LIMIT ${page.limit}`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

export async function countConcernedRows(
  db: Reads,
  asked: ConcernedAsked,
): Promise<{ readonly people: number; readonly heldBack: number }> {
  const { rows } = await sql<{ people: number; heldBack: number }>`SELECT count(*)::int AS people,
      count(*) FILTER (WHERE p.restricted_at IS NOT NULL OR p.sealed_at IS NOT NULL)::int AS "heldBack"
    FROM contacts.people p WHERE p.erased_at IS NULL AND ${gave(asked)}`.execute(db);
  return rows[0] ?? { people: 0, heldBack: 0 };
}

/** From now on this use waits for these people. */
export async function addWaiting(db: Trx, personIds: readonly string[], use: string): Promise<void> {
  await sql`UPDATE contacts.people SET waits_for = waits_for || ${use}::text
    WHERE id = ANY (${[...personIds]}::uuid[]) AND erased_at IS NULL AND NOT ${use}::text = ANY (waits_for)`.execute(
    db,
  );
}

/** These uses wait for these people no longer. */
export async function endWaiting(db: Trx, personIds: readonly string[], uses: readonly string[]): Promise<void> {
  await sql`UPDATE contacts.people SET waits_for = ARRAY(SELECT u FROM unnest(waits_for) AS u WHERE u <> ALL (${[...uses]}::text[]))
    WHERE id = ANY (${[...personIds]}::uuid[]) AND waits_for && ${[...uses]}::text[]`.execute(db);
}

const nobody = '00000000-0000-4000-8000-000000000000';

/** Of these people those who may be written to about their rights, held until the end of the transaction; erased ones have no address. */
export const readReachable = personalQuery({
  name: 'contacts people who are told of a change of the policy',
  readers: ['rights'],
  sample: [nobody] as readonly string[],
  build: (db, ids) => {
    const text = sql<{ id: string; email: string | null; state: 'open' | 'held back' | 'gone' }>`SELECT id, email,
        CASE WHEN erased_at IS NOT NULL THEN 'gone' WHEN restricted_at IS NOT NULL OR sealed_at IS NOT NULL THEN 'held back' ELSE 'open' END AS state
      FROM contacts.people WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR SHARE`;
    return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
  },
});

/** Addresses for what the law makes us tell. A sealed record is that of a child: whoever looks after them is told by hand. */
export const readWarned = personalQuery({
  name: 'contacts people who are warned of a breach',
  readers: ['rights'],
  sample: [nobody] as readonly string[],
  build: (db, ids) => {
    const text = sql<{ id: string; email: string | null; state: 'open' | 'by hand' | 'gone' }>`SELECT id, email,
        CASE WHEN erased_at IS NOT NULL THEN 'gone' WHEN sealed_at IS NOT NULL OR email IS NULL THEN 'by hand' ELSE 'open' END AS state
      FROM contacts.people WHERE id = ANY (${[...ids]}::uuid[]) ORDER BY id FOR SHARE`;
    return { compile: () => text.compile(db), execute: async () => (await text.execute(db)).rows };
  },
});
