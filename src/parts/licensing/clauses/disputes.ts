import type { BuiltDemand } from '../../../platform/clauses/clause.ts';

export const disputes: readonly BuiltDemand[] = [
  {
    id: 'L1.disputes',
    says: 'While two companies claim a licence it stays with the one that has it; it goes over only as somebody else decided than who noted the claim, and its history says so.',
    built: true,
    kind: 'prohibition',
    control:
      'The company of a licence is changed under its lock, where an open dispute holds every other act; a decision by who opened it is refused.',
    couldBeWrong:
      'What the evidence of a claim is worth is for people to judge. Two people may agree to decide wrongly.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'disputes',
        look: `SELECT d.id AS key, (d.decided_by IS NULL OR d.decided_by IS DISTINCT FROM d.opened_by)
              AND (SELECT count(DISTINCT t.claim_id) FROM licensing.dispute_tellings t JOIN licensing.dispute_claims c ON c.id = t.claim_id
                WHERE c.dispute_id = d.id AND t.what = 'opened') = 2
              AND CASE d.state WHEN 'open' THEN EXISTS (SELECT FROM licensing.licences l JOIN licensing.dispute_claims c ON c.dispute_id = d.id
                  AND c.side = 'holder' WHERE l.id = d.licence_id AND l.company_id = c.company_id)
                WHEN 'goes over' THEN EXISTS (SELECT FROM licensing.handovers h WHERE h.licence_id = d.licence_id AND h.kind = 'transferred'
                  AND h.at = d.decided_at) ELSE true END AS holds
            FROM licensing.disputes d`,
        counted: `SELECT count(*) FROM staff.audit WHERE action = 'licensing.dispute opened'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Gives a licence to the company that claims it before anybody has decided.',
        plant: `UPDATE licensing.licences l SET company_id = c.company_id FROM licensing.disputes d JOIN licensing.dispute_claims c
            ON c.dispute_id = d.id AND c.side = 'claimant' WHERE d.licence_id = l.id AND d.state = 'open'`,
      },
    },
  },
];
