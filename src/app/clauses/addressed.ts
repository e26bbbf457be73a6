import type { BuiltDemand } from '../../platform/clauses/clause.ts';

/** Whom a mail reaches, beside whom the ledger says that it was for. */
export const addressedDemand: BuiltDemand = {
  id: 'U1.addressed',
  says: 'Each mail goes to one address and to nobody besides; one to a person goes to the address that the person has.',
  built: true,
  kind: 'prohibition',
  control: 'A mail is handed to the egress gateway with one address, and to the mail relay with that one.',
  couldBeWrong:
    'Whoever sends past the outbox, or sends a copy while sending, is not seen here; U7.no-stranger looks at connections. Where a record was changed after a mail was queued the address may have been another one; those of companies, resellers and staff are not compared.',
  proof: {
    probe: {
      kind: 'rows',
      unit: 'mails',
      look: `SELECT m.id AS key, m.to_address ~ '^[^@,;<>[:space:]]+@[^@,;<>[:space:]]+$'
          AND (p.email IS NULL OR m.queued_at <= p.changed_at OR lower(m.to_address) = lower(p.email)) AS holds
        FROM platform.mail_outbox m
          LEFT JOIN disclosures.ledger l ON l.id = m.ledger_id AND l.recipient_kind = 'person'
          LEFT JOIN contacts.people p ON p.id = l.recipient_id`,
      counted:
        'SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM platform.mail_outbox GROUP BY state) each',
    },
    saboteur: {
      kind: 'rows',
      says: 'Sends a reseller a copy of what a customer is told.',
      plant: `UPDATE platform.mail_outbox SET to_address = to_address || ', south@reseller.example' WHERE id = '00000000-0000-4000-8000-000000000082'`,
    },
  },
};
