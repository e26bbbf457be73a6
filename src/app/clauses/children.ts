import type { Clause } from '../../platform/clauses/clause.ts';
import { ageScreenDemands } from './age-screen.ts';
import { childWordsDemands } from './child-words.ts';
import { schoolDemands } from './schools.ts';

/** Roles that must not see a sealed record: every purpose but the rights of the person, and the resellers. */
const hidden = `unnest(ARRAY['registration', 'authentication', 'customer_service', 'support', 'marketing', 'product_improvement', 'licensor_obligation',
  'legal', 'operations', 'reseller']) AS r (role)`;
const held = `EXISTS (SELECT FROM rights.holds h WHERE h.ended_at IS NULL AND h.until >= current_date
  AND (h.person_id = p.id OR h.category IN ('people', 'everything')))`;

export const childrenClause: Clause = {
  id: 'U4',
  version: 2,
  part: 'all',
  title: 'Children, schools and teachers',
  text: 'Our products are for businesses and schools. We do not knowingly collect anything from children under 13. Schools and teachers can have education licences: their pupils activate with a label that the school gives them, and nothing is asked of them. Whoever registers as a student is asked for the date of birth first; it is not stored, and nothing of a child under 13 is. If you find that we hold something of a child, tell {privacyMailbox} or write to {address}: the record is sealed at once, so that nobody uses it, and purged within eight days unless it turns out to be no child.',
  keeps: "Neutral age screen; a child's entry is not stored; found data is sealed and purged; education licences.",
  terms: ['dpv:Child', 'dpv:AgeVerification', 'dpv:StorageDeletion'],
  boundary:
    'Whether somebody is a child is known only if somebody says so. A sealed record is still seen by privacy officers under the rights of the person, so that two of them can decide. What others were given before is told to nobody by this; it stands in the ledger. A record that the law forbids to delete stays sealed.',
  stateOnly: true,
  concerns: [],
  demands: [
    ...ageScreenDemands,
    ...childWordsDemands,
    {
      id: 'U4.sealed',
      says: 'Of each record that is sealed as that of a child, nothing was sent, given to anybody, changed or looked at since, but by a privacy officer for the rights of the person; its own page is closed.',
      built: true,
      kind: 'prohibition',
      control:
        'Sealing hides the row from every other purpose, takes waiting mails and links away, and makes the egress gateway refuse.',
      couldBeWrong:
        'A child that nobody has told of is not sealed. What left without a row of the ledger is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'sealed records',
          look: `SELECT p.id AS key, NOT EXISTS (SELECT FROM disclosures.ledger l WHERE (l.person_id = p.id OR l.recipient_id = p.id) AND l.at > p.sealed_at)
              AND NOT EXISTS (SELECT FROM platform.mail_outbox m JOIN disclosures.ledger l ON l.id = m.ledger_id WHERE l.person_id = p.id AND m.state = 'queued')
              AND NOT EXISTS (SELECT FROM contacts.provenance v WHERE v.subject_id = p.id AND v.given_at > p.sealed_at)
              AND NOT EXISTS (SELECT FROM contacts.lookups u WHERE u.person_id = p.id AND u.at > p.sealed_at AND u.purpose <> 'rights')
              AND NOT EXISTS (SELECT FROM rights.sittings s WHERE s.person_id = p.id) AND NOT EXISTS (SELECT FROM rights.links k WHERE k.person_id = p.id)
              AND NOT EXISTS (SELECT FROM licensing.registrations g WHERE g.person_id = p.id AND g.given_at > p.sealed_at) AS holds
            FROM contacts.people p WHERE p.sealed_at IS NOT NULL`,
          counted: 'SELECT count(sealed_at) FROM contacts.people',
        },
        saboteur: {
          kind: 'rows',
          says: 'Sends marketing to a child whose record is sealed.',
          plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
            SELECT gen_random_uuid(), now(), 'person', id, id, 'mail', 'marketing', '{email}', 'campaign' FROM contacts.people WHERE sealed_at IS NOT NULL`,
        },
      },
    },
    {
      id: 'U4.hidden',
      says: 'The database hides sealed records from each role but that of the rights of the person, in what is held of people and in what they told at activations.',
      built: true,
      kind: 'prohibition',
      control: 'Restrictive policies for these roles on people and registrations.',
      couldBeWrong: 'That the policies are there is looked at; that they hide what they say is tested.',
      proof: {
        probe: {
          kind: 'structure',
          unit: 'roles and tables',
          look: `SELECT w.tab || ' ' || w.role AS key, EXISTS (SELECT FROM pg_policies y WHERE y.schemaname || '.' || y.tablename = w.tab AND y.permissive = 'RESTRICTIVE'
              AND y.cmd = 'SELECT' AND '{prefix}_' || w.role = ANY (y.roles::text[]) AND y.qual LIKE '%' || w.state || '%')
              AND EXISTS (SELECT FROM pg_class c WHERE c.oid = w.tab::regclass AND c.relrowsecurity) AS holds
            FROM (SELECT 'contacts.people' AS tab, role, 'sealed_at IS NULL' AS state FROM ${hidden}
              UNION ALL SELECT 'licensing.registrations', role, 'contacts.people' FROM ${hidden}) w`,
          counted: 'SELECT 10 + 10',
        },
        saboteur: {
          kind: 'structure',
          says: 'Takes the policy off that hides sealed records.',
          sql: 'DROP POLICY sealed ON contacts.people',
        },
      },
    },
    {
      id: 'U4.purged',
      says: 'Each record that was sealed as that of a child was purged within eight days, or two people found that it was none, or the law holds it; what is left of a purged one points to nobody.',
      built: true,
      kind: 'deadline',
      control: 'Who sealed it cannot decide; an hourly job purges what nobody has looked at by the day.',
      couldBeWrong: 'That nothing is found of who was purged is looked at by U5.searched.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'records that were sealed',
          look: `SELECT c.id AS key, CASE c.outcome
                WHEN 'purged' THEN c.person_id IS NULL AND EXISTS (SELECT FROM rights.erasures e WHERE e.number = c.receipt AND e.cause = 'child' AND e.erased_at IS NOT NULL)
                WHEN 'lifted' THEN c.decided_by IS NOT NULL AND c.decided_by <> c.sealed_by
                ELSE EXISTS (SELECT FROM contacts.people p WHERE p.id = c.person_id AND p.sealed_at IS NOT NULL AND (c.check_by >= current_date - 3 OR ${held})) END AS holds
              FROM rights.children c
            UNION ALL SELECT p.id, p.sealed_at > now() - interval '10 days' OR ${held} FROM contacts.people p WHERE p.sealed_at IS NOT NULL`,
          counted: `SELECT (SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM rights.children GROUP BY reason) each)
            + (SELECT count(sealed_at) FROM contacts.people)`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Forgets about a sealed record.',
          plant: `UPDATE rights.children SET check_by = current_date - 30 WHERE outcome IS NULL`,
        },
      },
    },
    ...schoolDemands,
  ],
};
