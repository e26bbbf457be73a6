import type { Mutant } from '../mutant.ts';

/** Rights on columns, tables, functions and schemas. */
export const columns: readonly Mutant[] = [
  {
    id: 'set-config-inside-a-select',
    kind: 'grants',
    clause: 'U1',
    breaks: 'A SELECT can forge a role or a tenant, because everybody may call set_config again.',
    sql: `GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO PUBLIC`,
  },
  {
    id: 'extra-column-grant-phone-to-marketing',
    kind: 'grants',
    clause: 'U1',
    breaks: 'Marketing reads telephone numbers, which its declared purpose does not hold.',
    sql: `GRANT SELECT (phone) ON contacts.people TO :prefix_marketing`,
  },
  {
    id: 'extra-column-grant-contact-data-to-buyers',
    kind: 'grants',
    clause: 'L5',
    breaks: 'A buyer reads mail addresses and phones of contacts, not the contact name alone.',
    sql: `
      GRANT SELECT (id, name, email, phone) ON contacts.people TO :prefix_buyer;
      GRANT SELECT (company_id, person_id, until) ON contacts.company_people TO :prefix_buyer`,
  },
  {
    id: 'base-reads-whole-people',
    kind: 'grants',
    clause: 'U1',
    breaks: 'People can be read with no purpose at all.',
    sql: `GRANT SELECT ON contacts.people TO :prefix_base`,
  },
  {
    id: 'everybody-reads-registrations',
    kind: 'grants',
    clause: 'L3',
    breaks:
      'Registration data are open to every role that row security lets in, not only to the recipients shown beside each field.',
    sql: `GRANT USAGE ON SCHEMA licensing TO PUBLIC; GRANT SELECT ON licensing.registrations TO PUBLIC`,
  },
  {
    id: 'sign-in-secrets-open-to-the-server',
    kind: 'grants',
    clause: 'U1',
    breaks: 'The purposes of the server read session tokens and accounts, which belong to authentication alone.',
    sql: `
      GRANT USAGE ON SCHEMA auth TO :prefix_base;
      GRANT SELECT ON auth.session, auth."user" TO :prefix_base`,
  },
  {
    id: 'server-may-create-in-contacts',
    kind: 'grants',
    clause: 'U1',
    breaks: 'The server can make its own views and functions beside the personal tables.',
    sql: `GRANT CREATE ON SCHEMA contacts TO :prefix_base`,
  },
  {
    id: 'people-owned-by-base',
    kind: 'grants',
    clause: 'U1',
    breaks: 'Base owns the table of people, so whoever names no purpose reads it all, past row security.',
    sql: `ALTER TABLE contacts.people OWNER TO :prefix_base`,
  },
  {
    id: 'default-privileges-open-new-tables',
    kind: 'grants',
    clause: 'U1',
    breaks: 'Every table made from now on in contacts is readable without a purpose.',
    sql: `ALTER DEFAULT PRIVILEGES FOR ROLE :prefix_owner IN SCHEMA contacts GRANT SELECT ON TABLES TO :prefix_base`,
  },
  {
    id: 'ledger-open-to-changes',
    kind: 'grants',
    clause: 'L4',
    breaks: 'The server may change and delete rows of the ledger as far as rights go.',
    sql: `GRANT UPDATE, DELETE ON disclosures.ledger TO :prefix_base`,
  },
  {
    id: 'legal-may-empty-the-ledger',
    kind: 'grants',
    clause: 'U8',
    breaks: 'Whoever handles legal demands may remove what was given from the record, table and trigger included.',
    sql: `GRANT DELETE, TRUNCATE, TRIGGER ON disclosures.ledger TO :prefix_legal`,
  },
  {
    id: 'notices-open-to-changes',
    kind: 'grants',
    clause: 'P1',
    breaks: 'Published versions of the policy can be edited or withdrawn by the server.',
    sql: `GRANT UPDATE, DELETE ON policy.notices TO :prefix_base`,
  },
  {
    id: 'look-up-log-open-to-deletes',
    kind: 'grants',
    clause: 'L5',
    breaks: 'Traces of who looked at a person can be removed by the server.',
    sql: `GRANT DELETE ON contacts.lookups TO :prefix_base`,
  },
  {
    id: 'opt-outs-cannot-be-written',
    kind: 'grants',
    clause: 'M3',
    breaks: 'No opt-out can be recorded, because the server lost the right to write suppressions.',
    sql: `REVOKE INSERT, UPDATE ON contacts.suppressions FROM :prefix_base`,
  },
  {
    id: 'renewal-dates-hidden-from-the-server',
    kind: 'grants',
    clause: 'U2',
    breaks: 'Renewal reminders cannot be made: the end of maintenance can be read by no purpose.',
    sql: `REVOKE SELECT (maintenance_until) ON licensing.licences FROM :prefix_base, :prefix_reseller`,
  },
];
