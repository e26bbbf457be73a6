import type { Mutant } from '../mutant.ts';

/** Columns that were added, lost or labelled wrongly. */
export const columns: readonly Mutant[] = [
  {
    id: 'column-without-a-label-on-people',
    kind: 'schema',
    clause: 'U1',
    breaks: 'A personal column exists that no label, no purpose and no grant table knows.',
    sql: `ALTER TABLE contacts.people ADD COLUMN linkedin text`,
  },
  {
    id: 'label-lost-when-a-column-was-recreated',
    kind: 'schema',
    clause: 'U1',
    breaks: 'The telephone number of a registration carries no category and no purpose any more.',
    sql: `
      ALTER TABLE licensing.registrations RENAME COLUMN phone TO phone_old;
      ALTER TABLE licensing.registrations ADD COLUMN phone text;
      UPDATE licensing.registrations SET phone = regexp_replace(phone_old, '[^0-9+]', '', 'g');
      ALTER TABLE licensing.registrations DROP COLUMN phone_old`,
  },
  {
    id: 'label-says-that-a-name-is-not-personal',
    kind: 'schema',
    clause: 'L3',
    breaks: 'The name of the contact counts as not personal, so no purpose, recipient or retention is shown for it.',
    sql: `COMMENT ON COLUMN licensing.registrations.name IS 'not personal'`,
  },
  {
    id: 'label-with-a-category-nobody-declared',
    kind: 'schema',
    clause: 'L3',
    breaks: 'The postal address is in a category for which no purpose, recipient or retention is declared.',
    sql: `SELECT platform.label('contacts.addresses', 'personal:misc', 'street postal_code')`,
  },
  {
    id: 'client-address-column-on-activations',
    kind: 'schema',
    clause: 'A2',
    breaks: 'There is a place where the IP address of an activation is stored.',
    sql: `
      ALTER TABLE licensing.activations ADD COLUMN client_address inet;
      SELECT platform.label('licensing.activations', 'not personal', 'client_address')`,
  },
  {
    id: 'browser-digest-column-on-sittings',
    kind: 'schema',
    clause: 'A2',
    breaks: 'A digest of the user agent is stored with each sitting of a person, labelled as harmless.',
    sql: `
      ALTER TABLE rights.sittings ADD COLUMN browser_sha256 bytea;
      SELECT platform.label('rights.sittings', 'not personal', 'browser_sha256');
      UPDATE rights.sittings SET browser_sha256 =
        sha256(convert_to('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'UTF8'))`,
  },
  {
    id: 'session-may-hold-an-address-again',
    kind: 'schema',
    clause: 'A2',
    breaks: 'Nothing stops the sign-in library from storing the IP address and the user agent of a session.',
    sql: `ALTER TABLE auth.session DROP CONSTRAINT session_no_address`,
  },
  {
    id: 'birth-date-on-registrations',
    kind: 'schema',
    clause: 'U4',
    breaks: 'The date of birth is kept, so that a child under 13 would be known and stored.',
    sql: `
      ALTER TABLE licensing.registrations ADD COLUMN birth_date date;
      SELECT platform.label('licensing.registrations', 'personal:identity', 'birth_date');
      GRANT SELECT (birth_date) ON licensing.registrations TO :prefix_registration, :prefix_probe`,
  },
  {
    id: 'list-of-refused-children',
    kind: 'schema',
    clause: 'U4',
    breaks: 'Children who were turned away are stored in a list of their own instead of not at all.',
    sql: `
      CREATE TABLE contacts.refused_minors (id uuid PRIMARY KEY, email text NOT NULL, age smallint, at timestamptz NOT NULL);
      SELECT platform.label('contacts.refused_minors', 'not personal', 'id age at');
      SELECT platform.label('contacts.refused_minors', 'personal:email', 'email');
      GRANT INSERT ON contacts.refused_minors TO :prefix_base;
      GRANT SELECT (id, age, at) ON contacts.refused_minors TO :prefix_base;
      INSERT INTO contacts.refused_minors VALUES (gen_random_uuid(), 'kim@school.example', 11, now())`,
  },
  {
    id: 'fax-number-asked-without-purpose-recipients-retention',
    kind: 'schema',
    clause: 'L2',
    breaks: 'A further registration field was added without purpose, recipients and retention.',
    sql: `
      ALTER TABLE licensing.registrations ADD COLUMN fax text;
      SELECT platform.label('licensing.registrations', 'personal:phone', 'fax');
      GRANT SELECT (fax) ON licensing.registrations TO :prefix_registration, :prefix_customer_service`,
  },
  {
    id: 'products-designed-no-longer-registered',
    kind: 'schema',
    clause: 'L2',
    breaks: 'One of the ten things that the policy says are collected at activation cannot be stored.',
    sql: `ALTER TABLE licensing.registrations DROP COLUMN products_designed CASCADE`,
  },
  {
    id: 'end-of-maintenance-column-dropped',
    kind: 'schema',
    clause: 'U2',
    breaks: 'No maintenance agreement has an end date, so nobody can be asked in time whether to renew.',
    sql: `ALTER TABLE licensing.licences DROP COLUMN maintenance_until CASCADE`,
  },
  {
    id: 'notice-not-required-with-a-datum',
    kind: 'schema',
    clause: 'U7',
    breaks: 'A datum may be stored without the notice under which it was given.',
    sql: `
      ALTER TABLE contacts.origins ALTER COLUMN notice_id DROP NOT NULL;
      UPDATE contacts.origins SET notice_id = NULL
       WHERE id = (SELECT id FROM contacts.origins ORDER BY given_at LIMIT 1)`,
  },
];
