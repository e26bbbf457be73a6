import type { BuiltDemand } from '../../platform/clauses/clause.ts';

/** Restriction and objection, of clause U1. */
export const statesOfPeople: readonly BuiltDemand[] = [
  {
    id: 'U1.restricted',
    says: 'Of whoever had the use of their data restricted, nothing was given to a licensor or reseller and nothing was changed by staff since.',
    built: true,
    kind: 'prohibition',
    control: 'The database hides their rows from every purpose but the rights of the person, the law and signing in.',
    couldBeWrong:
      'What was given without a row of the ledger is not known; nor is a restriction that was told and not recorded.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'restricted people',
        look: `SELECT p.id AS key, NOT EXISTS (SELECT FROM disclosures.ledger l WHERE l.person_id = p.id AND l.at > p.restricted_at
                  AND l.recipient_kind IN ('licensor', 'reseller', 'processor') AND l.channel <> 'correction')
                AND NOT EXISTS (SELECT FROM contacts.provenance v WHERE v.subject_id = p.id AND v.given_at > p.restricted_at
                  AND v.source_kind IN ('staff', 'reseller')) AS holds
              FROM contacts.people p WHERE p.restricted_at IS NOT NULL`,
        counted: 'SELECT count(restricted_at) FROM contacts.people',
      },
      saboteur: {
        kind: 'rows',
        says: 'Reports somebody to a licensor who is restricted.',
        plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
              SELECT gen_random_uuid(), now(), 'licensor', r.id, p.id, 'report', 'licensor obligation', '{name}', 'contract'
              FROM contacts.people p, disclosures.recipients r WHERE p.restricted_at IS NOT NULL AND r.kind = 'licensor' LIMIT 1`,
      },
    },
  },
  {
    id: 'U1.objected',
    says: 'Nothing was sent for marketing to whoever objected, since.',
    built: true,
    kind: 'prohibition',
    control: 'The database hides their rows from marketing and the improvement of products.',
    couldBeWrong: 'Marketing that calls itself something else in the ledger would pass.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'people who objected',
        look: `SELECT p.id AS key, NOT EXISTS (SELECT FROM disclosures.ledger l WHERE coalesce(l.person_id, l.recipient_id) = p.id
                AND l.at > p.objected_at AND l.purpose IN ('marketing', 'product improvement')) AS holds
              FROM contacts.people p WHERE p.objected_at IS NOT NULL`,
        counted: 'SELECT count(objected_at) FROM contacts.people',
      },
      saboteur: {
        kind: 'rows',
        says: 'Sends marketing to somebody who objected.',
        plant: `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis)
              SELECT gen_random_uuid(), now(), 'person', id, id, 'mail', 'marketing', '{email}', 'campaign' FROM contacts.people WHERE objected_at IS NOT NULL`,
      },
    },
  },
  {
    id: 'U1.states',
    says: 'The database hides restricted people from each role that is not for their rights, the law or signing in, and people who objected from marketing and the improvement of products.',
    built: true,
    kind: 'prohibition',
    control: 'Restrictive policies for these roles on people and registrations.',
    couldBeWrong:
      'That the policies are there is looked at; that they hide what they say is tested. A reseller still sees that a restricted person registered a licence, without who it is.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'roles',
        look: `SELECT w.tab || ' ' || w.role AS key, EXISTS (SELECT FROM pg_policies y WHERE y.schemaname || '.' || y.tablename = w.tab
                  AND y.permissive = 'RESTRICTIVE' AND y.cmd = 'SELECT' AND '{prefix}_' || w.role = ANY (y.roles::text[]) AND y.qual LIKE '%' || w.state || '%')
                AND EXISTS (SELECT FROM pg_class c WHERE c.oid = w.tab::regclass AND c.relrowsecurity) AS holds
              FROM (SELECT 'contacts.people' AS tab, role, 'restricted_at IS NULL' AS state
                  FROM unnest(ARRAY['customer_service', 'support', 'marketing', 'product_improvement', 'licensor_obligation', 'reseller']) AS r (role)
                UNION ALL SELECT 'licensing.registrations', role, 'contacts.people'
                  FROM unnest(ARRAY['customer_service', 'support', 'marketing', 'product_improvement', 'licensor_obligation']) AS r (role)
                UNION ALL SELECT 'contacts.people', role, 'objected_at IS NULL' FROM unnest(ARRAY['marketing', 'product_improvement']) AS r (role)) w`,
        counted: 'SELECT 6 + 5 + 2',
      },
      saboteur: {
        kind: 'structure',
        says: 'Takes the policy off that hides restricted people.',
        sql: 'DROP POLICY restricted ON contacts.people',
      },
    },
  },
];
