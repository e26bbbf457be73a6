import type { BuiltDemand } from '../../platform/clauses/clause.ts';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
/** Everybody of this installation but the owner, who migrates. */
const notOwner =
  "r.rolname ~ '^{prefix}_' AND NOT r.rolsuper AND r.oid <> (SELECT datdba FROM pg_database WHERE datname = current_database())";

/** What U1 asks of the database itself, besides its grants: nothing in it acts behind the programs' back. */
export const guardsOfUse: readonly BuiltDemand[] = [
  {
    id: 'U1.no-hidden-hand',
    says: 'No trigger and no rule of the database changes or swallows what the programs write, but those that are listed; those and the checks of references are switched on.',
    built: true,
    kind: 'prohibition',
    control:
      'Migrations make two kinds of triggers: those that refuse changes of the ledger and of the evidence log, and one that numbers writings of the figures.',
    couldBeWrong:
      'What a listed trigger does is looked at only as far as that those that refuse raise an error. A function that a program calls could do the same in the open.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'triggers and rules',
        look: `SELECT t.tgrelid::regclass || ' ' || t.tgname AS key, t.tgenabled = 'O' AND (t.tgisinternal
              OR (t.tgrelid::regclass::text, t.tgname::text) IN (('statistics.cells', 'number_writing'))
              OR t.tgname IN ('ledger_append_only', 'log_checkpoints_append_only', 'log_erased_append_only', 'log_keys_append_only', 'log_leaves_append_only',
                'log_nodes_append_only') AND p.prosrc ~* 'raise\\s+exception') AS holds
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE ${ourSchemas}
          UNION ALL
          SELECT w.ev_class::regclass || ' ' || w.rulename, false FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE w.rulename <> '_RETURN' AND ${ourSchemas}
          UNION ALL
          SELECT 'event trigger ' || evtname, false FROM pg_event_trigger
          UNION ALL
          SELECT 'the ledger refuses changes', EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'disclosures.ledger'::regclass AND tgname = 'ledger_append_only')`,
        // Each reference is checked by two triggers on either side.
        counted: `SELECT 1 + (SELECT 4 * count(*) FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE k.contype = 'f' AND ${ourSchemas})
          + (SELECT count(DISTINCT (trigger_schema, event_object_table, trigger_name)) FROM (
              SELECT n.nspname AS trigger_schema, c.relname AS event_object_table, g.tgname AS trigger_name FROM pg_class c
                JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_trigger g ON g.tgrelid = c.oid AND g.tgconstraint = 0 WHERE c.relhastriggers AND ${ourSchemas}) own)
          + (SELECT count(*) FROM pg_rules n WHERE n.schemaname !~ '^pg_' AND n.schemaname <> 'information_schema') + (SELECT count(*) FROM pg_event_trigger)`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Adds a trigger that puts off every opt-out.',
        sql: `CREATE FUNCTION contacts.later() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.since := NEW.since + interval ''30 days''; RETURN NEW; END';
          CREATE TRIGGER later BEFORE INSERT ON contacts.suppressions FOR EACH ROW EXECUTE FUNCTION contacts.later()`,
      },
    },
  },
  {
    id: 'U1.no-making',
    says: 'No role but the owner can make a table, a function or a view in which something could be kept beside what is labelled.',
    built: true,
    kind: 'prohibition',
    control: 'Only the owner of the database, whose password the server never sees, may create anything.',
    couldBeWrong: 'Temporary tables can be made by all; they end with the connection.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'roles and schemas',
        look: `SELECT r.rolname || ' ' || n.nspname AS key, NOT has_schema_privilege(r.oid, n.oid, 'CREATE') AS holds
            FROM pg_roles r CROSS JOIN pg_namespace n WHERE ${notOwner} AND ${ourSchemas}
          UNION ALL
          SELECT r.rolname || ' database', NOT has_database_privilege(r.oid, current_database(), 'CREATE') FROM pg_roles r WHERE ${notOwner}`,
        counted: `SELECT (SELECT count(DISTINCT r.rolname) FROM pg_roles r WHERE ${notOwner})
          * (SELECT 1 + count(DISTINCT n.nspname) FROM pg_namespace n WHERE ${ourSchemas})`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Lets the server make tables among the contacts.',
        sql: 'GRANT CREATE ON SCHEMA contacts TO {prefix}_base',
      },
    },
  },
  {
    id: 'U1.beforehand',
    says: 'Nobody is given rights on tables that are yet to be made.',
    built: true,
    kind: 'prohibition',
    control: 'Rights are given by name, after each migration, from the one table of purposes.',
    couldBeWrong: 'Whoever makes a table can give rights on it in the same breath; U1.declared looks at those.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'schemas',
        look: `SELECT n.nspname AS key, NOT EXISTS (SELECT FROM pg_default_acl d CROSS JOIN LATERAL aclexplode(d.defaclacl) a
              WHERE d.defaclnamespace IN (n.oid, 0) AND d.defaclobjtype IN ('r', 'S', 'n') AND a.grantee <> d.defaclrole) AS holds
            FROM pg_namespace n WHERE ${ourSchemas}`,
        counted: `SELECT count(DISTINCT nspname) FROM pg_namespace WHERE left(nspname, 3) <> 'pg_' AND nspname NOT IN ('information_schema')`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Lets the server read whatever table licensing gets next.',
        sql: 'ALTER DEFAULT PRIVILEGES IN SCHEMA licensing GRANT SELECT ON TABLES TO {prefix}_base',
      },
    },
  },
  {
    id: 'U1.no-clear-index',
    says: 'No index holds personal values in clear, from which they could be read or be found again after they were erased, but that of names.',
    built: true,
    kind: 'prohibition',
    control:
      'People are found by a keyed digest of their address; the one index of clear values is that of names, for the search of the desk.',
    couldBeWrong:
      'Names in the index stay on disk after an erasure until it is written anew. Accounts of staff (schema auth) have an index of their mail addresses.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'indexes',
        look: `SELECT i.indexrelid::regclass AS key, i.indexrelid::regclass::text = 'contacts.people_by_name' OR NOT EXISTS (
              SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid AND coalesce(col_description(a.attrelid, a.attnum), 'personal:') ~ '^personal:'
                AND (a.attnum = ANY (i.indkey) OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                  AND d.objid = i.indexrelid AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum))) AS holds
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE ${ourSchemas} AND n.nspname <> 'auth' AND c.relkind <> 't'`,
        counted: `SELECT count(*) FROM pg_indexes n WHERE n.schemaname !~ '^pg_' AND n.schemaname NOT IN ('information_schema', 'auth')`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Adds an index of telephone numbers.',
        sql: 'CREATE INDEX people_by_phone ON contacts.people (phone)',
      },
    },
  },
  {
    id: 'U1.named-as-is',
    says: 'Columns of people, registrations, addresses and mails that bear the name of something personal are labelled as personal.',
    built: true,
    kind: 'quality',
    control: 'Labels are written in the migration beside each table.',
    couldBeWrong: 'A column with a harmless name can hold anything; only the names are looked at.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'columns',
        look: `SELECT c.relname || '.' || a.attname AS key, col_description(c.oid, a.attnum) ~ '^personal:' AS holds
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT a.attisdropped AND (n.nspname, c.relname) IN (('contacts', 'people'), ('contacts', 'addresses'), ('licensing', 'registrations'),
                ('platform', 'mail_outbox'), ('staff', 'invitations'))
              AND a.attname ~ '^(name|email|phone|title|role|street|postal_code|city|region|to_address|subject|body_text|body_html|attachments|birth.*|.*fax.*|.*mobile.*)$'
              AND (n.nspname, a.attname) <> ('staff', 'role')`,
        counted: `SELECT count(*) FROM information_schema.columns c WHERE (c.table_schema || '.' || c.table_name) IN
              ('contacts.people', 'contacts.addresses', 'licensing.registrations', 'platform.mail_outbox', 'staff.invitations')
            AND (c.column_name IN ('name', 'email', 'phone', 'title', 'street', 'postal_code', 'city', 'region', 'to_address', 'subject',
                'body_text', 'body_html', 'attachments') OR (c.column_name = 'role' AND c.table_schema <> 'staff')
              OR c.column_name LIKE 'birth%' OR c.column_name LIKE '%fax%' OR c.column_name LIKE '%mobile%')`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Labels the names of registrations as not personal.',
        sql: `COMMENT ON COLUMN licensing.registrations.name IS 'not personal'`,
      },
    },
  },
];

/** What U1 asks of the machine: nobody gets at the rows past the server. */
export const guardsOfDoors: readonly BuiltDemand[] = [
  {
    id: 'U1.no-door',
    says: 'A database on this machine takes connections of this machine only.',
    built: true,
    kind: 'prohibition',
    control: 'The embedded database listens at a socket in a folder of its own, and at no address.',
    couldBeWrong:
      'A database that is reached over the network is looked at by whoever runs it. Who may sign in at it is written in a file that the probe may not read; a program that hands connections on is not seen.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'settings',
        look: `SELECT name AS key, inet_server_addr() IS NOT NULL
            OR NOT EXISTS (SELECT FROM unnest(string_to_array(replace(setting, ' ', ''), ',')) a (address)
              WHERE address NOT IN ('localhost', '127.0.0.1', '::1')) AS holds
          FROM pg_settings WHERE name = 'listen_addresses'`,
        counted: `SELECT 1 WHERE current_setting('listen_addresses') IS NOT NULL`,
      },
      saboteur: {
        kind: 'structure',
        says: 'Puts a setting of the same name, with every address in it, in front of the real one.',
        sql: `CREATE VIEW public.pg_settings AS SELECT 'listen_addresses' AS name, '*' AS setting;
          GRANT SELECT ON public.pg_settings TO {prefix}_probe;
          DO $$ BEGIN EXECUTE format('ALTER ROLE {prefix}_probe IN DATABASE %I SET search_path TO public, pg_catalog', current_database()); END $$;
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{prefix}_probe' AND datname = current_database()`,
      },
    },
  },
  {
    id: 'U1.closed-keys',
    says: 'The keys of the installation can be read by nobody else on the machine.',
    built: true,
    kind: 'prohibition',
    control: 'Files of keys are made for their owner alone, in a folder for their owner alone.',
    couldBeWrong:
      'Whoever administers the machine reads every file. Keys that are kept in another place (KEPT_SECRETS) are not looked at, nor copies of them.',
    proof: {
      probe: { kind: 'bytes', unit: 'files', under: ['secrets'], except: {}, patterns: [], closed: true },
      saboteur: {
        kind: 'bytes',
        says: 'Leaves a copy of the keys that everybody can read.',
        file: { path: 'secrets/keys.copy', text: '{}\n' },
      },
    },
  },
];

/** What U7 asks of the database itself: rows go nowhere by themselves. */
export const guardsOfPlace: readonly BuiltDemand[] = [
  {
    id: 'U7.no-copy',
    says: 'Nothing is set up in the database that would send its rows, or take rows, elsewhere by itself.',
    built: true,
    kind: 'prohibition',
    control:
      'The embedded database has no followers and no programs of others in it (wal_level minimal, no extensions).',
    couldBeWrong:
      'Followers that copy the whole machine, and archives of a database that somebody else runs, are not seen from inside. What another program reads with a password of its own is not seen either.',
    proof: {
      probe: {
        kind: 'structure',
        unit: 'ways out of a database',
        look: `SELECT way AS key, found = 0 AS holds FROM (VALUES
            ('publications', (SELECT count(*) FROM pg_publication)),
            ('subscriptions', (SELECT count(*) FROM pg_stat_subscription)),
            ('replication slots', (SELECT count(*) FROM pg_replication_slots WHERE database IS NULL OR database = current_database())),
            ('servers elsewhere', (SELECT count(*) FROM pg_foreign_server)),
            ('tables elsewhere', (SELECT count(*) FROM pg_foreign_table)),
            ('extensions that reach out or run programs', (SELECT count(*) FROM pg_extension
              WHERE extname IN ('dblink', 'postgres_fdw', 'file_fdw', 'http', 'pg_net', 'pglogical', 'pg_cron') OR extname ~ '^(pl|hs).*u$')),
            ('functions in languages that reach out', (SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              JOIN pg_language l ON l.oid = p.prolang WHERE ${ourSchemas} AND l.lanname NOT IN ('sql', 'plpgsql')
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'))),
            ('large objects', (SELECT count(*) FROM pg_largeobject_metadata)),
            ('an archive of the write-ahead log of a database on this machine', (SELECT count(*) FROM pg_settings
              WHERE name = 'archive_mode' AND setting <> 'off' AND inet_server_addr() IS NULL))) AS ways (way, found)`,
        counted: 'SELECT 9',
      },
      saboteur: {
        kind: 'structure',
        says: 'Publishes the table of people to whoever follows the database.',
        sql: 'CREATE PUBLICATION followers FOR TABLE contacts.people',
      },
    },
  },
];
