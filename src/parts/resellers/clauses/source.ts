import type { BuiltDemand } from '../../../platform/clauses/clause.ts';

/** What resellers enter for their customers. */
export const source: readonly BuiltDemand[] = [
  {
    id: 'U3.source',
    says: 'Data that a reseller enters carries the reseller as its source.',
    built: true,
    kind: 'completeness',
    control: 'What a member of a reseller enters goes by an act of its own, which names the source.',
    couldBeWrong: 'What a reseller enters on the public page in the name of its customer looks as if the customer had.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'registrations entered by resellers',
        look: `SELECT g.id AS key, g.source_kind = 'reseller' AND e.licence_id IS NOT NULL AND NOT EXISTS (SELECT FROM contacts.origins o
              WHERE o.source_id = g.id AND o.source_kind NOT IN ('reseller', 'person page')) AS holds
            FROM licensing.registrations g LEFT JOIN (SELECT DISTINCT licence_id, at FROM licensing.licence_events
                WHERE kind = 'activated' AND actor_kind = 'member' AND {share licensing.licences: licence_id}) e
              ON e.licence_id = g.licence_id AND e.at = g.given_at
            WHERE (e.licence_id IS NOT NULL OR g.source_kind = 'reseller') AND {share licensing.licences: g.licence_id}`,
        counted: `SELECT count(*) FROM licensing.registrations WHERE source_kind = 'reseller' AND {share licensing.licences: licence_id}`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Lets what a reseller entered look as if the customer had told it.',
        plant: `UPDATE contacts.origins SET source_kind = 'registration' WHERE source_kind = 'reseller'`,
      },
    },
  },
];
