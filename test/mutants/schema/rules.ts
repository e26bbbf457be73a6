import type { Mutant } from '../mutant.ts';

/** Constraints, keys and triggers that were weakened, switched off or turned round. */
export const rules: readonly Mutant[] = [
  {
    id: 'ledger-trigger-switched-off',
    kind: 'schema',
    clause: 'L4',
    breaks: 'Rows of the ledger can be changed and removed: the record of what was reported is no longer final.',
    sql: `ALTER TABLE disclosures.ledger DISABLE TRIGGER ledger_append_only`,
  },
  {
    id: 'ledger-refusal-made-quiet',
    kind: 'schema',
    clause: 'U8',
    breaks: 'The function that keeps the ledger append-only only warns: a disclosure can be taken out of the record.',
    sql: `
      CREATE OR REPLACE FUNCTION disclosures.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE WARNING 'the ledger is append only'; RETURN NULL; END $$`,
  },
  {
    id: 'look-ups-swallowed-by-a-rule',
    kind: 'schema',
    clause: 'L5',
    breaks: 'Look-ups that were exports leave no trace in the look-up log.',
    sql: `
      CREATE RULE fewer_rows AS ON INSERT TO contacts.lookups
        WHERE NEW.kind IN ('exported', 'listed') DO INSTEAD NOTHING`,
  },
  {
    id: 'phone-inquiry-without-evidence',
    kind: 'schema',
    clause: 'L5',
    breaks: 'The licence desk can answer an inquiry by phone without noting why it believed the caller.',
    sql: `
      ALTER TABLE licensing.inquiries DROP CONSTRAINT inquiries_evidence;
      ALTER TABLE licensing.inquiries DROP CONSTRAINT inquiries_evidence_check;
      INSERT INTO licensing.inquiries (id, at, channel, member_id, licence_id, company_id, answer)
      SELECT gen_random_uuid(), now(), 'phone', m.id, l.id, l.company_id, 'not confirmed'
        FROM staff.members m, licensing.licences l WHERE l.company_id IS NOT NULL LIMIT 1`,
  },
  {
    id: 'share-without-a-ledger-row',
    kind: 'schema',
    clause: 'U3',
    breaks: 'A customer can be shared with a reseller without the sharing being logged.',
    sql: `ALTER TABLE contacts.shares DROP CONSTRAINT shares_check`,
  },
  {
    id: 'outgoing-mail-without-a-ledger-row',
    kind: 'schema',
    clause: 'L4',
    breaks: 'A report can be mailed to a licensor without any row in the ledger.',
    sql: `
      ALTER TABLE platform.mail_outbox DROP CONSTRAINT mail_outbox_in_ledger;
      ALTER TABLE platform.mail_outbox ALTER COLUMN ledger_id DROP NOT NULL`,
  },
  {
    id: 'opt-out-takes-effect-in-two-weeks',
    kind: 'schema',
    clause: 'M3',
    breaks: 'An opt-out does not count at once: a trigger starts it after the lead time of the mail house.',
    sql: `
      CREATE FUNCTION contacts.lead_time() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.since := NEW.since + interval '14 days'; RETURN NEW; END $$;
      CREATE TRIGGER lead_time BEFORE INSERT ON contacts.suppressions
        FOR EACH ROW EXECUTE FUNCTION contacts.lead_time()`,
  },
  {
    id: 'correction-notices-end-at-once',
    kind: 'schema',
    clause: 'M5',
    breaks: 'Corrections are never passed on: every notice to a recipient is marked as ended when it is made.',
    sql: `
      CREATE FUNCTION rights.no_noise() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN NEW.state := 'ended'; NEW.ledger_id := NULL; RETURN NEW; END $$;
      CREATE TRIGGER no_noise BEFORE INSERT ON rights.correction_notices
        FOR EACH ROW EXECUTE FUNCTION rights.no_noise()`,
  },
  {
    id: 'same-serial-for-two-customers',
    kind: 'schema',
    clause: 'L1',
    breaks: 'Two licences may carry the same serial, so its history over owners and sellers is not one history.',
    sql: `ALTER TABLE licensing.licences DROP CONSTRAINT licences_serial_key`,
  },
  {
    id: 'history-of-a-serial-goes-with-the-licence',
    kind: 'schema',
    clause: 'L1',
    breaks: 'Removing a licence removes the history of its serial.',
    sql: `
      ALTER TABLE licensing.licence_events DROP CONSTRAINT licence_events_licence_id_fkey;
      ALTER TABLE licensing.licence_events ADD CONSTRAINT licence_events_licence_id_fkey
        FOREIGN KEY (licence_id) REFERENCES licensing.licences (id) ON DELETE CASCADE`,
  },
  {
    id: 'same-version-of-a-notice-twice',
    kind: 'schema',
    clause: 'P1',
    breaks: 'Two different texts may be the same version of the policy.',
    sql: `
      ALTER TABLE policy.notices DROP CONSTRAINT notices_kind_version_key;
      INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at, published_by)
      SELECT gen_random_uuid(), kind, version, sha256(convert_to(body::text || ' ', 'UTF8')),
             jsonb_build_object('was', body), effective_at, published_at, published_by
        FROM policy.notices WHERE kind = 'privacy policy' ORDER BY version DESC LIMIT 1`,
  },
  {
    id: 'collector-without-a-phone-number',
    kind: 'schema',
    clause: 'A6',
    breaks: 'The collector is named without a phone number.',
    sql: `ALTER TABLE policy.vendor ALTER COLUMN phone DROP NOT NULL; UPDATE policy.vendor SET phone = NULL`,
  },
];
