/** Made-up rows of two disputes, added to the others in scratch: one is open, one was decided. */

const id = (number: number) => `'00000000-0000-4000-8000-${String(number).padStart(12, '0')}'`;

export const scratchDisputes = `
INSERT INTO licensing.disputes (id, licence_id, state, opened_at, opened_by, decided_at, decided_by, reason) VALUES
  (${id(810)}, ${id(110)}, 'open', '2026-01-24', ${id(90)}, NULL, NULL, NULL),
  (${id(811)}, ${id(113)}, 'stays', '2026-01-23', ${id(90)}, '2026-01-24', ${id(701)}, 'purchase shown');
INSERT INTO licensing.dispute_claims (id, dispute_id, side, company_id) VALUES
  (${id(812)}, ${id(810)}, 'holder', ${id(32)}), (${id(813)}, ${id(810)}, 'claimant', ${id(33)}),
  (${id(814)}, ${id(811)}, 'holder', ${id(33)}), (${id(815)}, ${id(811)}, 'claimant', ${id(32)});
INSERT INTO licensing.dispute_evidence (id, claim_id, channel, evidence, at, member_id) VALUES
  (${id(816)}, ${id(813)}, 'phone', 'Order number named', '2026-01-24', ${id(90)}), (${id(817)}, ${id(815)}, 'letter', 'A delivery note', '2026-01-23', ${id(90)});
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(818)}, '2026-01-24', 'person', ${id(40)}, ${id(40)}, ${id(32)}, 'mail', 'customer service', '{email}', 'dispute', 'licence', ${id(110)});
INSERT INTO licensing.dispute_tellings (id, claim_id, what, at, ledger_id)
  SELECT gen_random_uuid(), c.id, 'opened', '2026-01-24', CASE WHEN c.id = ${id(812)} THEN ${id(818)}::uuid END FROM licensing.dispute_claims c;
INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id) VALUES
  (${id(110)}, '2026-01-24', 'dispute opened', 'member', ${id(90)}), (${id(113)}, '2026-01-23', 'dispute opened', 'member', ${id(90)});
INSERT INTO staff.audit (at, actor_kind, actor_id, action, about_kind, about_id, detail) VALUES
  ('2026-01-24', 'member', ${id(90)}, 'licensing.dispute opened', 'licence', ${id(110)}, '{"channel": "phone"}'),
  ('2026-01-23', 'member', ${id(90)}, 'licensing.dispute opened', 'licence', ${id(113)}, '{"channel": "letter"}');
INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES
  (${id(819)}, ${id(818)}, 'licence dispute', 'ada@gears.example', 'Whose a licence is', 'Another company claims it.', '2026-01-24');
`;
