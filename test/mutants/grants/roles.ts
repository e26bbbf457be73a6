import type { Mutant } from '../mutant.ts';

/** Roles and memberships: each needs a cluster of its own. */
export const roles: readonly Mutant[] = [
  {
    id: 'forged-purpose-role-advertising',
    kind: 'grants',
    clause: 'U1',
    ownCluster: true,
    breaks: 'There is a purpose that nobody declared, and it reads people.',
    sql: `
      CREATE ROLE :prefix_advertising NOLOGIN;
      GRANT :prefix_base TO :prefix_advertising;
      GRANT SELECT (email, name, phone) ON contacts.people TO :prefix_advertising;
      GRANT :prefix_advertising TO :prefix_login`,
  },
  {
    id: 'marketing-is-a-member-of-rights',
    kind: 'grants',
    clause: 'U1',
    ownCluster: true,
    breaks: 'Marketing reads all that is read when a person asks for everything held about them.',
    sql: `GRANT :prefix_rights TO :prefix_marketing`,
  },
  {
    id: 'login-inherits-every-purpose-of-legal',
    kind: 'grants',
    clause: 'U8',
    ownCluster: true,
    breaks: 'The server reads as the legal department without saying so, once it leaves base.',
    sql: `GRANT :prefix_legal TO :prefix_login WITH INHERIT TRUE; ALTER ROLE :prefix_login RESET role`,
  },
  {
    id: 'connections-start-inside-a-purpose',
    kind: 'grants',
    clause: 'U1',
    ownCluster: true,
    breaks: 'Every connection starts as rights, so a read that names no purpose succeeds.',
    sql: `ALTER ROLE :prefix_login SET role TO ':prefix_rights'`,
  },
  {
    id: 'login-passes-row-security',
    kind: 'grants',
    clause: 'U3',
    ownCluster: true,
    breaks: 'No policy on rows binds the login role of the server.',
    sql: `ALTER ROLE :prefix_login BYPASSRLS`,
  },
  {
    id: 'reseller-is-a-member-of-base',
    kind: 'grants',
    clause: 'U3',
    ownCluster: true,
    breaks: 'A reseller falls under the policy of staff and sees the companies of all others.',
    sql: `GRANT :prefix_base TO :prefix_reseller`,
  },
  {
    id: 'base-runs-programs-on-the-server',
    kind: 'grants',
    clause: 'U6',
    ownCluster: true,
    breaks: 'COPY TO PROGRAM hands data to anybody, past contracts and the gateway.',
    sql: `GRANT pg_execute_server_program, pg_write_server_files TO :prefix_base`,
  },
  {
    id: 'account-for-the-reporting-tool',
    kind: 'grants',
    clause: 'U5',
    ownCluster: true,
    breaks: 'An outside reporting tool copies all data into a store that no register names.',
    sql: `CREATE ROLE :prefix_powerbi LOGIN BYPASSRLS PASSWORD 'report' IN ROLE pg_read_all_data`,
  },
  {
    id: 'account-for-the-mail-house',
    kind: 'grants',
    clause: 'U6',
    ownCluster: true,
    breaks: 'A mail house reads people itself, not only the least columns of one hand-over.',
    sql: `
      CREATE ROLE :prefix_mailhouse LOGIN PASSWORD 'labels';
      GRANT USAGE ON SCHEMA contacts TO :prefix_mailhouse;
      GRANT SELECT ON contacts.people, contacts.addresses TO :prefix_mailhouse;
      CREATE POLICY mailhouse ON contacts.people FOR SELECT TO :prefix_mailhouse USING (true)`,
  },
  {
    id: 'probe-may-stream-the-whole-cluster',
    kind: 'grants',
    clause: 'U7',
    ownCluster: true,
    breaks: 'A replica of everything can be drawn to any place with the account of the probe.',
    sql: `ALTER ROLE :prefix_probe REPLICATION`,
  },
];
