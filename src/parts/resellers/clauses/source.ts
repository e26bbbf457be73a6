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
        look: `SELECT g.id AS key, g.source_kind = 'reseller' AND NOT EXISTS (SELECT FROM contacts.origins o
              WHERE o.source_id = g.id AND o.source_kind NOT IN ('reseller', 'person page')) AS holds
            FROM licensing.registrations g WHERE EXISTS (SELECT FROM licensing.licence_events e WHERE e.licence_id = g.licence_id
              AND e.kind = 'activated' AND e.actor_kind = 'member' AND e.at = g.given_at)`,
        counted: `SELECT count(*) FROM licensing.registrations WHERE source_kind = 'reseller'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Lets what a reseller entered look as if the customer had told it.',
        plant: `UPDATE contacts.origins SET source_kind = 'registration' WHERE source_kind = 'reseller'`,
      },
    },
  },
];
