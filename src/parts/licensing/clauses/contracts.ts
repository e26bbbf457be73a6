import type { Clause } from '../../../platform/clauses/clause.ts';
import { orders } from './orders.ts';

/** Runs and ends within 88 days, was kept two days ago or earlier, and may be renewed: a reminder must have gone out. */
const near = `c.starts_on < current_date - 1 AND c.ends_on BETWEEN current_date + 1 AND current_date + 88 AND c.created_at < now() - interval '2 days' AND c.declined_at IS NULL
  AND c.id NOT IN (SELECT n.renews_id FROM licensing.contracts n WHERE n.renews_id IS NOT NULL)`;

/** Whoever of the company may be written to. */
const reachable = `EXISTS (SELECT FROM licensing.registrations g JOIN contacts.people p ON p.id = g.person_id
    JOIN contacts.company_people m ON m.person_id = p.id AND m.company_id = g.company_id AND m.until IS NULL
  WHERE g.company_id = c.company_id AND g.state = 'applied' AND num_nonnulls(p.erased_at, p.restricted_at, p.objected_at) = 0 AND p.waits_for = '{}'
    AND p.email_key NOT IN (SELECT s.email_key FROM contacts.suppressions s WHERE s.channel = 'mail'))`;

export const contractsClause: Clause = {
  id: 'U2',
  version: 1,
  part: 'licensing',
  title: 'Contracts and their renewal',
  text: 'We use what you told us for our relations with you as a customer: we keep the end dates of maintenance and other contracts, and before a contract ends we ask whether it will be renewed. We keep your orders, and may ask you about one.',
  keeps:
    'Maintenance and other contracts with end dates, renewal reminders, survey requests, orders and order questions.',
  terms: ['dpv:CustomerRelationshipManagement'],
  boundary:
    'Contracts, reminders and orders that go through this system. Surveys are not part of it yet. Who objected, opted out of mails or had their data restricted is not reminded; about an order that is under way also those may be asked who opted out, but nobody whose data are restricted.',
  concerns: ['email'],
  demands: [
    {
      id: 'U2.maintenance',
      says: 'Each maintenance contract is kept with its licence and its last day, and the licence runs what is built until then.',
      built: true,
      kind: 'completeness',
      control: 'Contract, maintenance of the licence and event are written in one transaction.',
      couldBeWrong: 'A contract that nobody entered is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'maintenance contracts',
          look: `SELECT c.id AS key, c.ends_on >= c.starts_on AND coalesce((to_jsonb(l) ->> 'maintenance_until')::date >= c.ends_on
              AND isfinite((to_jsonb(l) ->> 'maintenance_until')::date), false) AS holds
            FROM licensing.contracts c LEFT JOIN licensing.licences l ON l.id = c.licence_id WHERE c.kind = 'maintenance'`,
          counted: `SELECT count(*) FROM licensing.licence_events WHERE kind = 'renewed'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Ends the maintenance of licences before their contracts end.',
          plant: `UPDATE licensing.licences SET maintenance_until = '2000-01-01' WHERE id IN (SELECT licence_id FROM licensing.contracts)`,
        },
      },
    },
    {
      id: 'U2.contracts',
      says: 'Each other contract is kept with its first and last day, and one that renews another begins after it.',
      built: true,
      kind: 'completeness',
      control: 'The database takes no contract without its days; a renewal is compared with what it renews.',
      couldBeWrong: 'A contract that nobody entered is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'other contracts',
          look: `SELECT c.id AS key, c.ends_on >= c.starts_on AND (c.renews_id IS NULL OR c.starts_on > (SELECT b.ends_on
                FROM licensing.contracts b WHERE b.id = c.renews_id AND b.company_id = c.company_id AND b.kind = c.kind)) AS holds
              FROM licensing.contracts c WHERE c.kind <> 'maintenance'`,
          counted: `SELECT count(*) FROM staff.audit WHERE action = 'licensing.contract kept' AND detail->>'kind' <> 'maintenance'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Lets a renewal begin before the end of what it renews.',
          plant: `UPDATE licensing.contracts SET starts_on = starts_on - 2000 WHERE renews_id IS NOT NULL AND kind <> 'maintenance'`,
        },
      },
    },
    {
      id: 'U2.reminders',
      says: 'Of each contract that ends soon the customer was reminded by mail, and once more in its last month, if anybody there may be written to; and nobody who objected, opted out or had their data restricted was.',
      built: true,
      kind: 'completeness',
      control: 'A job of every day; what was sent is kept once a contract and stage, with its row of the ledger.',
      couldBeWrong:
        'Whether the mail was read is not known. Of a contract kept less than two days ago nothing is said.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'contracts that end soon',
          look: `SELECT c.id AS key, (NOT ${reachable} OR EXISTS (SELECT FROM disclosures.ledger l JOIN licensing.reminders r ON r.ledger_id = l.id
                WHERE r.contract_id = c.id AND (c.ends_on > current_date + 28 OR r.days <= 30) AND l.about_id = c.id AND l.recipient_kind = 'person' AND l.channel = 'mail'
                  AND l.purpose = 'customer service'))
              AND against.about_id IS NULL AS holds
            FROM licensing.contracts c LEFT JOIN (SELECT DISTINCT l.about_id FROM disclosures.ledger l JOIN licensing.contracts k ON k.id = l.about_id
                JOIN contacts.people p ON p.id = l.person_id LEFT JOIN contacts.suppressions s ON s.email_key = p.email_key AND s.channel = 'mail'
              WHERE l.channel = 'mail' AND l.at > least(p.objected_at, p.restricted_at, s.since)) against ON against.about_id = c.id
            WHERE ${near}`,
          counted: `SELECT count(c.id) FROM generate_series(current_date + 1, current_date + 88, interval '1 day') AS d (day)
            JOIN licensing.contracts c ON c.ends_on = d.day::date WHERE ${near}`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Takes a reminder back as if it had never been sent.',
          plant: 'DELETE FROM licensing.reminders',
        },
      },
    },
    { id: 'U2.surveys', says: 'Customers are asked to answer a survey about the products.', built: false },
    ...orders,
  ],
};
