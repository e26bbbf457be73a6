import type { BuiltDemand } from '../../../platform/clauses/clause.ts';

export const tiers: readonly BuiltDemand[] = [
  {
    id: 'L1.tiers',
    says: 'A distributor moves serials among itself and the resellers that it supplies, and no others.',
    built: true,
    kind: 'prohibition',
    control: 'Both stocks are looked up under the role of the distributor, which sees no other reseller.',
    couldBeWrong: 'What the vendor itself moves is not looked at here; who did it stands in the audit.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'serials moved by distributors',
        look: `SELECT h.id AS key, (h.from_company_id = h.by_company_id OR EXISTS (SELECT FROM resellers.tiers t WHERE t.reseller_company_id = h.from_company_id
                AND t.distributor_company_id = h.by_company_id AND t.since <= h.at AND (t.until IS NULL OR t.until >= h.at)))
              AND (h.to_company_id = h.by_company_id OR EXISTS (SELECT FROM resellers.tiers t WHERE t.reseller_company_id = h.to_company_id
                AND t.distributor_company_id = h.by_company_id AND t.since <= h.at AND (t.until IS NULL OR t.until >= h.at))) AS holds
            FROM licensing.handovers h WHERE h.by_company_id IS NOT NULL`,
        counted: `SELECT count(by_company_id) FROM licensing.handovers`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Lets a distributor move a serial to a reseller that it does not supply.',
        plant: `UPDATE resellers.tiers SET since = now()`,
      },
    },
  },
];
