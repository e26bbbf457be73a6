import type { BuiltDemand } from '../../platform/clauses/clause.ts';

const purposes =
  'registration|authentication|customer_service|support|marketing|product_improvement|licensor_obligation|legal|rights|operations';
const named = (names: string) => `'^{prefix}_(${names})$'`;
const notOwner = 'NOT r.rolsuper AND r.oid <> (SELECT datdba FROM pg_database WHERE datname = current_database())';

/** Everybody else who may act as one of ours, whom something of ours was granted to, or who signs in to read all that there is. */
const strangers = `SELECT r.oid FROM pg_roles r WHERE ${notOwner} AND r.rolname !~ ${named(`base|login|auth|probe|reseller|buyer|${purposes}`)} AND (
    EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles o ON o.oid IN (m.roleid, m.member) WHERE r.oid IN (m.roleid, m.member)
      AND o.rolname ~ ${named(`base|login|auth|probe|reseller|buyer|${purposes}`)})
    OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND a.grantee = r.oid)
    OR EXISTS (SELECT FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      CROSS JOIN LATERAL aclexplode(t.attacl) a WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND a.grantee = r.oid)
    OR r.rolcanlogin AND EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles o ON o.oid = m.roleid WHERE m.member = r.oid
      AND o.rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files')))`;

export const roleGuard: BuiltDemand = {
  id: 'U1.roles',
  says: 'Each role is what it was made as: it passes no row security, makes no roles, begins where it should, and acts as no other than it may; nobody else has a share in them.',
  built: true,
  kind: 'prohibition',
  control: 'Roles are made from one plan; the server signs in as one that starts every connection as base.',
  couldBeWrong:
    'The owner of the database and its administrators may do everything; whoever else may read all rows is told, also if it is to make copies. A role of another database of the same server is looked at only where it has to do with ours.',
  proof: {
    probe: {
      kind: 'structure',
      unit: 'roles',
      look: `SELECT r.rolname AS key, NOT (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication)
            AND r.rolcanlogin = (r.rolname ~ ${named('login|auth|probe')}) AND (r.rolname !~ ${named('login|probe')} OR NOT r.rolinherit)
            AND coalesce(array_to_string(r.rolconfig, ';'), '') = CASE r.rolname WHEN '{prefix}_login' THEN 'role={prefix}_base'
              WHEN '{prefix}_auth' THEN 'search_path=auth' WHEN '{prefix}_probe' THEN 'default_transaction_read_only=on' ELSE '' END
            AND NOT EXISTS (SELECT FROM pg_db_role_setting s WHERE s.setrole IN (r.oid, 0)
              AND s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
            AND NOT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid AND NOT (
              (g.rolname = '{prefix}_base' AND r.rolname ~ ${named(`login|${purposes}`)})
              OR (r.rolname = '{prefix}_login' AND g.rolname ~ ${named(`reseller|buyer|${purposes}`)})
              OR (r.rolname = '{prefix}_probe' AND g.rolname ~ ${named('reseller|buyer')}))) AS holds
          FROM pg_roles r WHERE r.rolname ~ ${named(`base|login|auth|probe|reseller|buyer|${purposes}`)}
        UNION ALL SELECT r.rolname, false FROM pg_roles r WHERE r.oid IN (${strangers})`,
      counted: `SELECT 16 + (SELECT count(*) FROM (${strangers}) others)`,
    },
    saboteur: {
      kind: 'structure',
      says: 'Lets every connection of the server to this database start inside a purpose.',
      // Roles are those of the whole cluster; this setting goes with the database.
      sql: `DO $$ BEGIN EXECUTE format('ALTER ROLE {prefix}_login IN DATABASE %I SET role TO {prefix}_rights', current_database()); END $$`,
    },
  },
};
