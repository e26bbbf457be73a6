/** Made-up rows of a buyer's administrator, added to the others in scratch: whom they invited, kept seats for, listed; a seat freed by mail. */

const id = (number: number) => `'00000000-0000-4000-8000-${String(number).padStart(12, '0')}'`;

export const scratchBuyers = `
INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis) VALUES (${id(310)}, ${id(32)}, ${id(32)}, '2026-01-16', 'its own company');
INSERT INTO staff.invitations (id, role, company_id, email, token_sha256, invited_by, created_at, expires_at, used_at) VALUES
  (${id(311)}, 'buyer administrator', ${id(32)}, 'boss@gears.example', '\\x3111', ${id(90)}, '2026-01-16', '2026-01-23', '2026-01-16');
INSERT INTO staff.members (id, account_id, role, company_id, created_at) VALUES (${id(311)}, 'scratch buyer', 'buyer administrator', ${id(32)}, '2026-01-16');
INSERT INTO staff.audit (at, actor_kind, actor_id, action, about_kind, about_id, detail) VALUES
  ('2026-01-16', 'member', ${id(311)}, 'staff.joined', 'member', ${id(311)}, '{"role": "buyer administrator"}'),
  ('2026-01-17', 'member', ${id(311)}, 'licensing.seat named', 'licence', ${id(110)}, '{}'),
  ('2026-01-17', 'member', ${id(311)}, 'licensing.seat named', 'licence', ${id(110)}, '{}');
UPDATE licensing.licences SET seats_named = 1 WHERE id = ${id(110)};
INSERT INTO licensing.named_seats (id, licence_id, company_id, person_id, notice_id, name, email, assigned_at, assigned_by, activation_id) VALUES
  (${id(312)}, ${id(110)}, ${id(32)}, ${id(40)}, ${id(10)}, 'Ada Example', 'ada@gears.example', '2026-01-17', ${id(311)}, ${id(130)}),
  (${id(313)}, ${id(110)}, ${id(32)}, ${id(42)}, ${id(10)}, 'Cy Example', 'cy@gears.example', '2026-01-17', ${id(311)}, NULL);
INSERT INTO licensing.contact_lists (id, at, member_id, company_id, lines, named) VALUES (${id(314)}, '2026-01-18', ${id(311)}, ${id(32)}, 1, 1);
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(315)}, '2026-01-18', 'licensee', ${id(32)}, ${id(40)}, ${id(32)}, 'answer', 'customer service', '{name}', 'list', 'licence', ${id(110)}),
  (${id(316)}, '2026-01-19', 'person', ${id(40)}, ${id(40)}, NULL, 'mail', 'authentication', '{email}', 'asked for', 'licence', ${id(110)});
INSERT INTO licensing.inquiries (id, at, channel, member_id, licence_id, company_id, answer, named_person_id, ledger_id, list_id) VALUES
  (${id(317)}, '2026-01-18', 'list', ${id(311)}, ${id(110)}, ${id(32)}, 'named', ${id(40)}, ${id(315)}, ${id(314)});
INSERT INTO licensing.activations (id, licence_id, registration_id, machine_key, release_id, activated_at, deactivated_at) VALUES
  (${id(318)}, ${id(110)}, ${id(120)}, '\\x0318', ${id(101)}, '2026-01-11', '2026-01-19 00:05:00Z');
INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind, actor_id) VALUES
  (${id(110)}, '2026-01-19 00:05:00Z', 'deactivated', 'person', ${id(40)});
INSERT INTO licensing.seat_releases (id, licence_id, person_id, email_key, token_sha256, created_at, expires_at, used_at, activation_id) VALUES
  (${id(319)}, ${id(110)}, ${id(40)}, '\\x40', '\\x3190', '2026-01-19', '2026-01-19 00:30:00Z', '2026-01-19 00:05:00Z', ${id(318)});
INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES
  (${id(320)}, ${id(316)}, 'seat release', 'ada@gears.example', 'Free your seat', 'By a link.', '2026-01-19');
`;
