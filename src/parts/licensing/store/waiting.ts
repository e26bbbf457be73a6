import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ContactData } from '../../contacts/index.ts';

export type RegistrationState = 'applied' | 'waiting for proof' | 'disowned';

/** A registration that was made under a person's address. */
export interface RegistrationOf {
  readonly personId: string;
  readonly registrationId: string;
}

/** What has become of a person's registration, held until the end of the transaction; null where they have no such one. */
export async function holdRegistration(trx: Trx, of: RegistrationOf): Promise<RegistrationState | null> {
  const { rows } = await sql<{ state: RegistrationState }>`SELECT state FROM licensing.registrations
    WHERE id = ${of.registrationId} AND person_id = ${of.personId} FOR UPDATE`.execute(trx);
  return rows[0]?.state ?? null;
}

export interface WaitingRow {
  id: string;
  licence_id: string;
  company_id: string;
  notice_id: string;
  source_kind: 'registration' | 'reseller' | 'demo';
  given_at: Date;
  data: ContactData;
}

/** What was told at a registration that waits. */
export const readWaiting: (trx: Trx<'rights'>, registrationId: string) => Promise<WaitingRow[]> = personalQuery({
  name: 'licensing: a registration that waits for proof',
  readers: ['rights'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, registrationId: string) => {
    const query = sql<WaitingRow>`SELECT id, licence_id, company_id, notice_id, source_kind, given_at,
        json_build_object('companyName', company_name, 'country', country, 'region', region, 'industry', industry,
          'street', street, 'postalCode', postal_code, 'city', city, 'email', email, 'name', name, 'phone', phone,
          'title', title, 'role', role) AS data
      FROM licensing.registrations WHERE id = ${registrationId} AND state = 'waiting for proof'`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export async function markApplied(trx: Trx, registrationId: string, at: Date): Promise<void> {
  await sql`UPDATE licensing.registrations SET state = 'applied', applied_at = ${at}
    WHERE id = ${registrationId} AND state = 'waiting for proof'`.execute(trx);
}

export async function markDisowned(trx: Trx, registrationId: string, at: Date): Promise<void> {
  await sql`UPDATE licensing.registrations SET state = 'disowned', disowned_at = ${at}
    WHERE id = ${registrationId} AND state = 'waiting for proof'`.execute(trx);
}
