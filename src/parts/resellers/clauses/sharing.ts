import type { Clause } from '../../../platform/clauses/clause.ts';
import { prospects } from './prospects.ts';
import { sight } from './sight.ts';
import { source } from './source.ts';

/** Territories that are nothing but a country, at any time. */
const wholeCountry = 'num_nonnulls(t.region, t.postal_from, t.industry, t.account_key, t.from_on, t.until_on) = 0';

export const sharingClauses: readonly Clause[] = [
  {
    id: 'U3',
    version: 1,
    part: 'resellers',
    title: 'Resellers',
    text: 'Resellers are our main channel and your first line of support. When you register a licence, the reseller who sold it or who serves your region receives your company and contact data, and sees that of its own customers only. Who turns to us first is offered to the reseller of the region, who learns the company and, only after taking it on, whom to speak to. We log each such sharing, and we can end it.',
    keeps:
      'Territories and assignments; automatic, logged, revocable sharing with the assigned reseller, who sees only its own; data coming from resellers carries that source.',
    terms: ['dpv:Share', 'dpv:Recipient', 'dpv:AccessControlMethod'],
    boundary:
      '"Only its own" means what a reseller can see through this system. What it learned from its customers itself is its own.',
    demands: [
      ...sight,
      {
        id: 'U3.complete',
        says: 'Each customer assigned to a reseller is shared with that reseller.',
        built: true,
        kind: 'completeness',
        control: 'Assigning and sharing happen in one transaction.',
        couldBeWrong: 'A customer that ought to be assigned and is not is looked at by U3.assigned.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'assignments',
            look: `SELECT a.id AS key, s.company_id IS NOT NULL AS holds
              FROM resellers.assignments a LEFT JOIN (SELECT DISTINCT company_id, tenant_company_id FROM contacts.shares
                WHERE until IS NULL AND {share contacts.companies: company_id}) s
                ON s.company_id = a.customer_company_id AND s.tenant_company_id = a.reseller_company_id
              WHERE a.until IS NULL AND a.reseller_company_id IS NOT NULL AND {share contacts.companies: a.customer_company_id}`,
            counted: `SELECT count(DISTINCT customer_company_id) FROM resellers.assignments
              WHERE until IS NULL AND reseller_company_id IS NOT NULL AND {share contacts.companies: customer_company_id}`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Ends a share and leaves the assignment.',
            plant: `UPDATE contacts.shares SET until = now() WHERE id = (SELECT id FROM contacts.shares WHERE until IS NULL
              AND company_id IN (SELECT customer_company_id FROM resellers.assignments WHERE until IS NULL) LIMIT 1)`,
          },
        },
      },
      {
        id: 'U3.revoked',
        says: 'Nobody sees a customer without being assigned to it, or a reseller without supplying it: when that ends, so does the share.',
        built: true,
        kind: 'prohibition',
        control: 'Deciding for another reseller ends the share of the old one in the same transaction.',
        couldBeWrong: 'What the old reseller wrote down elsewhere is out of reach.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'shares',
            look: `SELECT s.id AS key, w.company_id IS NOT NULL AS holds
              FROM contacts.shares s LEFT JOIN (
                SELECT customer_company_id AS company_id, reseller_company_id AS tenant_company_id FROM resellers.assignments
                  WHERE until IS NULL AND {share contacts.companies: customer_company_id}
                UNION SELECT reseller_company_id, distributor_company_id FROM resellers.tiers WHERE until IS NULL) w
                ON w.company_id = s.company_id AND w.tenant_company_id = s.tenant_company_id
              WHERE s.until IS NULL AND s.company_id <> s.tenant_company_id AND {share contacts.companies: s.company_id}`,
            counted: `SELECT count(*) - count(*) FILTER (WHERE company_id = tenant_company_id) FROM contacts.shares
              WHERE until IS NULL AND {share contacts.companies: company_id}`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Ends an assignment and leaves the share.',
            plant:
              'UPDATE resellers.assignments SET until = now() WHERE id = (SELECT id FROM resellers.assignments WHERE until IS NULL LIMIT 1)',
          },
        },
      },
      {
        id: 'U3.ended',
        says: 'Nobody whose registration or contract has ended sees anything.',
        built: true,
        kind: 'prohibition',
        control:
          'Ending a reseller ends its assignments and shares in the same transaction; contracts that run out are looked at every hour.',
        couldBeWrong: 'A contract counts as ended here only a whole day after its last day, wherever the vendor is.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'shares',
            look: `SELECT s.id AS key, bound.company_id IS NOT NULL OR own.company_id IS NOT NULL AS holds
              FROM contacts.shares s
                LEFT JOIN (SELECT DISTINCT r.company_id FROM disclosures.recipients r JOIN disclosures.contracts c ON c.recipient_id = r.id
                  WHERE r.kind = 'reseller' AND r.ended_at IS NULL AND c.kind = 'reseller' AND (c.ends_on IS NULL OR c.ends_on >= current_date - 2)) bound
                  ON bound.company_id = s.tenant_company_id
                LEFT JOIN (SELECT DISTINCT i.company_id FROM contacts.companies o JOIN staff.invitations i ON i.company_id = o.id
                  WHERE o.kind = 'customer' AND i.role = 'buyer administrator') own ON own.company_id = s.company_id AND s.company_id = s.tenant_company_id
              WHERE s.until IS NULL AND {share contacts.companies: s.company_id}`,
            counted: `SELECT count(*) - count(until) FROM contacts.shares WHERE {share contacts.companies: company_id}`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Ends a reseller and leaves its shares.',
            plant: `UPDATE disclosures.recipients SET ended_at = now()
              WHERE company_id = (SELECT s.tenant_company_id FROM contacts.shares s JOIN contacts.companies c ON c.id = s.tenant_company_id
                WHERE s.until IS NULL AND c.kind = 'reseller' ORDER BY s.id LIMIT 1)`,
          },
        },
      },
      {
        id: 'U3.assigned',
        says: 'Each customer with an active licence that a reseller holds or whose country a reseller serves has been assigned to a reseller, or was offered to one.',
        built: true,
        kind: 'completeness',
        control: 'News of an activation is handed to the assignment, at least once.',
        couldBeWrong:
          'A licence of the last ten minutes is not looked at: the news may still be under way. Territories that are less or more than a country are not looked at.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'customers',
            look: `SELECT c.id AS key, w.id IS NOT NULL AS holds
              FROM contacts.companies c JOIN (SELECT l.company_id, min(l.activated_at) FILTER (WHERE r.company_id IS NOT NULL) AS sold, max(l.activated_at) AS last
                  FROM licensing.licences l LEFT JOIN (SELECT DISTINCT company_id FROM disclosures.recipients WHERE kind = 'reseller' AND ended_at IS NULL) r
                    ON r.company_id = l.holder_company_id
                  WHERE l.activated_at < now() - interval '10 minutes' AND {share contacts.companies: l.company_id} GROUP BY 1) l ON l.company_id = c.id
                LEFT JOIN (SELECT country, min(created_at) AS since FROM resellers.territories t WHERE ${wholeCountry} AND ended_at IS NULL GROUP BY 1) t
                  ON t.country = c.country
                LEFT JOIN (SELECT customer_company_id AS id FROM resellers.assignments WHERE {share contacts.companies: customer_company_id}
                  UNION SELECT d.company_id FROM resellers.leads d JOIN resellers.lead_offers o ON o.lead_id = d.id) w ON w.id = c.id
              WHERE c.kind = 'customer' AND (l.sold IS NOT NULL OR t.since < l.last)`,
            counted: `SELECT count(DISTINCT c.id) FROM licensing.licences l JOIN contacts.companies c ON c.id = l.company_id AND c.kind <> 'reseller'
                LEFT JOIN disclosures.recipients r ON r.company_id = l.holder_company_id AND r.kind = 'reseller' AND r.ended_at IS NULL
                LEFT JOIN resellers.territories t ON t.country = c.country AND ${wholeCountry} AND t.ended_at IS NULL AND t.created_at < l.activated_at
              WHERE l.activated_at < now() - interval '10 minutes' AND {share contacts.companies: l.company_id} AND (r.id IS NOT NULL OR t.id IS NOT NULL)`,
          },
          saboteur: {
            kind: 'rows',
            says: 'Forgets every assignment of a customer.',
            plant:
              'DELETE FROM resellers.assignments WHERE customer_company_id = (SELECT customer_company_id FROM resellers.assignments LIMIT 1)',
          },
        },
      },
      {
        id: 'U3.in-ledger',
        says: 'Each sharing with a reseller stands in the ledger, for this company and this reseller.',
        built: true,
        kind: 'completeness',
        control: 'A share cannot be stored without its row of the ledger, and the gateway writes both.',
        couldBeWrong: 'Somebody with the rights of the owner could write share and ledger alike.',
        proof: {
          probe: {
            kind: 'egress',
            unit: 'shares',
            left: `SELECT s.id AS key, l.id AS ledger_id FROM contacts.shares s
                LEFT JOIN disclosures.recipients r ON r.company_id = s.tenant_company_id AND r.kind = 'reseller'
                LEFT JOIN disclosures.ledger l ON l.id = s.ledger_id AND l.company_id = s.company_id AND l.channel = 'share' AND l.recipient_id = r.id
                  AND {share contacts.companies: l.company_id}
              WHERE s.company_id <> s.tenant_company_id AND {share contacts.companies: s.company_id}`,
            ledger: `SELECT l.id FROM disclosures.ledger l LEFT JOIN (SELECT DISTINCT ledger_id FROM contacts.shares WHERE {share contacts.companies: company_id}) named
                  ON named.ledger_id = l.id
                LEFT JOIN (SELECT DISTINCT r.id, s.company_id FROM contacts.shares s JOIN disclosures.recipients r ON r.company_id = s.tenant_company_id
                    WHERE {share contacts.companies: s.company_id}) shared
                  ON shared.id = l.recipient_id AND shared.company_id = l.company_id
              WHERE l.channel = 'share' AND {share contacts.companies: l.company_id} AND (named.ledger_id IS NOT NULL OR shared.id IS NULL)`,
            counted: `SELECT count(*) - count(*) FILTER (WHERE company_id = tenant_company_id) FROM contacts.shares WHERE {share contacts.companies: company_id}`,
          },
          saboteur: {
            kind: 'egress',
            says: 'Shares a customer with a second reseller and points at the row of the ledger of the first.',
            sql: `INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id)
              SELECT gen_random_uuid(), s.company_id, o.company_id, now(), 'favour', s.ledger_id
              FROM contacts.shares s CROSS JOIN disclosures.recipients o
              WHERE s.company_id <> s.tenant_company_id AND o.kind = 'reseller' AND o.company_id <> s.tenant_company_id LIMIT 1`,
          },
        },
      },
      {
        id: 'U3.bound',
        says: 'The database itself refuses a share with a reseller that names no row of the ledger.',
        built: true,
        kind: 'precondition',
        control: 'A condition on the table of shares.',
        couldBeWrong: 'Whether the row that it names is that of this share is looked at by U3.in-ledger.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'tables of shares',
            look: `SELECT c.oid::regclass AS key, EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.convalidated
                AND pg_get_constraintdef(k.oid) ~ '^CHECK .*company_id = tenant_company_id.* OR .*ledger_id IS NOT NULL') AS holds
              FROM pg_class c WHERE c.oid = 'contacts.shares'::regclass`,
            counted: `SELECT count(*) FROM information_schema.columns WHERE column_name = 'tenant_company_id' AND table_name = 'shares'`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Takes the condition away.',
            sql: `DO $$ DECLARE name text; BEGIN FOR name IN SELECT conname FROM pg_constraint WHERE conrelid = 'contacts.shares'::regclass AND contype = 'c'
              LOOP EXECUTE format('ALTER TABLE contacts.shares DROP CONSTRAINT %I', name); END LOOP; END $$`,
          },
        },
      },
      ...prospects,
      ...source,
    ],
  },
];
