import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';

type Reads = Database['read'];

export type HeldCompanyRow = {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly industry: string | null;
  readonly since: Date;
  readonly until: Date | null;
};

/** The companies that a person belongs or belonged to, with all that is held of each. */
export async function readHeldCompanies(db: Reads, personId: string): Promise<HeldCompanyRow[]> {
  const { rows } =
    await sql<HeldCompanyRow>`SELECT c.id, c.name, trim(c.country) AS country, c.region, c.industry, cp.since, cp.until
    FROM contacts.company_people cp JOIN contacts.companies c ON c.id = cp.company_id
    WHERE cp.person_id = ${personId} ORDER BY cp.since DESC, c.id`.execute(db);
  return rows;
}

/** Channels that the person's address is opted out of for good. */
export async function readSuppressions(db: Reads, personId: string) {
  const { rows } = await sql<{ channel: string; since: Date }>`SELECT s.channel, s.since
    FROM contacts.suppressions s JOIN contacts.people p ON p.email_key = s.email_key
    WHERE p.id = ${personId} ORDER BY s.channel`.execute(db);
  return rows;
}
