import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ContactData } from '../../contacts/index.ts';

export interface WaitingRow {
  id: string;
  company_id: string;
  notice_id: string;
  source_kind: 'registration' | 'reseller' | 'demo';
  given_at: Date;
  data: ContactData;
}

/** What a person told while their address was not proven, the oldest first; held until the end of the transaction. */
export const readWaiting: (trx: Trx<'rights'>, personId: string) => Promise<WaitingRow[]> = personalQuery({
  name: 'licensing: registrations that wait for proof',
  readers: ['rights'],
  sample: '00000000-0000-4000-8000-000000000000',
  build: (db, personId: string) => {
    const query = sql<WaitingRow>`SELECT id, company_id, notice_id, source_kind, given_at,
        json_build_object('companyName', company_name, 'country', country, 'region', region, 'industry', industry,
          'street', street, 'postalCode', postal_code, 'city', city, 'email', email, 'name', name, 'phone', phone,
          'title', title, 'role', role) AS data
      FROM licensing.registrations WHERE person_id = ${personId} AND state = 'waiting for proof'
      ORDER BY given_at, id FOR UPDATE`;
    return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
  },
});

export async function markApplied(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
  await sql`UPDATE licensing.registrations SET state = 'applied', applied_at = ${at}
    WHERE id = ANY(${[...ids]}::uuid[]) AND state = 'waiting for proof'`.execute(trx);
}
