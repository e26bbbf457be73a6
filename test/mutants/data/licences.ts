import type { Mutant } from '../mutant.ts';

const ledger = `disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis)`;

/** Serials, registrations, maintenance, reports to licensors and answers to inquiries. */
export const licences: readonly Mutant[] = [
  {
    id: 'history-of-a-serial-removed',
    kind: 'data',
    clause: 'L1',
    breaks: 'An active licence has no history: nobody can say who issued it and when.',
    sql: `DELETE FROM licensing.licence_events WHERE licence_id = (SELECT id FROM licensing.licences
            WHERE state = 'active' ORDER BY created_at LIMIT 1)`,
  },
  {
    id: 'activation-with-the-registration-of-another-licence',
    kind: 'data',
    clause: 'L2',
    breaks: 'A licence was activated without registration data of its own.',
    sql: `
      UPDATE licensing.activations SET registration_id = (SELECT r.id FROM licensing.registrations r
          WHERE r.licence_id <> licensing.activations.licence_id ORDER BY r.given_at LIMIT 1)
       WHERE id = (SELECT id FROM licensing.activations ORDER BY activated_at LIMIT 1)`,
  },
  {
    id: 'registration-notice-without-purposes',
    kind: 'data',
    clause: 'L3',
    breaks: 'The notice shown at registration says nothing on purpose, recipients and retention of its fields.',
    sql: `
      INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at)
      SELECT gen_random_uuid(), 'registration', max(version) + 1, sha256(convert_to('{}', 'UTF8')), '{}', now(), now()
        FROM policy.notices WHERE kind = 'registration'`,
  },
  {
    id: 'report-with-a-field-beyond-the-contract',
    kind: 'data',
    clause: 'L4',
    breaks: 'A licensor was given a telephone number, which its contract does not ask for.',
    sql: `
      INSERT INTO ${ledger}
      SELECT gen_random_uuid(), now(), 'licensor', c.recipient_id, p.id, NULL, 'report', l.purpose, c.fields || '{phone}'::text[], l.basis
        FROM (SELECT * FROM disclosures.contracts WHERE kind = 'registration report' AND NOT 'phone' = ANY (fields) LIMIT 1) c,
             (SELECT purpose, basis FROM disclosures.ledger WHERE channel = 'report' LIMIT 1) l,
             (SELECT id FROM contacts.people ORDER BY id LIMIT 1) p`,
  },
  {
    id: 'contract-widened-beyond-the-notice',
    kind: 'data',
    clause: 'L4',
    breaks: 'A contract now takes fields of which the notice at registration says nothing.',
    sql: `
      UPDATE disclosures.contracts SET fields = '{company_name,country,name,email,phone,title,role,street}'
       WHERE kind = 'registration report'`,
  },
  {
    id: 'report-that-is-not-in-the-ledger',
    kind: 'data',
    clause: 'L4',
    breaks: 'A report went to a licensor and the ledger has no row for it.',
    sql: `
      INSERT INTO licensing.reports (id, recipient_id, contract_id, from_at, until_at, registrations, content_sha256, queued_at)
      SELECT gen_random_uuid(), recipient_id, id, now() - interval '20 days', now() - interval '10 days', 40,
             sha256('report nobody wrote down'), now() - interval '9 days'
        FROM disclosures.contracts WHERE kind = 'registration report' ORDER BY signed_on LIMIT 1`,
  },
  {
    id: 'ledger-row-rewritten-for-a-cleaner-history',
    kind: 'data',
    clause: 'L4',
    breaks: 'A report is in the ledger with fewer fields than were given; the trigger was off for that minute.',
    sql: `
      ALTER TABLE disclosures.ledger DISABLE TRIGGER ledger_append_only;
      UPDATE disclosures.ledger SET fields = '{country}'
       WHERE id = (SELECT id FROM disclosures.ledger WHERE channel IN ('report', 'share') ORDER BY at LIMIT 1);
      ALTER TABLE disclosures.ledger ENABLE TRIGGER ledger_append_only`,
  },
  {
    id: 'answer-with-more-than-the-name',
    kind: 'data',
    clause: 'L5',
    breaks: 'Somebody who asked who activated a licence got the mail address and the phone of the contact.',
    sql: `
      INSERT INTO ${ledger}
      SELECT gen_random_uuid(), now(), 'licensee', asker.id, named.id, NULL, 'answer', l.purpose, '{name,email,phone}', l.basis
        FROM (SELECT purpose, basis FROM disclosures.ledger WHERE channel = 'answer' LIMIT 1) l,
             (SELECT id FROM contacts.people ORDER BY id LIMIT 1) asker,
             (SELECT id FROM contacts.people ORDER BY id DESC LIMIT 1) named`,
  },
  {
    id: 'contact-named-to-another-company',
    kind: 'data',
    clause: 'L5',
    breaks: 'A contact was named to somebody whose proven domain belongs to a different company.',
    sql: `
      UPDATE contacts.domains SET company_id = (SELECT id FROM contacts.companies
          WHERE id <> contacts.domains.company_id AND kind = 'customer' ORDER BY id DESC LIMIT 1)
       WHERE id = (SELECT domain_id FROM licensing.inquiries WHERE answer = 'named' AND domain_id IS NOT NULL LIMIT 1)`,
  },
  {
    id: 'person-named-who-never-activated',
    kind: 'data',
    clause: 'L5',
    breaks: 'The person named for a licence is not the contact of its registration.',
    sql: `
      UPDATE licensing.inquiries SET named_person_id = (SELECT p.id FROM contacts.people p WHERE NOT EXISTS (
          SELECT FROM licensing.registrations r WHERE r.person_id = p.id AND r.licence_id = licensing.inquiries.licence_id)
          ORDER BY p.id DESC LIMIT 1)
       WHERE answer = 'named'`,
  },
  {
    id: 'maintenance-that-never-ends',
    kind: 'data',
    clause: 'U2',
    breaks: 'Maintenance agreements have no real end, so no customer is asked whether to renew.',
    sql: `UPDATE licensing.licences SET maintenance_until = 'infinity' WHERE maintenance_until IS NOT NULL`,
  },
];
