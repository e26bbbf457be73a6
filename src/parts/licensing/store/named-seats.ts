import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';

type Reads = Database['read'];

export type NamedEnd = 'taken back' | 'passed on' | 'erased';

/** A licence whose seats a company keeps for its people, held until the end of the transaction. */
export interface SeatsOf {
  id: string;
  serial: string;
  product: string;
  kind: string;
  state: string;
  floating: boolean;
  seats: number;
  seats_used: number;
  seats_named: number;
  company_id: string | null;
}

export async function holdSeatsOf(trx: Trx, licenceId: string): Promise<SeatsOf | null> {
  const { rows } =
    await sql<SeatsOf>`SELECT l.id, l.serial, p.name AS product, l.kind, l.state, l.floating IS NOT NULL AS floating, l.seats, l.seats_used,
      l.seats_named, l.company_id
    FROM licensing.licences l JOIN licensing.products p ON p.id = l.product_id WHERE l.id = ${licenceId} FOR UPDATE OF l`.execute(
      trx,
    );
  return rows[0] ?? null;
}

/** Whether the tenant sees this licence. */
export async function seesLicence(trx: Trx<'buyer'>, licenceId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM licensing.licences WHERE id = ${licenceId}`.execute(trx);
  return rows.length > 0;
}

/** The licence of a seat that is kept for somebody and that the tenant sees; null where there is none, or it is over. */
export async function licenceOfNamed(trx: Trx<'buyer'>, id: string): Promise<string | null> {
  const { rows } = await sql<{ licence_id: string }>`SELECT licence_id FROM licensing.named_seats
    WHERE id = ${id} AND ended_at IS NULL`.execute(trx);
  return rows[0]?.licence_id ?? null;
}

/** The seat of this licence that a person has in use and that is in nobody's name yet. */
export async function seatInUseOf(
  trx: Trx,
  of: { readonly licenceId: string; readonly personId: string },
): Promise<string | null> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT a.id FROM licensing.activations a JOIN licensing.registrations g ON g.id = a.registration_id
    WHERE a.licence_id = ${of.licenceId} AND g.person_id = ${of.personId} AND g.state <> 'disowned' AND a.deactivated_at IS NULL
      AND NOT EXISTS (SELECT FROM licensing.named_seats n WHERE n.activation_id = a.id AND n.ended_at IS NULL)
    ORDER BY a.activated_at LIMIT 1`.execute(trx);
  return rows[0]?.id ?? null;
}

export interface NewNamedSeat {
  readonly id: string;
  readonly licence_id: string;
  readonly company_id: string;
  readonly person_id: string;
  readonly notice_id: string;
  readonly name: string;
  readonly email: string;
  readonly assigned_at: Date;
  readonly assigned_by: string;
  readonly activation_id: string | null;
}

/** False where a seat is kept for this person already. The licence is held. */
export async function insertNamedSeat(trx: Trx, row: NewNamedSeat): Promise<boolean> {
  const { rows } = await sql`WITH made AS (INSERT INTO licensing.named_seats
      (id, licence_id, company_id, person_id, notice_id, name, email, assigned_at, assigned_by, activation_id)
      VALUES (${row.id}, ${row.licence_id}, ${row.company_id}, ${row.person_id}, ${row.notice_id}, ${row.name}, ${row.email},
        ${row.assigned_at}, ${row.assigned_by}, ${row.activation_id})
      ON CONFLICT (licence_id, person_id) WHERE ended_at IS NULL DO NOTHING RETURNING licence_id)
    UPDATE licensing.licences l SET seats_named = seats_named + ${row.activation_id === null ? 1 : 0}, changed_at = ${row.assigned_at}
    FROM made WHERE l.id = made.licence_id RETURNING l.id`.execute(trx);
  return rows.length > 0;
}

/** Ends it; a seat in use stays in use. False where it was over. The licence is held. */
export async function endNamedSeat(
  trx: Trx,
  ended: {
    readonly id: string;
    readonly licenceId: string;
    readonly how: NamedEnd;
    readonly by: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql`WITH over AS (UPDATE licensing.named_seats
      SET ended_at = ${ended.at}, ended_by = ${ended.by}, ended_how = ${ended.how}
      WHERE id = ${ended.id} AND licence_id = ${ended.licenceId} AND ended_at IS NULL RETURNING licence_id, activation_id)
    UPDATE licensing.licences l SET seats_named = seats_named - CASE WHEN over.activation_id IS NULL THEN 1 ELSE 0 END, changed_at = ${ended.at}
    FROM over WHERE l.id = over.licence_id RETURNING l.id`.execute(trx);
  return rows.length > 0;
}

export type NamedSeatRow = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly assigned_at: Date;
  readonly activation_id: string | null;
  readonly ended_at: Date | null;
  readonly ended_how: NamedEnd | null;
};

/** For whom seats of a licence are and were kept, those of now first. Under the role of the buyer, whose they are. */
export async function readNamedSeats(trx: Trx<'buyer'>, licenceId: string): Promise<NamedSeatRow[]> {
  const { rows } =
    await sql<NamedSeatRow>`SELECT id, name, email, assigned_at, activation_id, ended_at, ended_how FROM licensing.named_seats
    WHERE licence_id = ${licenceId} ORDER BY ended_at DESC NULLS FIRST, assigned_at DESC, id LIMIT 1000`.execute(trx);
  return rows;
}

export type StaffNamedSeatRow = NamedSeatRow & {
  readonly person_id: string;
  readonly company_id: string;
  readonly assigned_by: string;
  readonly ended_by: string | null;
};

/** The same for the licence desk, with who of the company did it; whom the reader's purpose hides is left out by the database. */
export const readStaffNamedSeats = personalQuery({
  name: 'licensing: seats of a licence that are kept by name',
  readers: ['customer service', 'registration'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, licenceId: string) => {
    const query = sql<StaffNamedSeatRow>`SELECT id, person_id, company_id, name, email, assigned_at, assigned_by, activation_id, ended_at,
        ended_how, ended_by FROM licensing.named_seats
      WHERE licence_id = ${licenceId} ORDER BY ended_at DESC NULLS FIRST, assigned_at DESC, id LIMIT 1000`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export type NamedOfPerson = {
  readonly id: string;
  readonly serial: string;
  readonly product: string;
  readonly company_id: string;
  readonly notice_id: string;
  readonly assigned_at: Date;
  readonly taken: boolean;
  readonly ended_at: Date | null;
  readonly ended_how: NamedEnd | null;
};

/** The seats that are or were kept for a person: what their own page says of them. */
export async function readNamedOf(db: Reads, personId: string): Promise<NamedOfPerson[]> {
  const { rows } =
    await sql<NamedOfPerson>`SELECT n.id, l.serial, p.name AS product, n.company_id, n.notice_id, n.assigned_at, n.activation_id IS NOT NULL AS taken,
      n.ended_at, n.ended_how
    FROM licensing.named_seats n JOIN licensing.licences l ON l.id = n.licence_id JOIN licensing.products p ON p.id = l.product_id
    WHERE n.person_id = ${personId} ORDER BY n.assigned_at DESC, n.id LIMIT 1000`.execute(db);
  return rows;
}

/** How many seats of a licence are kept for somebody by name now; of nobody it says who. */
export async function countNamed(db: Reads, licenceId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.named_seats
    WHERE licence_id = ${licenceId} AND ended_at IS NULL`.execute(db);
  return rows[0]?.count ?? 0;
}
