import type { Mutant } from '../mutant.ts';

/** Views, functions, copies and ways out that the database itself offers. */
export const copies: readonly Mutant[] = [
  {
    id: 'view-that-reads-as-its-owner',
    kind: 'schema',
    clause: 'U1',
    breaks: 'People can be read without a purpose through a view that runs with the rights of its owner.',
    sql: `
      CREATE VIEW contacts.people_overview AS
        SELECT p.id, p.name, p.email, cp.company_id FROM contacts.people p
          LEFT JOIN contacts.company_people cp ON cp.person_id = p.id;
      GRANT SELECT ON contacts.people_overview TO :prefix_base`,
  },
  {
    id: 'function-that-reads-as-its-owner',
    kind: 'schema',
    clause: 'U1',
    breaks: 'Every caller gets the mail address of a person from a SECURITY DEFINER function, whatever the purpose.',
    sql: `
      CREATE FUNCTION contacts.email_of(who uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = pg_catalog AS $$ SELECT email FROM contacts.people WHERE id = who $$;
      GRANT EXECUTE ON FUNCTION contacts.email_of(uuid) TO :prefix_base`,
  },
  {
    id: 'set-config-behind-a-wrapper',
    kind: 'schema',
    clause: 'U3',
    breaks: 'A reseller can become another one inside a SELECT, through a wrapper around set_config.',
    sql: `
      CREATE FUNCTION platform.setting(name text, value text) RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER
        AS $$ SELECT pg_catalog.set_config(name, value, true) $$;
      GRANT USAGE ON SCHEMA platform TO :prefix_reseller;
      GRANT EXECUTE ON FUNCTION platform.setting(text, text) TO :prefix_base, :prefix_reseller`,
  },
  {
    id: 'materialised-list-of-customers-for-resellers',
    kind: 'schema',
    clause: 'U3',
    breaks: 'A reseller sees the customers of all others, because a materialised view knows no row security.',
    sql: `
      CREATE MATERIALIZED VIEW contacts.customer_list AS
        SELECT c.id, c.name, c.country, p.name AS contact, p.email FROM contacts.companies c
          JOIN contacts.company_people cp ON cp.company_id = c.id JOIN contacts.people p ON p.id = cp.person_id;
      GRANT SELECT ON contacts.customer_list TO :prefix_reseller`,
  },
  {
    id: 'index-on-the-clear-mail-address',
    kind: 'schema',
    clause: 'U1',
    breaks: 'Look-up goes by the clear mail address, which an index now spreads over a second file.',
    sql: `CREATE INDEX people_by_email ON contacts.people (lower(email))`,
  },
  {
    id: 'old-values-copied-into-the-audit',
    kind: 'schema',
    clause: 'M5',
    breaks: 'Wrong values live on after a correction: a trigger copies them into a column labelled as not personal.',
    sql: `
      CREATE FUNCTION contacts.remember() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO staff.audit (at, actor_kind, action, about_kind, about_id, detail)
        VALUES (now(), 'system', 'person changed', 'person', OLD.id,
                jsonb_build_object('name', OLD.name, 'email', OLD.email, 'phone', OLD.phone));
        RETURN NEW;
      END $$;
      CREATE TRIGGER remember BEFORE UPDATE ON contacts.people FOR EACH ROW EXECUTE FUNCTION contacts.remember();
      UPDATE contacts.people SET version = version WHERE id = (SELECT id FROM contacts.people ORDER BY id LIMIT 1)`,
  },
  {
    id: 'table-copied-before-a-migration',
    kind: 'schema',
    clause: 'U5',
    breaks: 'A second copy of all people exists that no register names and no deletion reaches.',
    sql: `CREATE TABLE public.people_before_0042 AS SELECT * FROM contacts.people`,
  },
  {
    id: 'table-of-single-visits',
    kind: 'schema',
    clause: 'A3',
    breaks: 'Single visits are kept with a key of the visitor, not aggregates only.',
    sql: `
      CREATE TABLE statistics.visits (
        site_id smallint NOT NULL REFERENCES statistics.sites (id), visitor_key bytea NOT NULL,
        started_at timestamptz NOT NULL, pages text[] NOT NULL);
      SELECT platform.label('statistics.visits', 'not personal', 'site_id visitor_key started_at pages');
      GRANT SELECT, INSERT, UPDATE, DELETE ON statistics.visits TO :prefix_base;
      INSERT INTO statistics.visits
      SELECT id, sha256(convert_to('visitor', 'UTF8')), now(), '{/,/pricing,/contact}' FROM statistics.sites`,
  },
  {
    id: 'publication-of-people-and-registrations',
    kind: 'schema',
    clause: 'U7',
    breaks: 'A subscriber in any country can receive all people and registrations.',
    sql: `CREATE PUBLICATION warehouse FOR TABLE contacts.people, contacts.companies, licensing.registrations`,
  },
  {
    id: 'foreign-table-in-another-country',
    kind: 'schema',
    clause: 'U7',
    breaks: 'A store outside the registered countries is attached to the database as a table for contacts.',
    sql: `
      CREATE EXTENSION postgres_fdw;
      CREATE SERVER crm FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'crm.sg.example', dbname 'crm');
      CREATE USER MAPPING FOR :prefix_base SERVER crm OPTIONS (user 'kept', password 'crm');
      CREATE FOREIGN TABLE contacts.crm_contacts (email text, name text, phone text) SERVER crm;
      GRANT INSERT ON contacts.crm_contacts TO :prefix_base`,
  },
  {
    id: 'database-link-that-passes-the-gateway',
    kind: 'schema',
    clause: 'U6',
    breaks: 'SQL can hand data to any host: an extension opens connections that the egress gateway never sees.',
    sql: `
      CREATE EXTENSION dblink SCHEMA platform;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA platform TO :prefix_base`,
  },
  {
    id: 'raw-hits-kept-in-a-table',
    kind: 'schema',
    clause: 'A3',
    breaks: 'Raw hits of visitors are queued in a table of their own and never thrown away.',
    sql: `
      CREATE TABLE statistics.raw_hits (
        id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL DEFAULT now(), line text NOT NULL);
      SELECT platform.label('statistics.raw_hits', 'not personal', 'id at line');
      GRANT SELECT, INSERT ON statistics.raw_hits TO :prefix_base;
      INSERT INTO statistics.raw_hits (line)
      VALUES ('203.0.113.44 - - [02/Mar/2026:10:11:12 +0000] "GET /pricing HTTP/1.1" 200 512 "-" "Mozilla/5.0"')`,
  },
];
