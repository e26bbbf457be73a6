/** Made-up rows of a school with a term, two labels and one pupil's seat; added to those of `scratch-fixtures.ts`. */

const id = (number: number) => `'00000000-0000-4000-8000-${String(number).padStart(12, '0')}'`;

export const scratchEducation = `
INSERT INTO licensing.licences (id, serial, product_id, release_id, kind, state, seats, seats_used, expires_on, holder_company_id, company_id, created_at, issued_at, activated_at, changed_at) VALUES
  (${id(780)}, 'SCRATCH-8', ${id(100)}, ${id(101)}, 'education', 'active', 5, 2, current_date + 300, ${id(30)}, ${id(33)}, '2026-01-02', '2026-01-02', '2026-01-12', '2026-01-12');
INSERT INTO licensing.registrations (id, licence_id, company_id, person_id, notice_id, state, source_kind, given_at, company_name, email_key, email, name, country, applied_at) VALUES
  (${id(781)}, ${id(780)}, ${id(33)}, ${id(41)}, ${id(10)}, 'applied', 'registration', '2026-01-12', 'Scratch Moulds', '\\x41', 'ben@moulds.example', 'Ben Example', 'US', '2026-01-12');
INSERT INTO licensing.school_licences (licence_id, since) VALUES (${id(780)}, '2026-01-12');
INSERT INTO licensing.school_terms (id, licence_id, starts_on, ends_on, made_at) VALUES (${id(782)}, ${id(780)}, '2026-01-12', current_date + 60, '2026-01-12');
INSERT INTO licensing.pupil_labels (label, term_id) VALUES ('1234-5678-9015', ${id(782)}), ('0000-1111-2225', ${id(782)});
INSERT INTO licensing.activations (id, licence_id, registration_id, label, ends_on, machine_key, release_id, activated_at) VALUES
  (${id(783)}, ${id(780)}, ${id(781)}, NULL, NULL, '\\x04', ${id(101)}, '2026-01-12'),
  (${id(784)}, ${id(780)}, NULL, '1234-5678-9015', current_date + 60, '\\x05', ${id(101)}, '2026-01-13');
INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind) VALUES
  (${id(780)}, '2026-01-12', 'activated', 'public'), (${id(780)}, '2026-01-13', 'activated', 'public');
INSERT INTO licensing.handovers (licence_id, kind, from_company_id, to_company_id, at, actor_kind) VALUES
  (${id(780)}, 'issued', NULL, ${id(30)}, '2026-01-02', 'member');
INSERT INTO licensing.licence_events (licence_id, at, kind, actor_kind) VALUES (${id(780)}, '2026-01-02', 'issued', 'member');
`;
