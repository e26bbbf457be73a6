import type { BuiltDemand } from '../../../platform/clauses/clause.ts';

const wholeCountry = 'num_nonnulls(t.region, t.postal_from, t.industry, t.account_key, t.from_on, t.until_on) = 0';

// Resellers are new to the policy: until it says so nothing may be offered to them, and an hour later all is.
const newToPolicy = `EXISTS (SELECT FROM policy.closed_uses WHERE use = 'recipient reseller') OR EXISTS (SELECT FROM policy.version_uses u
  JOIN policy.notices n ON n.id = u.notice_id WHERE u.use = 'recipient reseller' AND u.new AND n.effective_at > now() - interval '1 hour')`;

/** Who turns to the vendor first, and who stands above whom. */
export const prospects: readonly BuiltDemand[] = [
  {
    id: 'U3.prospects',
    says: 'Somebody who turns to the vendor first is passed to a reseller of the region, and none of them thinks about it for longer than it may.',
    built: true,
    kind: 'completeness',
    control:
      'An enquiry is offered in the transaction in which it is entered; a job passes on what is not answered in time.',
    couldBeWrong:
      'Who declined or let it lapse is asked once; where all did, it waits for staff. Only resellers of the whole country are looked at, and enquiries of the last ten minutes are not.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'enquiries',
        look: `SELECT d.id AS key, (EXISTS (SELECT FROM resellers.lead_offers o JOIN disclosures.ledger l ON l.id = o.ledger_id AND l.about_id = d.id
                AND l.recipient_id = (SELECT r.id FROM disclosures.recipients r WHERE r.company_id = o.reseller_company_id AND r.kind = 'reseller')
              WHERE o.lead_id = d.id)
            OR d.state = 'closed' OR ${newToPolicy} OR NOT EXISTS (SELECT FROM resellers.territories t JOIN disclosures.recipients r ON r.company_id = t.reseller_company_id
                JOIN disclosures.contracts c ON c.recipient_id = r.id
              WHERE t.country = d.country AND ${wholeCountry} AND t.created_at < d.created_at AND t.ended_at IS NULL AND r.ended_at IS NULL
                AND c.kind = 'reseller' AND c.confidential AND c.signed_on < d.created_at::date AND (c.ends_on IS NULL OR c.ends_on > d.created_at::date)))
            AND NOT EXISTS (SELECT FROM resellers.lead_offers o WHERE o.lead_id = d.id AND o.state = 'open' AND o.due_at < now() - interval '2 hours')
            AND (d.state <> 'accepted' OR EXISTS (SELECT FROM resellers.lead_offers o WHERE o.lead_id = d.id AND o.state = 'accepted'
              AND o.reseller_company_id = d.holder_company_id)) AS holds
          FROM resellers.leads d WHERE d.created_at < now() - interval '10 minutes'`,
        counted: `SELECT count(*) - count(*) FILTER (WHERE created_at >= now() - interval '10 minutes') FROM resellers.leads`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Takes back what was offered, and leaves the enquiry lying.',
        plant: `WITH gone AS (DELETE FROM resellers.lead_offers WHERE lead_id IN (SELECT id FROM resellers.leads WHERE state = 'offered'))
          UPDATE resellers.leads SET state = 'waiting', holder_company_id = NULL WHERE state = 'offered'`,
      },
    },
  },
  {
    id: 'U3.unnamed',
    says: 'Before a reseller has taken an enquiry on, it is told the company and where it is, and nothing of the person.',
    built: true,
    kind: 'prohibition',
    control: 'An offer names fields of the company only; the company is shared when the reseller accepts.',
    couldBeWrong: 'What somebody says on the phone is not known.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'offers',
        look: `SELECT o.id AS key, l.fields <@ ARRAY['companyName', 'country', 'region', 'industry'] AND l.person_id IS NULL
              AND (o.state = 'accepted' OR NOT EXISTS (SELECT FROM contacts.shares s JOIN disclosures.ledger g ON g.id = s.ledger_id
                WHERE s.company_id = d.company_id AND s.tenant_company_id = o.reseller_company_id AND s.until IS NULL AND d.state = 'offered'
                  AND s.since > o.offered_at)) AS holds
            FROM resellers.lead_offers o JOIN resellers.leads d ON d.id = o.lead_id JOIN disclosures.ledger l ON l.id = o.ledger_id`,
        counted: `SELECT count(DISTINCT ledger_id) FROM resellers.lead_offers`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Points an offer at a hand-over of names.',
        plant: `UPDATE resellers.lead_offers SET ledger_id = (SELECT id FROM disclosures.ledger WHERE 'name' = ANY (fields) LIMIT 1)`,
      },
    },
  },
  {
    id: 'U3.tiers',
    says: 'Each reseller that a distributor supplies is shared with that distributor, and with no other reseller.',
    built: true,
    kind: 'completeness',
    control: 'Who supplies whom and the share are written in one transaction, with the row of the ledger.',
    couldBeWrong: 'A distributor whose contract does not hold sees nothing; it is not looked at here.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'resellers with a distributor',
        look: `SELECT t.id AS key, (SELECT count(*) = 1 AND bool_and(s.tenant_company_id = t.distributor_company_id) FROM contacts.shares s
              WHERE s.company_id = t.reseller_company_id AND s.tenant_company_id <> s.company_id AND s.until IS NULL)
              OR NOT EXISTS (SELECT FROM contacts.shares o WHERE o.company_id = t.distributor_company_id AND o.tenant_company_id = o.company_id AND o.until IS NULL) AS holds
            FROM resellers.tiers t WHERE t.until IS NULL`,
        counted: `SELECT count(DISTINCT reseller_company_id) FILTER (WHERE until IS NULL) FROM resellers.tiers`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Ends the share of a distributor and leaves it in place.',
        plant: `UPDATE contacts.shares SET until = now() WHERE (company_id, tenant_company_id) IN (SELECT reseller_company_id, distributor_company_id FROM resellers.tiers)`,
      },
    },
  },
];
