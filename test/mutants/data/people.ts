import type { Mutant } from '../mutant.ts';

const person = `SELECT * FROM contacts.people ORDER BY id LIMIT 1`;

/** Opt-outs, corrections, purposes and the origin of each datum. */
export const people: readonly Mutant[] = [
  {
    id: 'marketing-mail-to-somebody-who-opted-out',
    kind: 'data',
    clause: 'M3',
    breaks: 'Somebody who opted out a month ago has a marketing mail in the outbox.',
    sql: `
      WITH who AS (${person}),
      stop AS (INSERT INTO contacts.suppressions (email_key, channel, since, source_kind)
        SELECT email_key, 'mail', now() - interval '30 days', 'person page' FROM who ON CONFLICT DO NOTHING),
      written AS (INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
        SELECT gen_random_uuid(), now(), 'person', id, id, 'mail', 'marketing', '{email}', 'newsletter' FROM who RETURNING id)
      INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at)
      SELECT gen_random_uuid(), written.id, 'newsletter', who.email, 'New release', 'Twice as fast.', now() FROM who, written`,
  },
  {
    id: 'opt-out-removed-while-the-preference-says-no',
    kind: 'data',
    clause: 'M3',
    breaks: 'The suppression of somebody who said no is gone, so the next mailing reaches the person.',
    sql: `
      WITH who AS (${person}), gone AS (
        DELETE FROM contacts.suppressions WHERE email_key = (SELECT email_key FROM who) AND channel = 'mail')
      INSERT INTO contacts.preferences (person_id, channel, allowed, source_kind, notice_id, changed_at)
      SELECT who.id, 'mail', false, 'person page', n.id, now()
        FROM who, (SELECT id FROM policy.notices WHERE kind = 'person page' ORDER BY version DESC LIMIT 1) n
      ON CONFLICT (person_id, channel) DO UPDATE SET allowed = false`,
  },
  {
    id: 'import-turned-a-no-into-a-yes',
    kind: 'data',
    clause: 'M3',
    breaks: 'A later import set the preference back to yes although the person is on the suppression list.',
    sql: `
      WITH who AS (${person}),
      stop AS (INSERT INTO contacts.suppressions (email_key, channel, since, source_kind)
        SELECT email_key, 'mail', now() - interval '2 days', 'person page' FROM who ON CONFLICT DO NOTHING)
      INSERT INTO contacts.preferences (person_id, channel, allowed, source_kind, notice_id, changed_at)
      SELECT who.id, 'mail', true, 'import', n.id, now() FROM who, (SELECT id FROM policy.notices ORDER BY version LIMIT 1) n
      ON CONFLICT (person_id, channel) DO UPDATE SET allowed = true, source_kind = 'import', changed_at = now()`,
  },
  {
    id: 'correction-not-passed-on',
    kind: 'data',
    clause: 'M5',
    breaks: 'A reseller that was given the old value was never told of the correction.',
    sql: `
      WITH given AS (SELECT l.person_id, l.recipient_id FROM disclosures.ledger l JOIN disclosures.recipients r
        ON r.id = l.recipient_id WHERE l.person_id IS NOT NULL ORDER BY l.at LIMIT 1),
      fixed AS (INSERT INTO rights.corrections (id, person_id, field, at, source_kind)
        SELECT gen_random_uuid(), person_id, 'name', now() - interval '10 days', 'staff' FROM given RETURNING person_id)
      DELETE FROM rights.correction_notices n USING rights.corrections c, given
       WHERE n.correction_id = c.id AND c.person_id = given.person_id`,
  },
  {
    id: 'mail-address-changed-and-its-key-forgotten',
    kind: 'data',
    clause: 'M5',
    breaks: 'After a correction two people answer to one key, and the corrected address is found by the old one only.',
    sql: `
      UPDATE contacts.people SET email = 'moved.' || email, changed_at = now(), version = version + 1
       WHERE id = (SELECT id FROM contacts.people ORDER BY id LIMIT 1)`,
  },
  {
    id: 'forged-purpose-in-the-look-up-log',
    kind: 'data',
    clause: 'U1',
    breaks: 'A read of a person was done under a purpose that is not declared.',
    sql: `
      INSERT INTO contacts.lookups (id, at, member_id, person_id, kind, purpose, reason, fields)
      SELECT gen_random_uuid(), now(), m.id, p.id, 'opened', 'curiosity', 'asked by the boss', '{email,phone}'
        FROM staff.members m, (${person}) p ORDER BY m.created_at LIMIT 1`,
  },
  {
    id: 'provenance-names-an-undeclared-purpose',
    kind: 'data',
    clause: 'L3',
    breaks: 'A datum given for a registration is kept for profiling, which was never shown where it was asked.',
    sql: `
      UPDATE contacts.origins SET purposes = (SELECT jsonb_object_agg(key, value || '["profiling"]') FROM jsonb_each(purposes))
       WHERE id = (SELECT id FROM contacts.origins ORDER BY given_at LIMIT 1)`,
  },
  {
    id: 'person-without-any-provenance',
    kind: 'data',
    clause: 'U7',
    breaks: 'Nobody can say under which notice the data of a person were given.',
    sql: `DELETE FROM contacts.origins WHERE subject_id = (SELECT subject_id FROM contacts.origins
            WHERE subject_kind = 'person' ORDER BY given_at LIMIT 1)`,
  },
  {
    id: 'provenance-under-a-notice-that-never-was',
    kind: 'data',
    clause: 'U7',
    breaks: 'A datum names a notice that does not exist.',
    sql: `
      UPDATE contacts.origins SET notice_id = 'deadbeef-0000-4000-8000-000000000000'
       WHERE id = (SELECT id FROM contacts.origins ORDER BY given_at DESC LIMIT 1)`,
  },
  {
    id: 'reseller-data-relabelled-as-given-by-the-person',
    kind: 'data',
    clause: 'U3',
    breaks: 'Data that came from a reseller say that the person gave them.',
    sql: `
      UPDATE licensing.registrations SET source_kind = 'reseller' WHERE id = (SELECT id FROM licensing.registrations
        ORDER BY given_at LIMIT 1);
      UPDATE contacts.origins SET source_kind = 'person page', source_id = (SELECT id FROM licensing.registrations
        ORDER BY given_at LIMIT 1) WHERE subject_id = (SELECT person_id FROM licensing.registrations ORDER BY given_at LIMIT 1)`,
  },
];
