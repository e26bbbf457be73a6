import type { BuiltDemand } from '../../../platform/clauses/clause.ts';

/** Orders, and what customers are asked about them. */
export const orders: readonly BuiltDemand[] = [
  {
    id: 'U2.orders',
    says: 'Each order is kept with its history, and one that was fulfilled with the serials or the contract that it brought.',
    built: true,
    kind: 'completeness',
    control: 'An order, its event and what it brings are written in one transaction.',
    couldBeWrong: 'An order that nobody entered is not known.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'orders',
        look: `SELECT o.id AS key, (SELECT e.kind FROM licensing.order_events e WHERE e.order_id = o.id AND e.kind NOT IN ('asked', 'answered')
              ORDER BY e.id DESC LIMIT 1) = o.state
            AND (o.state <> 'fulfilled' OR CASE o.kind
              WHEN 'new' THEN (SELECT count(*) FROM licensing.order_licences x JOIN licensing.licences l ON l.id = x.licence_id
                WHERE x.order_id = o.id AND l.product_id = o.product_id) = o.copies
              ELSE EXISTS (SELECT FROM licensing.contracts n WHERE n.id = o.renewed_by_id AND n.renews_id = o.contract_id) END) AS holds
          FROM licensing.orders o`,
        counted: `SELECT count(*) FROM licensing.order_events WHERE kind = 'placed'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Takes the serials away that an order brought.',
        plant: 'DELETE FROM licensing.order_licences',
      },
    },
  },
  {
    id: 'U2.questions',
    says: 'Whoever is asked about an order belongs to the customer, is asked by mail for customer relations, and is nobody whose data are restricted.',
    built: true,
    kind: 'prohibition',
    control: 'A question goes out with its row of the ledger; the database hides restricted people from whoever asks.',
    couldBeWrong:
      'A question asked by phone and never written down is not known. Of somebody who was erased since it is not known any more where they belonged.',
    proof: {
      probe: {
        kind: 'rows',
        unit: 'questions',
        look: `SELECT q.id AS key, EXISTS (SELECT FROM disclosures.ledger l WHERE l.id = q.ledger_id AND l.channel = 'mail' AND l.person_id = q.person_id
                AND l.recipient_id = q.person_id AND l.about_id = q.order_id AND l.purpose = 'customer service' AND l.company_id = o.company_id)
              AND (EXISTS (SELECT FROM contacts.company_people m WHERE m.person_id = q.person_id AND m.company_id = o.company_id)
                OR EXISTS (SELECT FROM contacts.people p WHERE p.id = q.person_id AND p.erased_at IS NOT NULL))
              AND NOT EXISTS (SELECT FROM contacts.people p WHERE p.id = q.person_id AND p.restricted_at < q.asked_at) AS holds
            FROM licensing.order_questions q JOIN licensing.orders o ON o.id = q.order_id`,
        counted: `SELECT count(*) FROM licensing.order_events WHERE kind = 'asked'`,
      },
      saboteur: {
        kind: 'rows',
        says: 'Asks somebody whose data are restricted.',
        plant: `UPDATE contacts.people SET restricted_at = '2020-01-01' WHERE id IN (SELECT person_id FROM licensing.order_questions)`,
      },
    },
  },
];
