import { contentHash } from '../../platform/clauses/content-hash.ts';

/**
 * Made-up rows for scratch, so that every probe has something to look at before its saboteur comes. Written as SQL and
 * not by the parts' own actions: a fault of theirs must not be in here, too. Saboteurs name these ids.
 */

const id = (number: number) => `'00000000-0000-4000-8000-${String(number).padStart(12, '0')}'`;

const reportedFields = ['companyName', 'country', 'name', 'email', 'phone'];
const toKernel = reportedFields.map((field) => ({
  id: field,
  heading: field,
  text: 'Who receives it: Scratch Software Ltd, your reseller and Scratch Kernel Inc (for Scratch CAM).',
}));

const notices = [
  {
    kind: 'registration',
    version: 1,
    body: {
      title: 'Registration',
      sections: [{ heading: null, text: 'What you tell us when you register.' }, ...toKernel],
    },
  },
  { kind: 'person page', version: 1, body: notice('Your data', 'What you tell us on your own page.') },
  { kind: 'privacy policy', version: 1, body: notice('Privacy policy', 'The first policy.') },
  { kind: 'privacy policy', version: 2, body: notice('Privacy policy', 'The second policy.') },
];

const thirdPolicy = notice(
  'Privacy policy',
  'The third policy. Questions go to privacy@scratch.example; to hear nothing more, write to remove@scratch.example.',
);

function notice(title: string, text: string) {
  return { title, sections: [{ heading: null, text }] };
}

const noticeRows = notices.map(
  ({ kind, version, body }, index) =>
    `(${id(10 + index)}, '${kind}', ${version}, '\\x${contentHash(body)}', '${JSON.stringify(body)}', '2026-01-0${version}', '2026-01-0${version}')`,
);

const personFields = ['email', 'name', 'phone', 'title', 'role'];
const addressFields = ['street', 'postalCode', 'city', 'region'];
const companyFields = ['companyName', 'country', 'industry'];

/** What was told of a subject at a registration. */
function origin(
  number: number,
  subject: readonly [kind: string, id: number],
  fields: readonly string[],
  replaced = 'NULL',
): string {
  const purposes = JSON.stringify(Object.fromEntries(fields.map((field) => [field, ['registration']])));
  return `(${id(number)}, '${subject[0]}', ${id(subject[1])}, 'registration', NULL, ${id(10)}, '2026-01-10', '${purposes}', ${replaced})`;
}

const originRows = [
  origin(500, ['person', 40], personFields, `'{"phone": "2026-01-20T00:00:00Z"}'`),
  origin(510, ['person', 41], personFields),
  origin(516, ['person', 42], ['email', 'name']),
  origin(525, ['person', 44], ['email', 'name']),
  origin(520, ['address', 50], addressFields),
  origin(530, ['address', 51], addressFields),
  origin(540, ['company', 32], companyFields),
  origin(550, ['company', 33], companyFields),
  `(${id(591)}, 'person', ${id(40)}, 'person page', ${id(40)}, ${id(11)}, '2026-01-20', '{"phone": ["registration"]}', NULL)`,
];

/** A question who activated a licence, asked in each way. */
const inquiries = ['page', 'phone', 'mail', 'letter'].map((channel, index) => ({
  channel,
  at: `2026-01-2${index + 1}`,
  key: id(161 + index),
  ledger: id(165 + index),
  look: id(170 + index),
}));
const inquiriesAtDesk = inquiries.filter(({ channel }) => channel !== 'page');

export const scratchFixtures = `
INSERT INTO policy.vendor (name, address, country, phone, privacy_mailbox, remove_mailbox, office_countries, time_zone, demo, changed_at)
VALUES ('Scratch Software Ltd', '1 Example Road, Exampletown', 'GB', '+44 20 7946 0000', 'privacy@scratch.example',
  'remove@scratch.example', '{GB,US}', 'Europe/London', true, '2026-01-01');

INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at) VALUES
${noticeRows.join(',\n')};
UPDATE policy.notices SET published_by = ${id(90)} WHERE kind = 'privacy policy' AND version = 2;
INSERT INTO policy.drafts (id, sha256, drafted_by, drafted_at) SELECT ${id(860)}, sha256, ${id(701)}, published_at FROM policy.notices WHERE kind = 'privacy policy' AND version = 2;
INSERT INTO policy.draft_ends (draft_id, drafted_by, how, ended_by, ended_at, notice_id)
  SELECT ${id(860)}, ${id(701)}, 'approved', ${id(90)}, published_at, id FROM policy.notices WHERE kind = 'privacy policy' AND version = 2;

INSERT INTO disclosures.recipients (id, kind, name, company_id, address, country, mailbox, created_at) VALUES
  (${id(20)}, 'reseller', 'Scratch Reseller North', ${id(30)}, NULL, 'GB', 'north@reseller.example', '2026-01-01'),
  (${id(21)}, 'reseller', 'Scratch Reseller South', ${id(31)}, NULL, 'US', 'south@reseller.example', '2026-01-01'),
  (${id(22)}, 'licensor', 'Scratch Kernel Inc', NULL, NULL, 'US', 'reports@kernel.example', '2026-01-01'),
  (${id(23)}, 'processor', 'Scratch Hosting GmbH', NULL, NULL, 'DE', 'office@hosting.example', '2026-01-01');
INSERT INTO disclosures.recipients (id, kind, name, country, mailbox, created_at, ended_at, age_key) VALUES
  (${id(240)}, 'processor', 'Scratch Mailers Ltd', 'GB', 'jobs@mailers.example', '2026-01-01', '2026-01-25', 'age1scratch');
INSERT INTO disclosures.contracts (id, recipient_id, kind, fields, confidential, signed_on, reference, confidential_on, nothing_else, countries) VALUES
  (${id(27)}, ${id(23)}, 'processing', '{}', true, '2026-01-01', 'H-1', '2026-01-01', true, '{DE}'),
  (${id(241)}, ${id(240)}, 'processing', '{companyName,name}', true, '2026-01-01', 'M-1', '2026-01-01', true, '{GB}');
INSERT INTO disclosures.deletions (id, recipient_id, over_on, asked_at, due_on, confirmed_on, evidence, confirmed_by, confirmed_at) VALUES
  (${id(242)}, ${id(240)}, '2026-01-25', '2026-01-25', '2026-02-24', '2026-02-01', 'letter', ${id(90)}, '2026-02-01');
INSERT INTO disclosures.hand_overs (id, recipient_id, at, member_id, purpose, fields, people, age_key, envelope, sha256) VALUES
  (${id(243)}, ${id(240)}, '2026-01-15', ${id(90)}, 'customer service', '{companyName,name}', 1, 'age1scratch',
    E'age-encryption.org/v1\\n-> X25519 ', '\\x${'18'.repeat(32)}'),
  (${id(880)}, ${id(240)}, '2026-01-16', ${id(90)}, 'marketing', '{companyName,name}', 1, 'age1scratch',
    E'age-encryption.org/v1\\n-> X25519 ', '\\x${'19'.repeat(32)}');
INSERT INTO disclosures.contracts (id, recipient_id, kind, fields, frequency, confidential, signed_on, reference) VALUES
  (${id(24)}, ${id(20)}, 'reseller', '{}', NULL, true, '2026-01-01', 'N-1'),
  (${id(25)}, ${id(21)}, 'reseller', '{}', NULL, true, '2026-01-01', 'S-1'),
  (${id(26)}, ${id(22)}, 'registration report', '{companyName,country,name,email,phone}', 'each activation', true, '2026-01-01', 'K-1');
UPDATE disclosures.contracts SET approval = true WHERE id = ${id(26)};
INSERT INTO disclosures.recipients (id, kind, name, country, mailbox, created_at) VALUES
  (${id(882)}, 'licensor', 'Scratch Mesher Ltd', 'GB', 'reports@mesher.example', '2026-01-01');
INSERT INTO disclosures.contracts (id, recipient_id, kind, fields, frequency, confidential, signed_on, reference) VALUES
  (${id(883)}, ${id(882)}, 'registration report', '{companyName,country}', 'monthly', true, '2026-01-01', 'ME-1');

INSERT INTO policy.stores (id, name, holds, country, processor_id, changed_at) VALUES
  (${id(28)}, 'Database', 'Everything', 'GB', NULL, '2026-01-01'),
  (${id(29)}, 'Backups', 'Encrypted copies', 'DE', ${id(23)}, '2026-01-01')
ON CONFLICT (name) DO NOTHING;

INSERT INTO policy.outside_links (id, url, party, created_at) VALUES
  (${id(150)}, 'https://forum.example/', 'Scratch Forum Ltd', '2026-01-01');

INSERT INTO contacts.companies (id, name, name_key, kind, country, industry, created_at) VALUES
  (${id(30)}, 'Scratch Reseller North', 'scratch reseller north', 'reseller', 'GB', NULL, '2026-01-01'),
  (${id(31)}, 'Scratch Reseller South', 'scratch reseller south', 'reseller', 'US', NULL, '2026-01-01'),
  (${id(32)}, 'Scratch Gears', 'scratch gears', 'customer', 'GB', 'Machine building', '2026-01-10'),
  (${id(33)}, 'Scratch Moulds', 'scratch moulds', 'customer', 'US', 'Machine building', '2026-01-10');
INSERT INTO contacts.people (id, email_key, email, name, phone, title, role, proven_at, created_at, changed_at) VALUES
  (${id(40)}, '\\x40', 'ada@gears.example', 'Ada Example', '+44 20 7946 0001', 'Ms', 'Design engineer', '2026-01-11', '2026-01-10', '2026-01-10'),
  (${id(41)}, '\\x41', 'ben@moulds.example', 'Ben Example', '+1 555 0100', 'Mr', 'NC programmer', NULL, '2026-01-10', '2026-01-10');
INSERT INTO contacts.people (id, email_key, email, name, created_at, changed_at, restricted_at, objected_at) VALUES
  (${id(42)}, '\\x42', 'cy@gears.example', 'Cy Example', '2026-01-10', '2026-01-10', '2026-01-25', '2026-01-25');
INSERT INTO contacts.people (id, email_key, email, name, created_at, changed_at, restricted_at, objected_at, sealed_at) VALUES
  (${id(44)}, '\\x44', 'di@gears.example', 'Di Example', '2026-01-10', '2026-01-10', now(), now(), now());
INSERT INTO rights.children (id, person_id, reason, sealed_at, sealed_by, check_by, was_restricted, was_objected) VALUES
  (${id(250)}, ${id(44)}, 'told by a parent', now(), ${id(90)}, current_date + 7, false, false);
INSERT INTO contacts.company_people (company_id, person_id, since) VALUES
  (${id(32)}, ${id(40)}, '2026-01-10'), (${id(33)}, ${id(41)}, '2026-01-10');
INSERT INTO contacts.addresses (id, company_id, kind, street, postal_code, city, region, country, changed_at) VALUES
  (${id(50)}, ${id(32)}, 'shipping', '2 Example Street', 'EX1 1EX', 'Exampleville', 'Exampleshire', 'GB', '2026-01-10'),
  (${id(51)}, ${id(33)}, 'shipping', '3 Example Avenue', '00000', 'Example City', 'Examplia', 'US', '2026-01-10');
INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, source_id, notice_id, given_at, purposes, replaced) VALUES
${originRows.join(',\n')};
INSERT INTO contacts.preferences (person_id, channel, allowed, source_kind, source_id, notice_id, changed_at) VALUES
  (${id(40)}, 'mail', true, 'registration', NULL, ${id(10)}, '2026-01-10'),
  (${id(41)}, 'mail', false, 'person page', NULL, ${id(11)}, '2026-01-15');
INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) VALUES ('\\x41', 'mail', '2026-01-15', 'person page');

INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(60)}, '2026-01-10', 'reseller', ${id(20)}, ${id(40)}, ${id(32)}, 'share', 'customer service', '{companyName,name,email,phone}', 'sold the licence', 'share', ${id(70)}),
  (${id(61)}, '2026-01-10', 'reseller', ${id(21)}, ${id(41)}, ${id(33)}, 'share', 'customer service', '{companyName,name,email,phone}', 'territory', 'share', ${id(71)}),
  (${id(62)}, '2026-01-10', 'person', ${id(40)}, ${id(40)}, ${id(32)}, 'mail', 'registration', '{email}', 'own request', NULL, NULL),
  (${id(63)}, '2026-01-12', 'licensor', ${id(22)}, ${id(40)}, ${id(32)}, 'report', 'licensor obligation', '{companyName,name,email,phone}', 'contract K-1', 'report', ${id(64)}),
  (${id(65)}, '2026-01-20', 'reseller', ${id(20)}, ${id(40)}, ${id(32)}, 'correction', 'rights', '{phone}', 'correction', 'correction', ${id(80)}),
  (${id(66)}, '2026-01-20', 'licensor', ${id(22)}, ${id(40)}, ${id(32)}, 'correction', 'rights', '{phone}', 'correction', 'correction', ${id(80)}),
  (${id(244)}, '2026-01-15', 'processor', ${id(240)}, ${id(40)}, ${id(32)}, 'export', 'customer service', '{companyName,name}', 'contract of the processor', 'hand-over', ${id(243)}),
  (${id(881)}, '2026-01-16', 'processor', ${id(240)}, ${id(40)}, ${id(32)}, 'export', 'marketing', '{companyName,name}', 'contract of the processor', 'hand-over', ${id(880)}),
  (${id(67)}, '2026-01-08', 'reseller', ${id(20)}, NULL, ${id(33)}, 'share', 'customer service', '{companyName,name,email,phone}', 'territory', 'share', ${id(78)});
INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id, until) VALUES
  (${id(78)}, ${id(33)}, ${id(30)}, '2026-01-08', 'territory', ${id(67)}, '2026-01-10');
INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id) VALUES
  (${id(70)}, ${id(32)}, ${id(30)}, '2026-01-10', 'sold the licence', ${id(60)}),
  (${id(71)}, ${id(33)}, ${id(31)}, '2026-01-10', 'territory', ${id(61)}),
  (${id(72)}, ${id(30)}, ${id(30)}, '2026-01-01', 'own company', NULL),
  (${id(73)}, ${id(31)}, ${id(31)}, '2026-01-01', 'own company', NULL);
INSERT INTO resellers.resellers (company_id, recipient_id, created_at) VALUES (${id(30)}, ${id(20)}, '2026-01-01'), (${id(31)}, ${id(21)}, '2026-01-01');
INSERT INTO resellers.territories (id, reseller_company_id, country, created_at) VALUES
  (${id(74)}, ${id(30)}, 'GB', '2026-01-01'), (${id(75)}, ${id(31)}, 'US', '2026-01-01');
INSERT INTO resellers.assignments (id, customer_company_id, reseller_company_id, basis, since) VALUES
  (${id(76)}, ${id(32)}, ${id(30)}, 'sold the licence', '2026-01-10'), (${id(77)}, ${id(33)}, ${id(31)}, 'territory', '2026-01-10');
INSERT INTO resellers.tiers (id, reseller_company_id, distributor_company_id, since) VALUES (${id(770)}, ${id(31)}, ${id(30)}, '2026-01-02');
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, company_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(771)}, '2026-01-02', 'reseller', ${id(20)}, ${id(31)}, 'share', 'customer service', '{companyName,country}', 'supplied by the distributor', 'company', ${id(31)}),
  (${id(772)}, '2026-01-21', 'reseller', ${id(21)}, ${id(33)}, 'offer', 'customer service', '{companyName,country}', 'offer of a lead', 'lead', ${id(774)});
INSERT INTO contacts.shares (id, company_id, tenant_company_id, since, basis, ledger_id) VALUES
  (${id(773)}, ${id(31)}, ${id(30)}, '2026-01-02', 'supplied by the distributor', ${id(771)});
INSERT INTO resellers.leads (id, company_id, source, interest, company_name, country, state, holder_company_id, created_at, changed_at, actor_kind) VALUES
  (${id(774)}, ${id(33)}, 'API', 'trial', 'Scratch Moulds', 'US', 'offered', ${id(31)}, '2026-01-21', '2026-01-21', 'API token');
INSERT INTO resellers.lead_offers (id, lead_id, reseller_company_id, territory_id, reason, ledger_id, offered_at, due_at, state) VALUES
  (${id(775)}, ${id(774)}, ${id(31)}, ${id(75)}, 'territory: country US (priority 100)', ${id(772)}, '2026-01-21', now() + interval '1 day', 'open');
INSERT INTO rights.corrections (id, person_id, field, at, source_kind) VALUES (${id(80)}, ${id(40)}, 'phone', '2026-01-20', 'person page');
INSERT INTO rights.correction_notices (correction_id, recipient_id, state, ledger_id, at) VALUES
  (${id(80)}, ${id(20)}, 'queued', ${id(65)}, '2026-01-20'), (${id(80)}, ${id(22)}, 'queued', ${id(66)}, '2026-01-20');
INSERT INTO rights.holder_notices (id, kind, person_id, recipient_id, holder_company_id, subject, happened_at, state, ledger_id, told_at, reminders, reminded_at,
    acknowledged_at, acknowledged_how) VALUES
  (${id(360)}, 'correction', ${id(40)}, ${id(20)}, ${id(30)}, 'phone', '2026-01-20', 'queued', ${id(65)}, '2026-01-20', 0, NULL, '2026-01-21', 'reseller'),
  (${id(361)}, 'correction', ${id(40)}, ${id(22)}, NULL, 'phone', '2026-01-20', 'queued', ${id(66)}, '2026-01-20', 2, now(), NULL, NULL),
  (${id(362)}, 'opt-out', ${id(41)}, ${id(21)}, ${id(31)}, 'mail', '2026-01-15', 'no mailbox', NULL, '2026-01-15', 0, NULL, '2026-01-16', 'staff'),
  (${id(363)}, 'opt-out', ${id(41)}, ${id(20)}, ${id(30)}, 'mail', '2026-01-15', 'no mailbox', NULL, '2026-01-15', 0, NULL, '2026-01-16', 'staff');
INSERT INTO contacts.lookups (id, at, member_id, person_id, company_id, kind, purpose, reason, fields) VALUES
  (${id(81)}, '2026-01-21', ${id(90)}, ${id(40)}, ${id(32)}, 'opened', 'customer service', 'renewal call', '{name,phone}'),
  (${id(86)}, '2026-01-12', ${id(90)}, ${id(40)}, ${id(32)}, 'listed', 'licensor obligation', 'monthly report', '{companyName,country,name,email,phone}');
INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES
  (${id(82)}, ${id(62)}, 'activated', 'ada@gears.example', 'Your licence', 'It is activated.', '2026-01-10'),
  (${id(83)}, ${id(63)}, 'licensor report', 'reports@kernel.example', 'Report', 'One registration.', '2026-01-12'),
  (${id(84)}, ${id(65)}, 'correction', 'north@reseller.example', 'A correction', 'A phone number has changed.', '2026-01-20'),
  (${id(85)}, ${id(66)}, 'correction', 'reports@kernel.example', 'A correction', 'A phone number has changed.', '2026-01-20');

INSERT INTO licensing.products (id, code, name, created_at) VALUES (${id(100)}, 'SCR', 'Scratch CAM', '2026-01-01');
INSERT INTO licensing.releases (id, product_id, version, built_on, created_at) VALUES (${id(101)}, ${id(100)}, '12.1', '2026-01-01', '2026-01-01');
INSERT INTO licensing.technologies (id, name, licensor_id, created_at) VALUES (${id(102)}, 'Scratch Kernel', ${id(22)}, '2026-01-01');
INSERT INTO licensing.release_technologies (release_id, technology_id, embedded_at) VALUES (${id(101)}, ${id(102)}, '2026-01-01');
INSERT INTO licensing.licences (id, serial, product_id, release_id, kind, state, seats, seats_used, holder_company_id, company_id, created_at, issued_at, activated_at, changed_at) VALUES
  (${id(110)}, 'SCRATCH-1', ${id(100)}, ${id(101)}, 'perpetual', 'active', 2, 1, ${id(30)}, ${id(32)}, '2026-01-02', '2026-01-02', '2026-01-10', '2026-01-10'),
  (${id(111)}, 'SCRATCH-2', ${id(100)}, ${id(101)}, 'perpetual', 'active', 1, 1, ${id(31)}, ${id(33)}, '2026-01-02', '2026-01-02', '2026-01-10', '2026-01-10'),
  (${id(112)}, 'SCRATCH-3', ${id(100)}, ${id(101)}, 'perpetual', 'issued', 1, 0, ${id(30)}, NULL, '2026-01-02', '2026-01-02', NULL, '2026-01-02'),
  (${id(113)}, 'SCRATCH-4', ${id(100)}, ${id(101)}, 'perpetual', 'active', 1, 1, ${id(30)}, ${id(33)}, '2026-01-02', '2026-01-02', '2026-01-12', '2026-01-12');
INSERT INTO licensing.registrations (id, licence_id, company_id, person_id, notice_id, state, source_kind, given_at, company_name, email_key, email, name, phone, title, role, street, postal_code, city, region, country, products_designed, primary_product, industry, applied_at) VALUES
  (${id(120)}, ${id(110)}, ${id(32)}, ${id(40)}, ${id(10)}, 'applied', 'registration', '2026-01-10', 'Scratch Gears', '\\x40', 'ada@gears.example', 'Ada Example', '+44 20 7946 0009', 'Ms', 'Design engineer', '2 Example Street', 'EX1 1EX', 'Exampleville', 'Exampleshire', 'GB', 'Gears', 'Paper', 'Machine building', '2026-01-10'),
  (${id(121)}, ${id(111)}, ${id(33)}, ${id(41)}, ${id(10)}, 'applied', 'registration', '2026-01-10', 'Scratch Moulds', '\\x41', 'ben@moulds.example', 'Ben Example', '+1 555 0100', 'Mr', 'NC programmer', '3 Example Avenue', '00000', 'Example City', 'Examplia', 'US', 'Moulds', 'Paper', 'Machine building', '2026-01-10'),
  (${id(122)}, ${id(113)}, ${id(33)}, ${id(41)}, ${id(10)}, 'applied', 'registration', '2026-01-12', 'Scratch Moulds', '\\x41', 'ben@moulds.example', 'Ben Example', '+1 555 0100', 'Mr', 'NC programmer', '3 Example Avenue', '00000', 'Example City', 'Examplia', 'US', 'Moulds', 'Paper', 'Machine building', '2026-01-12');
INSERT INTO licensing.activations (id, licence_id, registration_id, machine_key, release_id, activated_at) VALUES
  (${id(130)}, ${id(110)}, ${id(120)}, '\\x01', ${id(101)}, '2026-01-10'), (${id(131)}, ${id(111)}, ${id(121)}, '\\x02', ${id(101)}, '2026-01-10'),
  (${id(132)}, ${id(113)}, ${id(122)}, '\\x03', ${id(101)}, '2026-01-12');
INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind) VALUES
  (${id(110)}, '2026-01-10', 'activated', 'public'), (${id(111)}, '2026-01-10', 'activated', 'public'), (${id(113)}, '2026-01-12', 'activated', 'public');
INSERT INTO licensing.contracts (id, company_id, licence_id, kind, number, starts_on, ends_on, renews_id, created_at) VALUES
  (${id(300)}, ${id(32)}, ${id(110)}, 'maintenance', 'M-1', current_date - 330, current_date + 40, NULL, '2026-01-10'),
  (${id(301)}, ${id(33)}, NULL, 'support', 'S-1', '2025-01-01', '2025-12-31', NULL, '2026-01-10'),
  (${id(302)}, ${id(33)}, NULL, 'support', 'S-2', '2026-01-01', '2026-12-31', ${id(301)}, now());
UPDATE licensing.licences SET maintenance_until = current_date + 40 WHERE id = ${id(110)};
INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind) VALUES (${id(110)}, '2026-01-10', 'renewed', 'member');
INSERT INTO staff.audit (at, actor_kind, action, about_kind, about_id, detail) VALUES
  ('2026-01-10', 'member', 'licensing.contract kept', 'company', ${id(33)}, '{"kind":"support"}'),
  ('2026-01-10', 'member', 'licensing.contract kept', 'company', ${id(33)}, '{"kind":"support"}');
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(305)}, '2026-01-20', 'person', ${id(40)}, ${id(40)}, ${id(32)}, 'mail', 'customer service', '{email}', 'contract', 'contract', ${id(300)});
INSERT INTO licensing.reminders (contract_id, days, recipient_kind, ledger_id, sent_at) VALUES (${id(300)}, 60, 'person', ${id(305)}, '2026-01-20');
INSERT INTO licensing.handovers (licence_id, kind, from_company_id, to_company_id, at, actor_kind) VALUES
  (${id(110)}, 'issued', NULL, ${id(30)}, '2026-01-02', 'member'), (${id(111)}, 'issued', NULL, ${id(30)}, '2026-01-02', 'member'),
  (${id(111)}, 'passed on', ${id(30)}, ${id(31)}, '2026-01-03', 'member'), (${id(112)}, 'issued', NULL, ${id(30)}, '2026-01-02', 'member'),
  (${id(113)}, 'issued', NULL, ${id(30)}, '2026-01-02', 'member'), (${id(113)}, 'handed over', ${id(30)}, ${id(33)}, '2026-01-11', 'member');
INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind)
  SELECT licence_id, at, kind, actor_kind FROM licensing.handovers;
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(778)}, '2026-01-22', 'person', ${id(40)}, ${id(40)}, ${id(32)}, 'mail', 'customer service', '{email}', 'an order of their company', 'order', ${id(777)});
INSERT INTO licensing.orders (id, number, kind, company_id, holder_company_id, product_id, licence_kind, seats, copies, state, placed_at, changed_at) VALUES
  (${id(776)}, 'O-SCRA-0001', 'new', ${id(33)}, ${id(30)}, ${id(100)}, 'perpetual', 1, 1, 'fulfilled', '2026-01-11', '2026-01-11');
INSERT INTO licensing.orders (id, number, kind, company_id, holder_company_id, contract_id, state, placed_at, changed_at) VALUES
  (${id(777)}, 'O-SCRA-0002', 'renewal', ${id(32)}, ${id(30)}, ${id(300)}, 'placed', '2026-01-21', '2026-01-21');
UPDATE licensing.registrations SET source_kind = 'reseller' WHERE id = ${id(122)};
UPDATE licensing.licence_events SET actor_kind = 'member' WHERE licence_id = ${id(113)} AND kind = 'activated';
INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, source_id, notice_id, given_at, purposes) VALUES
  (gen_random_uuid(), 'company', ${id(33)}, 'reseller', ${id(122)}, ${id(10)}, '2026-01-12', '{"region": ["registration"]}');
INSERT INTO licensing.order_licences (order_id, licence_id) VALUES (${id(776)}, ${id(113)});
INSERT INTO licensing.order_events (order_id, kind, at, actor_kind) VALUES (${id(776)}, 'placed', '2026-01-11', 'member'),
  (${id(776)}, 'fulfilled', '2026-01-11', 'member'), (${id(777)}, 'placed', '2026-01-21', 'member'), (${id(777)}, 'asked', '2026-01-22', 'member');
INSERT INTO licensing.order_questions (id, order_id, person_id, ledger_id, question, asked_at) VALUES
  (${id(779)}, ${id(777)}, ${id(40)}, ${id(778)}, 'Shall it be two seats?', '2026-01-22');
UPDATE licensing.handovers SET by_company_id = ${id(30)} WHERE kind = 'passed on';
INSERT INTO licensing.reports (id, recipient_id, contract_id, from_at, until_at, registrations, content_sha256, queued_at, approved_by) VALUES
  (${id(64)}, ${id(22)}, ${id(26)}, '2026-01-10', '2026-01-12', 1, '\\x00', '2026-01-12', ${id(90)});

INSERT INTO licensing.reported (contract_id, registration_id, report_id) VALUES (${id(26)}, ${id(120)}, ${id(64)});
INSERT INTO licensing.notice_licensors (notice_id, licensor_id, product_id, fields) VALUES (${id(10)}, ${id(22)}, ${id(100)}, '{${reportedFields}}');
UPDATE platform.mail_outbox SET attachments = (SELECT jsonb_build_array(
    jsonb_build_object('name', 'report.csv', 'type', 'text/csv', 'base64', encode(content, 'base64')),
    jsonb_build_object('name', 'report.csv.sig', 'type', 'text/plain', 'base64', encode(convert_to(E'kept-report-1\\n' || ${id(64)} ||
      E'\\n2026-01-10\\n2026-01-12\\n1\\n' || encode(sha256(content), 'hex') || E'\\nscratch\\nsignature ' || repeat('A', 86) || E'\\n', 'UTF8'), 'base64')))
  FROM (VALUES (convert_to(E'companyName,country,name,email,phone\\r\\nScratch Gears,GB,Ada Example,ada@gears.example,+44 20 7946 0009\\r\\n', 'UTF8'))) AS c (content))
  WHERE id = ${id(83)};

INSERT INTO rights.requests (id, number, kind, channel, person_id, identity, law, rule, received_at, received_on, confirm_by, due_on, state, confirmed_at, closed_at, wording, answer)
  SELECT r.id, r.number, r.kind, r.channel, r.person_id, 'shown', 'ccpa', r.rule, now() - interval '20 days', current_date - 20, current_date - r.confirm, current_date + r.due,
    'answered', now() - interval '20 days', now() - interval '15 days', 'All of it.', 'Here.'
  FROM (VALUES (${id(180)}::uuid, 'SCRA-0001', 'access', 'letter', ${id(40)}::uuid, 'ccpa-7021', 6, 25),
    (${id(181)}::uuid, 'SCRA-0002', 'opt-out', 'letter', ${id(41)}::uuid, 'ccpa-7026-f', NULL, 2),
    (${id(182)}::uuid, 'SCRA-0003', 'opt-out', 'phone', ${id(41)}::uuid, 'ccpa-7026-f', NULL, 2)) AS r (id, number, kind, channel, person_id, rule, confirm, due);
INSERT INTO rights.request_events (request_id, at, kind, actor_kind, actor_id)
  SELECT r.id, r.received_at, e.kind, 'member', ${id(90)} FROM rights.requests r, (VALUES ('received'), ('answered')) AS e (kind);
INSERT INTO rights.request_scans (request_id, type, content, added_at) VALUES
  (${id(180)}, 'application/pdf', '\\x255044462d', '2026-01-20'), (${id(181)}, 'application/pdf', '\\x255044462d', '2026-01-20');
INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) VALUES ('\\x41', 'post', '2026-01-20', 'staff'), ('\\x41', 'phone', '2026-01-20', 'staff');

INSERT INTO contacts.suppressions (email_key, channel, since, source_kind)
  SELECT '\\x4545', channel, now() - interval '2 days', 'mail' FROM unnest(ARRAY['mail', 'post', 'phone']) AS c (channel);
INSERT INTO rights.requests (id, number, kind, kind_guessed, channel, identity, law, rule, received_at, received_on, due_on, state, closed_at, wording, asker)
  SELECT r.id, r.number, r.kind, r.guessed, 'mail', 'not shown', 'ccpa', r.rule, now() - interval '2 days', current_date - 2, current_date - 2 + r.due,
    r.state, CASE r.state WHEN 'open' THEN NULL ELSE now() - interval '2 days' END, 'By mail.', 'dee@moulds.example'
  FROM (VALUES (${id(200)}::uuid, 'SCRA-0004', 'opt-out', false, 'ccpa-7026-f', 22, 'answered'), (${id(201)}::uuid, 'SCRA-0005', 'opt-out', false, 'ccpa-7026-f', 22, 'answered'),
    (${id(202)}::uuid, 'SCRA-0006', 'correction', true, 'ccpa-7021', 45, 'open')) AS r (id, number, kind, guessed, rule, due, state);
INSERT INTO rights.requests (id, number, kind, channel, person_id, identity, law, rule, received_at, received_on, confirm_by, due_on, state, confirmed_at, closed_at)
  VALUES (${id(364)}, 'SCRA-0364', 'access', 'agent', ${id(40)}, 'proven', 'ccpa', 'ccpa-7021', now() - interval '2 days', current_date - 2, current_date + 12, current_date + 43,
    'answered', now() - interval '2 days', now() - interval '1 day');
INSERT INTO rights.agents (request_id, kind, name, mandate, covers_answer, confirmation, decided_at) VALUES
  (${id(364)}, 'lawyer', 'Lee Example', 'Power of attorney', false, 'confirmed', now() - interval '1 day');
INSERT INTO rights.request_events (request_id, at, kind, actor_kind) SELECT ${id(364)}, now() - interval '1 day', e.kind, 'system'
  FROM (VALUES (1, 'received'), (2, 'mandate confirmed'), (3, 'answered')) AS e (place, kind) ORDER BY e.place;
UPDATE rights.requests SET confirm_by = received_on + 14, confirmed_at = received_at WHERE id = ${id(202)};
INSERT INTO rights.request_events (request_id, at, kind, actor_kind)
  SELECT r.id, r.received_at, e.kind, 'system' FROM rights.requests r, (VALUES ('received'), ('answered')) AS e (kind)
  WHERE r.channel = 'mail' AND (e.kind = 'received' OR r.state = 'answered');
INSERT INTO rights.mails (id, key, mailbox, sort, received_at, request_id, opt_out_id, sender_key, sender, subject, body, cut) VALUES
  (${id(210)}, '\\x01', 'remove', 'person', now() - interval '2 days', NULL, ${id(200)}, '\\x4545', 'dee@moulds.example', 'Stop', 'Stop, please.', false),
  (${id(211)}, '\\x02', 'privacy', 'person', now() - interval '2 days', NULL, ${id(201)}, '\\x4545', 'dee@moulds.example', 'Mail', 'Please unsubscribe me.', false),
  (${id(212)}, '\\x03', 'privacy', 'person', now() - interval '2 days', ${id(202)}, NULL, '\\x4646', 'eve@moulds.example', 'Name', 'Please correct my name.', false),
  (${id(213)}, '\\x04', 'privacy', 'auto-reply', now() - interval '2 days', NULL, NULL, '\\x4747', 'machine@moulds.example', 'Away', 'I am away.', false);
INSERT INTO rights.mail_attachments (mail_id, position, name, type, bytes, content) VALUES (${id(212)}, 0, 'passport.pdf', 'application/pdf', 5, '\\x255044462d');

INSERT INTO contacts.people (id, email_key, created_at, changed_at, erased_at) VALUES (${id(43)}, '\\x43', '2026-01-10', '2026-01-20', '2026-01-20');
INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) VALUES ('\\x4343', 'mail', '2026-01-20', 'erasure');
INSERT INTO licensing.registrations (id, licence_id, company_id, person_id, notice_id, state, source_kind, given_at, company_name, email_key, country, applied_at) VALUES
  (${id(191)}, ${id(111)}, ${id(33)}, ${id(43)}, ${id(10)}, 'applied', 'registration', '2026-01-10', 'Scratch Moulds', '\\x43', 'US', '2026-01-10');
INSERT INTO rights.erasures (id, number, person_id, cause, email_key, email_bytes, email_at, begun_at, erased_at, searched_at, found, rewrite_by, bytes_at, bytes_found, backups_until, receipt)
  VALUES (${id(190)}, '${'0'.repeat(26)}', ${id(43)}, 'request', '\\x4343', 18, 3, '2026-01-20', '2026-01-20', '2026-01-20', '{}', '2026-01-27', '2026-01-21', '{}', '2026-04-20',
    E'kept-erasure-receipt-1\\nsignature ' || repeat('A', 86) || E'\\n');

INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(862)}, '2026-01-12', 'licensor', ${id(22)}, ${id(43)}, 'correction', 'rights', '{name}', 'was given the old value', NULL, NULL),
  (${id(863)}, '2026-01-20', 'licensor', ${id(22)}, NULL, 'mail', 'rights', '{}', 'was given data of somebody who was erased', 'erasure', ${id(190)});
INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES
  (${id(864)}, ${id(863)}, 'erasure', 'reports@kernel.example', 'Please erase a contact', 'It was erased.', '2026-01-20');
INSERT INTO rights.holder_notices (id, kind, person_id, recipient_id, subject, happened_at, state, ledger_id, told_at, acknowledged_at, acknowledged_how) VALUES
  (${id(865)}, 'erasure', ${id(43)}, ${id(22)}, 'everything', '2026-01-20', 'queued', ${id(863)}, '2026-01-20', '2026-01-21', 'link');
INSERT INTO contacts.domains (id, company_id, domain, evidence, verified_at) VALUES
  (${id(160)}, ${id(32)}, 'gears.example', 'Letter head', '2026-01-15');
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
${inquiries.map(({ ledger, at }) => `  (${ledger}, '${at}', 'licensee', ${id(32)}, ${id(40)}, ${id(32)}, 'answer', 'customer service', '{name}', 'question', 'licence', ${id(110)})`).join(',\n')};
INSERT INTO licensing.inquiries (id, at, channel, asked_person_id, member_id, licence_id, company_id, domain_id, answer, named_person_id, ledger_id, evidence) VALUES
${inquiries.map(({ key, ledger, channel, at }) => `  (${key}, '${at}', '${channel}', ${channel === 'page' ? id(40) : 'NULL'}, ${channel === 'page' ? 'NULL' : id(90)}, ${id(110)}, ${id(32)}, ${channel === 'page' ? id(160) : 'NULL'}, 'named', ${id(40)}, ${ledger}, ${channel === 'page' ? 'NULL' : "'Order number named'"})`).join(',\n')};
INSERT INTO contacts.lookups (id, at, member_id, person_id, company_id, kind, purpose, reason, fields) VALUES
${inquiriesAtDesk.map(({ look, at }) => `  (${look}, '${at}', ${id(90)}, ${id(40)}, ${id(32)}, 'opened', 'customer service', 'inquiry', '{name}')`).join(',\n')};
INSERT INTO staff.audit (at, actor_kind, actor_id, action, detail) VALUES
${inquiriesAtDesk.map(({ channel, at }) => `  ('${at}', 'member', ${id(90)}, 'licensing.inquiry answered', '{"channel": "${channel}", "answer": "named"}')`).join(',\n')};

INSERT INTO disclosures.recipients (id, kind, name, country, created_at) VALUES (${id(700)}, 'authority', 'Scratch Prosecutor', 'GB', '2026-01-20');
INSERT INTO staff.members (id, account_id, role, created_at) VALUES (${id(701)}, 'scratch officer', 'privacy officer', '2026-01-01');
INSERT INTO rights.legal_demands (id, number, authority_id, channel, received_on, state, recorded_by, recorded_at, approved_at, withheld_until, reference, basis, scope)
  SELECT d.id, d.number, ${id(700)}, 'letter', '2026-01-20', d.state, ${id(701)}, '2026-01-20', d.approved_at, d.withheld_until, 'SC 1', 'An act of law', 'Who registered a licence'
  FROM (VALUES (${id(710)}::uuid, 'SCRA-D001', 'given', '2026-01-21'::timestamptz, NULL::date), (${id(711)}::uuid, 'SCRA-D002', 'given', '2026-01-21', current_date + 90),
    (${id(712)}::uuid, 'SCRA-D003', 'received', NULL, NULL)) AS d (id, number, state, approved_at, withheld_until);
INSERT INTO rights.legal_demand_people (demand_id, person_id) SELECT d.id, ${id(41)} FROM rights.legal_demands d;
INSERT INTO rights.legal_demand_events (demand_id, at, kind, actor_kind, actor_id) SELECT id, recorded_at, 'received', 'member', recorded_by FROM rights.legal_demands;
INSERT INTO rights.legal_demand_approvals (demand_id, member_id, at)
  SELECT d.id, m.id, '2026-01-21' FROM rights.legal_demands d, (VALUES (${id(90)}::uuid), (${id(701)}::uuid)) AS m (id) WHERE d.approved_at IS NOT NULL;
INSERT INTO rights.withholdings (id, demand_id, until, asked_by, asked_at, approved_by, approved_at, basis)
  VALUES (${id(715)}, ${id(711)}, current_date + 90, ${id(701)}, '2026-01-20', ${id(90)}, '2026-01-21', 'An order of the court');
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, about_kind, about_id, content_sha256) VALUES
  (${id(720)}, '2026-01-22', 'authority', ${id(700)}, ${id(41)}, 'export', 'legal', '{name,phone}', 'legal demand', 'legal demand', ${id(710)}, sha256('a')),
  (${id(721)}, '2026-01-22', 'authority', ${id(700)}, ${id(41)}, 'export', 'legal', '{name}', 'legal demand', 'legal demand', ${id(711)}, sha256('b')),
  (${id(722)}, '2026-01-22', 'person', ${id(41)}, ${id(41)}, 'mail', 'legal', '{email}', 'told', NULL, NULL, NULL);
INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES
  (${id(723)}, ${id(722)}, 'legal demand', 'ben@moulds.example', 'Data of yours', 'It was given to an authority.', '2026-01-22');
INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at, published_by) VALUES
  (${id(790)}, 'privacy policy', 3, '\\x${contentHash(thirdPolicy)}', '${JSON.stringify(thirdPolicy)}', '2026-01-26', '2026-01-24', ${id(90)});
INSERT INTO policy.drafts (id, sha256, effective_at, drafted_by, drafted_at) VALUES (${id(861)}, '\\x${contentHash(thirdPolicy)}', '2026-01-26', ${id(701)}, '2026-01-24');
INSERT INTO policy.draft_ends (draft_id, drafted_by, how, ended_by, ended_at, notice_id) VALUES (${id(861)}, ${id(701)}, 'approved', ${id(90)}, '2026-01-24', ${id(790)});
INSERT INTO policy.version_changes (notice_id, position, section, heading, categories) VALUES (${id(790)}, 0, 'U1', 'Uses', '{email}'), (${id(790)}, 1, 'A1', 'Visits', '{}');
INSERT INTO policy.version_uses (notice_id, use, category, new) VALUES (${id(790)}, 'purpose support', 'email', true), (${id(790)}, 'purpose legal', 'email', false);
INSERT INTO rights.telling_runs (notice_id, version, begun_at, listed_at) VALUES (${id(790)}, 3, '2026-01-24', '2026-01-26');
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(791)}, '2026-01-24', 'person', ${id(40)}, ${id(40)}, 'mail', 'rights', '{email}', 'the policy changes', 'policy version', ${id(790)}),
  (${id(792)}, '2026-01-24', 'person', ${id(41)}, ${id(41)}, 'mail', 'rights', '{email}', 'the policy changes', 'policy version', ${id(790)});
INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES
  (${id(793)}, ${id(791)}, 'policy change', 'ada@gears.example', 'The policy changes', 'It does.', '2026-01-24'),
  (${id(794)}, ${id(792)}, 'policy change', 'ben@moulds.example', 'The policy changes', 'It does.', '2026-01-24');
INSERT INTO rights.tellings (notice_id, person_id, listed_at, state, told_at, ledger_id) VALUES
  (${id(790)}, ${id(40)}, '2026-01-24', 'told', '2026-01-24', ${id(791)}), (${id(790)}, ${id(41)}, '2026-01-24', 'told', '2026-01-24', ${id(792)}),
  (${id(790)}, ${id(42)}, '2026-01-24', 'waiting', NULL, NULL), (${id(790)}, ${id(44)}, '2026-01-24', 'waiting', NULL, NULL);
UPDATE contacts.people SET refused_topics = '{news}', wishes_changed_at = '2026-01-26', wishes_source = 'person page' WHERE id = ${id(40)};
UPDATE contacts.people SET paused_at = '2026-01-26', paused_until = now() + interval '30 days', wishes_changed_at = '2026-01-26', wishes_source = 'staff' WHERE id = ${id(41)};
UPDATE contacts.people SET waits_for = '{purpose support}' WHERE id IN (${id(42)}, ${id(44)});

INSERT INTO policy.incidents (title, recorded_by, opened_at, due_at, fields, open_from, open_until, people, people_at)
  VALUES ('A list went to the wrong partner', ${id(90)}, '2026-01-20', timestamptz '2026-01-20' + interval '72 hours', '{phone}', '2026-01-01', '2026-01-15', 2, '2026-01-20');
INSERT INTO policy.incident_notices (incident_id, told, told_on, noted_by, noted_at) SELECT id, 'authority', '2026-01-21', ${id(90)}, '2026-01-21' FROM policy.incidents WHERE title IS NOT NULL;
INSERT INTO staff.audit (at, actor_kind, actor_id, action, about_kind, detail)
  SELECT '2026-01-20', 'member', ${id(90)}, 'policy.incident-recorded', 'incident', jsonb_build_object('id', id::text) FROM policy.incidents WHERE title IS NOT NULL;
INSERT INTO rights.breach_notices (id, incident_id, happened, consequences, measures, contact, fields, open_from, open_until, people, written_by, written_at, approved_by, approved_at, finished_at)
  SELECT ${id(866)}, id, 'A list went to a partner.', 'The partner has seen it.', 'It was deleted there.', 'Our officer', fields, open_from, open_until, people, ${id(90)}, '2026-01-21',
    ${id(701)}, '2026-01-22', '2026-01-22' FROM policy.incidents WHERE title IS NOT NULL;
INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, about_kind, about_id) VALUES
  (${id(867)}, '2026-01-22', 'person', ${id(40)}, ${id(40)}, 'mail', 'rights', '{email}', 'a breach concerns their data', 'breach', ${id(866)});
INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at) VALUES
  (${id(868)}, ${id(867)}, 'breach', 'ada@gears.example', 'Your data', 'A list went to a partner.', '2026-01-22');
INSERT INTO rights.breach_tellings (notice_id, person_id, state, told_at, ledger_id) VALUES
  (${id(866)}, ${id(40)}, 'told', '2026-01-22', ${id(867)}), (${id(866)}, ${id(41)}, 'by hand', NULL, NULL);

INSERT INTO rights.givings (id, demand_id, at, given_by, file_sha256) VALUES
  (${id(725)}, ${id(710)}, '2026-01-22', ${id(701)}, sha256('a')), (${id(726)}, ${id(711)}, '2026-01-22', ${id(701)}, sha256('b'));
INSERT INTO rights.given (giving_id, person_id, fields, ledger_id, told, told_at) VALUES
  (${id(725)}, ${id(41)}, '{name,phone}', ${id(720)}, 'mailed', '2026-01-22'), (${id(726)}, ${id(41)}, '{name}', ${id(721)}, NULL, NULL);
INSERT INTO rights.holds (id, person_id, reason, set_by, since, until, demand_id) VALUES
  (${id(730)}, ${id(41)}, 'A legal demand', ${id(701)}, '2026-01-21', current_date + 90, ${id(711)});
INSERT INTO staff.audit (at, actor_kind, actor_id, action, about_kind, about_id, detail)
  SELECT '2026-01-21', 'member', ${id(701)}, a.action, 'legal demand', a.about, a.detail::jsonb FROM (VALUES
    ('rights.legal demand recorded', ${id(710)}::uuid, '{}'), ('rights.legal demand recorded', ${id(711)}, '{}'), ('rights.legal demand recorded', ${id(712)}, '{}'),
    ('rights.legal demand approved', ${id(710)}, '{}'), ('rights.legal demand approved', ${id(711)}, '{}'),
    ('rights.legal demand given', ${id(710)}, '{"count": 1}'), ('rights.legal demand given', ${id(711)}, '{"count": 1}'),
    ('rights.hold set', ${id(730)}, '{"kind": "person"}')) AS a (action, about, detail);
INSERT INTO staff.members (id, account_id, role, created_at) VALUES (${id(90)}, 'scratch', 'licence desk', '2026-01-01');
INSERT INTO staff.audit (at, actor_kind, actor_id, action, detail) VALUES ('2026-01-02', 'member', ${id(90)}, 'licences issued', '{"count": 3}');
INSERT INTO platform.events (name, payload, at, handled_at) VALUES ('licensing.activated', '{"licenceId": "made up"}', '2026-01-10', now());
INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at) VALUES ('scratch', 'Scratch', '{www.scratch.example}', 'UTC', '2026-01-01');
INSERT INTO statistics."values" (site_id, dimension, value) SELECT s.id, 1, page FROM statistics.sites s, unnest(ARRAY['/', '/products']) AS p (page);
SELECT jobs.create_queue('scratch.queue', '{"policy": "standard"}');
INSERT INTO jobs.job (name, data) VALUES ('scratch.queue', '{"id": "made up"}');
`;
