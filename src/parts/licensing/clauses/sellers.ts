import type { Clause } from '../../../platform/clauses/clause.ts';
import { seatsOfBuyers } from './buyers.ts';
import { disputes } from './disputes.ts';
import { tiers } from './tiers.ts';

export const sellersClause: Clause = {
  id: 'L1',
  version: 1,
  part: 'licensing',
  title: 'Copies are licensed through an authorised entity',
  text: 'A copy or copies of our products are licensed through an entity that we authorise: we issue serials to our resellers, and they hand them to customers. We keep the history of each serial over all its owners and sellers.',
  keeps: 'Serials issued to distributors and resellers, who issue them to customers; the history of each serial.',
  terms: ['dpv:Record'],
  boundary:
    'Serials of this system. Who had a serial outside of it between two activations is not known. A company stands under the name that it has today.',
  concerns: [],
  demands: [
    {
      id: 'L1.issued',
      says: 'Each serial that can be activated was issued by the vendor to a reseller that is registered.',
      built: true,
      kind: 'precondition',
      control:
        'A licence leaves the state of a draft only with a reseller, and the issue is written in the same statement.',
      couldBeWrong: 'What somebody writes on paper is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'licences',
          look: `SELECT l.id AS key, i.licence_id IS NOT NULL AS holds
            FROM licensing.licences l LEFT JOIN (SELECT DISTINCT h.licence_id FROM licensing.handovers h
                JOIN (SELECT c.id FROM contacts.companies c JOIN disclosures.recipients r ON r.company_id = c.id
                  WHERE r.kind = 'reseller' AND c.kind = 'reseller') c ON c.id = h.to_company_id
              WHERE h.kind = 'issued' AND h.from_company_id IS NULL AND {share licensing.licences: h.licence_id}) i ON i.licence_id = l.id
            WHERE l.state <> 'draft' AND {share licensing.licences: l.id}`,
          counted: 'SELECT count(holder_company_id) FROM licensing.licences WHERE {share licensing.licences: id}',
        },
        saboteur: {
          kind: 'rows',
          says: 'Issues a serial to a customer.',
          plant: `UPDATE licensing.handovers SET to_company_id = (SELECT id FROM contacts.companies WHERE kind = 'customer' LIMIT 1)
            WHERE id = (SELECT min(id) FROM licensing.handovers WHERE kind = 'issued')`,
        },
      },
    },
    {
      id: 'L1.customers',
      says: 'Each serial that was handed to a customer came from the reseller that had it to sell.',
      built: true,
      kind: 'precondition',
      control: 'A serial is handed over only out of a stock; a reseller sees no other stock than its own.',
      couldBeWrong: 'A serial that was handed over on paper is known from its activation only.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'serials handed over',
          look: `SELECT h.id AS key, c.kind = 'customer' AND coalesce(h.from_company_id = (SELECT b.to_company_id FROM licensing.handovers b
                WHERE b.licence_id = h.licence_id AND b.id < h.id AND b.kind IN ('issued', 'passed on') ORDER BY b.id DESC LIMIT 1), false) AS holds
              FROM licensing.handovers h JOIN contacts.companies c ON c.id = h.to_company_id WHERE h.kind = 'handed over'`,
          counted: `SELECT count(*) FROM licensing.licence_events WHERE kind = 'handed over'`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Lets another reseller hand a serial over than the one that has it.',
          plant: `UPDATE licensing.handovers h SET from_company_id = (SELECT id FROM contacts.companies WHERE kind = 'reseller' AND id <> h.from_company_id LIMIT 1)
            WHERE kind = 'handed over'`,
        },
      },
    },
    ...tiers,
    ...seatsOfBuyers,
    ...disputes,
    {
      id: 'L1.owners',
      says: 'The company that has a serial stands in its history: it was handed the serial, activated it, got it after a dispute, or was merged with one that did.',
      built: true,
      kind: 'completeness',
      control:
        'The company of a licence is written only with a hand-over, a registration, a decision of a dispute or a merge.',
      couldBeWrong: 'That a company changed hands is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'licences of customers',
          look: `SELECT l.id AS key, w.licence_id IS NOT NULL AS holds
            FROM licensing.licences l LEFT JOIN (
              SELECT licence_id, company_id FROM licensing.registrations WHERE {share licensing.licences: licence_id}
              UNION SELECT licence_id, to_company_id FROM licensing.handovers WHERE kind IN ('handed over', 'transferred') AND {share licensing.licences: licence_id}
              UNION SELECT r.row_id, m.into_company_id FROM contacts.merge_rows r JOIN contacts.merges m ON m.id = r.merge_id
                WHERE r.kind = 'licence' AND m.undone_at IS NULL AND {share licensing.licences: r.row_id}) w
              ON w.licence_id = l.id AND w.company_id = l.company_id
            WHERE l.company_id IS NOT NULL AND {share licensing.licences: l.id}`,
          counted: `SELECT count(*) FROM (SELECT licence_id FROM licensing.registrations WHERE {share licensing.licences: licence_id}
            UNION SELECT licence_id FROM licensing.handovers WHERE kind IN ('handed over', 'transferred') AND {share licensing.licences: licence_id}) known`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Gives a licence to a company that never had it.',
          plant: `UPDATE licensing.licences SET company_id = (SELECT id FROM contacts.companies WHERE kind = 'reseller' LIMIT 1)
            WHERE id = (SELECT licence_id FROM licensing.registrations LIMIT 1)`,
        },
      },
    },
    {
      id: 'L1.sellers',
      says: 'The sellers of each serial follow each other without a gap, and the last is the one that has it to sell.',
      built: true,
      kind: 'completeness',
      control: 'Whoever has a serial to sell is changed only together with its history.',
      couldBeWrong: 'A reseller that sold through another without telling is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'licences with a seller',
          look: `SELECT l.id AS key, coalesce(w.whole AND w.last = l.holder_company_id, false) AS holds
            FROM licensing.licences l LEFT JOIN (SELECT s.licence_id, bool_and(s.from_company_id IS NOT DISTINCT FROM s.before) AS whole,
                (array_agg(s.to_company_id) FILTER (WHERE s.is_last))[1] AS last
              FROM (SELECT h.licence_id, h.from_company_id, h.to_company_id, lag(h.to_company_id) OVER turns AS before, lead(h.id) OVER turns IS NULL AS is_last
                FROM licensing.handovers h WHERE h.kind IN ('issued', 'passed on') AND {share licensing.licences: h.licence_id}
                WINDOW turns AS (PARTITION BY h.licence_id ORDER BY h.id)) s GROUP BY s.licence_id) w ON w.licence_id = l.id
            WHERE l.holder_company_id IS NOT NULL AND {share licensing.licences: l.id}`,
          counted: `SELECT count(DISTINCT licence_id) FROM licensing.handovers WHERE {share licensing.licences: licence_id}`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Takes a seller out of the history.',
          plant: `DELETE FROM licensing.handovers WHERE kind = 'passed on'`,
        },
      },
    },
    {
      id: 'L1.history',
      says: 'Each step of a serial from seller to seller and to its owner, its issue first, stands among the events that are shown of its licence.',
      built: true,
      kind: 'completeness',
      control: 'The step and its event are written in one transaction.',
      couldBeWrong: 'A step that was written down in neither place is not known.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'steps of serials',
          look: `SELECT h.id AS key, EXISTS (SELECT FROM licensing.licence_events e WHERE e.licence_id = h.licence_id AND CASE h.kind
                WHEN 'issued' THEN e.kind = 'imported' OR e.kind = 'issued' AND abs(extract(epoch FROM e.at - h.at)) < 60
                WHEN 'transferred' THEN e.kind LIKE 'dispute%'
                ELSE e.kind = h.kind END) AS holds
            FROM licensing.handovers h WHERE {share licensing.licences: h.licence_id}`,
          counted: `SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM licensing.handovers
            WHERE {share licensing.licences: licence_id} GROUP BY kind) each`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Takes out of the events that a serial was passed on.',
          plant: `DELETE FROM licensing.licence_events WHERE kind = 'passed on'`,
        },
      },
    },
    {
      id: 'L1.bound',
      says: 'The database itself refuses a second licence with the same serial, and lets no licence go while something is kept of its history.',
      built: true,
      kind: 'precondition',
      control: 'The serial is unique; what is kept of a licence refers to it.',
      couldBeWrong: 'Whoever may change the tables can take a history away row by row.',
      proof: {
        probe: {
          kind: 'structure',
          unit: 'rules of the tables of licences',
          look: `SELECT 'serial' AS key, EXISTS (SELECT FROM pg_index i WHERE i.indrelid = 'licensing.licences'::regclass AND i.indisunique AND i.indisvalid
                AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = (SELECT attnum FROM pg_attribute
                  WHERE attrelid = 'licensing.licences'::regclass AND attname = 'serial' AND NOT attisdropped)) AS holds
            UNION ALL
            SELECT t.oid::regclass::text, EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'f'
                AND k.confrelid = 'licensing.licences'::regclass AND k.convalidated AND k.confdeltype IN ('a', 'r'))
            FROM pg_class t WHERE t.oid IN ('licensing.licence_events'::regclass, 'licensing.handovers'::regclass, 'licensing.registrations'::regclass,
              'licensing.activations'::regclass)`,
          counted: `SELECT 1 + count(DISTINCT table_name) FROM information_schema.columns WHERE table_schema = 'licensing' AND column_name = 'licence_id'
            AND table_name IN ('licence_events', 'handovers', 'registrations', 'activations')`,
        },
        saboteur: {
          kind: 'structure',
          says: 'Lets what was handed over go with the licence.',
          sql: `ALTER TABLE licensing.handovers DROP CONSTRAINT handovers_licence_id_fkey;
            ALTER TABLE licensing.handovers ADD CONSTRAINT handovers_licence_id_fkey
              FOREIGN KEY (licence_id) REFERENCES licensing.licences (id) ON DELETE CASCADE`,
        },
      },
    },
  ],
};
