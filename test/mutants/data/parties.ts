import type { Mutant } from '../mutant.ts';

const ledger = `disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis)`;

/** Resellers, processors, stores, legal demands, notices, the vendor itself and links. */
export const parties: readonly Mutant[] = [
  {
    id: 'share-outlives-the-assignment',
    kind: 'data',
    clause: 'U3',
    breaks: 'The assignment of a reseller ended a month ago and its share in the customer goes on.',
    sql: `
      UPDATE resellers.assignments SET until = now() - interval '30 days' WHERE until IS NULL
         AND reseller_company_id IS NOT NULL`,
  },
  {
    id: 'customer-shared-with-the-wrong-reseller',
    kind: 'data',
    clause: 'U3',
    breaks: 'A reseller sees the customer of another: the share leans on a ledger row that is about somebody else.',
    sql: `
      INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id)
      SELECT gen_random_uuid(), a.customer_company_id, r.company_id, now(), 'territory',
             (SELECT id FROM disclosures.ledger WHERE channel = 'share' ORDER BY at LIMIT 1)
        FROM resellers.assignments a JOIN resellers.resellers r ON r.company_id <> a.reseller_company_id
       WHERE a.until IS NULL AND NOT EXISTS (SELECT FROM contacts.shares s WHERE s.company_id = a.customer_company_id
             AND s.tenant_company_id = r.company_id AND s.until IS NULL) LIMIT 1`,
  },
  {
    id: 'assigned-reseller-not-told-of-its-customer',
    kind: 'data',
    clause: 'U3',
    breaks: 'A customer is assigned to a reseller and nothing was passed on.',
    sql: `
      UPDATE contacts.shares SET until = now() FROM resellers.assignments a WHERE contacts.shares.company_id =
        a.customer_company_id AND contacts.shares.tenant_company_id = a.reseller_company_id
        AND a.until IS NULL AND contacts.shares.until IS NULL`,
  },
  {
    id: 'processor-without-confidentiality',
    kind: 'data',
    clause: 'U6',
    breaks: 'A processor is in use that is not bound to keep the data confidential.',
    sql: `UPDATE disclosures.contracts SET confidential = false WHERE kind = 'processing'`,
  },
  {
    id: 'processor-whose-contract-ran-out',
    kind: 'data',
    clause: 'U6',
    breaks: 'A mail house goes on working after its contract ended.',
    sql: `UPDATE disclosures.contracts SET signed_on = '2019-01-01', ends_on = '2020-12-31' WHERE kind = 'processing'`,
  },
  {
    id: 'hand-over-to-a-processor-without-a-contract',
    kind: 'data',
    clause: 'U6',
    breaks: 'Addresses were handed to a company with which there is no contract at all.',
    sql: `
      WITH new AS (INSERT INTO disclosures.recipients (id, kind, name, country, created_at)
        VALUES (gen_random_uuid(), 'processor', 'Quick Labels Ltd', 'GB', now()) RETURNING id)
      INSERT INTO ${ledger}
      SELECT gen_random_uuid(), now(), 'processor', new.id, p.id, NULL, 'export', 'marketing', '{name,street,city}', 'mailing'
        FROM new, (SELECT id FROM contacts.people ORDER BY id LIMIT 1) p`,
  },
  {
    id: 'store-not-in-the-register',
    kind: 'data',
    clause: 'U5',
    breaks: 'The database that holds everything is missing from the register of stores.',
    sql: `DELETE FROM policy.stores WHERE id = (SELECT id FROM policy.stores WHERE processor_id IS NULL ORDER BY name LIMIT 1)`,
  },
  {
    id: 'answers-kept-for-ever-in-the-idempotency-table',
    kind: 'data',
    clause: 'U5',
    breaks: 'Answers with personal data lie for years in a technical table that no retention reaches.',
    sql: `
      INSERT INTO platform.idempotency (route, key_digest, request_digest, status, answer, at)
      SELECT 'POST /api/v1/activations', sha256('old'), sha256('older'), 201,
             jsonb_build_object('contact', p.name, 'email', p.email), now() - interval '3 years'
        FROM (SELECT name, email FROM contacts.people ORDER BY id LIMIT 1) p`,
  },
  {
    id: 'jobs-that-are-never-cleared',
    kind: 'data',
    clause: 'U5',
    breaks: 'Finished jobs are kept for a hundred years, which no retention schedule says.',
    sql: `
      UPDATE jobs.queue SET deletion_seconds = 2147483647, retention_seconds = 2147483647;
      UPDATE jobs.job SET keep_until = 'infinity', deletion_seconds = 2147483647`,
  },
  {
    id: 'store-in-a-country-without-an-office',
    kind: 'data',
    clause: 'U7',
    breaks: 'A store lies in a country where the vendor has no office and no processor.',
    sql: `UPDATE policy.stores SET country = 'KP', processor_id = NULL WHERE id = (SELECT id FROM policy.stores ORDER BY name LIMIT 1)`,
  },
  {
    id: 'legal-disclosure-without-a-basis',
    kind: 'data',
    clause: 'U8',
    breaks: 'Data were given for a legal purpose with no authority, reference or basis.',
    needs: 'the register of legal demands: authority, reference, scope, approval',
    sql: `
      INSERT INTO ${ledger}
      SELECT gen_random_uuid(), now(), 'staff', m.id, p.id, NULL, 'export', 'legal', '{name,email,phone,street}', ''
        FROM staff.members m, (SELECT id FROM contacts.people ORDER BY id LIMIT 1) p ORDER BY m.created_at LIMIT 1`,
  },
  {
    id: 'policy-text-edited-after-the-fact',
    kind: 'data',
    clause: 'P1',
    breaks: 'A posted version of the policy reads differently from what was posted.',
    sql: `
      UPDATE policy.notices SET body = body || '{"addendum":"Data may be sold to partners."}'
       WHERE id = (SELECT id FROM policy.notices WHERE kind = 'privacy policy' ORDER BY version LIMIT 1)`,
  },
  {
    id: 'policy-text-edited-and-hashed-again',
    kind: 'data',
    clause: 'P1',
    breaks: 'A posted version was replaced and its hash with it, so those who gave data did so under another text.',
    sql: `
      UPDATE policy.notices SET body = '{"title":"Privacy","sections":[]}',
             sha256 = sha256(convert_to('{"title":"Privacy","sections":[]}', 'UTF8'))
       WHERE id = (SELECT id FROM policy.notices WHERE kind = 'privacy policy' ORDER BY version LIMIT 1)`,
  },
  {
    id: 'collector-without-a-postal-address',
    kind: 'data',
    clause: 'A6',
    breaks: 'The collector is named with no postal address.',
    sql: `UPDATE policy.vendor SET address = ''`,
  },
  {
    id: 'privacy-mailbox-left-empty',
    kind: 'data',
    clause: 'P2',
    breaks: 'There is no privacy address to which a question can be sent.',
    sql: `UPDATE policy.vendor SET privacy_mailbox = '', remove_mailbox = ''`,
  },
  {
    id: 'outside-link-with-an-identifier',
    kind: 'data',
    clause: 'F2',
    breaks: 'A link that leaves the site carries an identifier of the visitor or of the campaign.',
    sql: `
      INSERT INTO policy.outside_links (id, url, party, created_at)
      VALUES (gen_random_uuid(), 'https://forum.example/welcome?uid=8f14e45f&utm_source=kept', 'Forum Ltd', now())`,
  },
];
