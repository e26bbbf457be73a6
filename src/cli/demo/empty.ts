import pg from 'pg';
import { errors } from './errors.ts';

/** What a database holds that somebody has begun to use. The invitation that a first start prints does not count. */
const traces = {
  'a vendor': 'policy.vendor',
  accounts: 'staff.members',
  companies: 'contacts.companies',
  people: 'contacts.people',
  recipients: 'disclosures.recipients',
  products: 'licensing.products',
  'entries of the ledger': 'disclosures.ledger',
};

/** Refuses a database in which anything was entered. */
export async function mustBeEmpty(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const found: string[] = [];
    for (const [name, table] of Object.entries(traces)) {
      const { rows } = await client.query<{ any: boolean }>(`SELECT EXISTS (SELECT FROM ${table}) AS any`);
      if (rows[0]?.any) found.push(name);
    }
    if (found.length > 0) throw errors.KEPT_DEMO_NOT_EMPTY({ found: found.join(', ') });
  } finally {
    await client.end();
  }
}
