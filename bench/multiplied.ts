import type pg from 'pg';

/** Tables with rows of a customer, and which of them belong to the customers that were chosen. */
const tables: Readonly<Record<string, string>> = {
  'contacts.companies': 't.id IN (SELECT company_id FROM chosen)',
  'contacts.people': 't.id IN (SELECT person_id FROM chosen)',
  'contacts.addresses': 't.company_id IN (SELECT company_id FROM chosen)',
  'contacts.company_people': 't.person_id IN (SELECT person_id FROM chosen)',
  'contacts.origins': 't.subject_id IN (SELECT id FROM mapped)',
  'contacts.preferences': 't.person_id IN (SELECT person_id FROM chosen)',
  'contacts.shares': 't.company_id IN (SELECT company_id FROM chosen)',
  'resellers.assignments': 't.customer_company_id IN (SELECT company_id FROM chosen)',
  'licensing.licences': 't.id IN (SELECT licence_id FROM chosen)',
  'licensing.registrations': 't.id IN (SELECT registration_id FROM chosen)',
  'licensing.activations': 't.licence_id IN (SELECT licence_id FROM chosen)',
  'licensing.licence_events': 't.licence_id IN (SELECT licence_id FROM chosen)',
  'licensing.handovers': 't.licence_id IN (SELECT licence_id FROM chosen)',
  'licensing.reports': 't.id IN (SELECT report_id FROM licensing.reported JOIN chosen USING (registration_id))',
  'licensing.reported': 't.registration_id IN (SELECT registration_id FROM chosen)',
  'contacts.lookups': 't.person_id IN (SELECT person_id FROM chosen)',
  'disclosures.ledger':
    't.person_id IN (SELECT person_id FROM chosen) OR t.company_id IN (SELECT company_id FROM chosen)',
  'rights.tellings': 't.person_id IN (SELECT person_id FROM chosen)',
};

/** Values that must be others in each copy. */
const changed: Readonly<Record<string, string>> = {
  email_key: 'sha256(t.email_key || int4send(k))',
  email: `k || '.' || t.email`,
  serial: `t.serial || to_hex(k)`,
  name_key: `t.name_key || ' ' || k`,
};

/** How many people and rows there are. */
export interface Multiplied {
  readonly people: number;
  readonly rows: number;
}

/**
 * Copies customers of a demo until there are so many people: those with one licence, whom nothing has happened to since. All that belongs
 * to them is copied with them, so that every clause holds of a copy as it does of them.
 */
export async function multiply(
  client: pg.Client,
  people: number,
  tell: (line: string) => void = () => undefined,
): Promise<Multiplied> {
  await client.query("SET session_replication_role = 'replica'");
  // In one go: a server that runs beside it would tell those who are half there of the policy.
  await client.query('BEGIN');
  await client.query(`CREATE FUNCTION pg_temp.copy_of(id uuid, k integer) RETURNS uuid LANGUAGE sql IMMUTABLE
    RETURN (left(id::text, 14) || regexp_replace(md5(id::text || ' ' || k), '^(...)(...)(.{12}).*', '7\\1-8\\2-\\3'))::uuid`);
  const once = (table: string, column: string) =>
    `(SELECT count(*) FROM ${table} o WHERE o.${column} = g.${column}) = 1`;
  const never = (table: string, condition: string) => `NOT EXISTS (SELECT FROM ${table} o WHERE ${condition})`;
  await client.query(`CREATE TEMP TABLE chosen AS SELECT g.person_id, g.company_id, g.licence_id, g.id AS registration_id
    FROM licensing.registrations g JOIN contacts.people p ON p.id = g.person_id
    WHERE g.state = 'applied' AND p.email IS NOT NULL AND p.restricted_at IS NULL AND p.objected_at IS NULL
      AND ${once('licensing.registrations', 'person_id')} AND ${once('licensing.registrations', 'company_id')}
      AND ${once('licensing.registrations', 'licence_id')} AND ${once('licensing.licences', 'company_id')}
      AND ${once('contacts.company_people', 'company_id')}
      AND ${never('licensing.reported', 'o.registration_id = g.id AND (SELECT registrations FROM licensing.reports r WHERE r.id = o.report_id) > 1')}
      AND ${never('contacts.suppressions', 'o.email_key = p.email_key')}
      AND ${never('rights.corrections', 'o.person_id = g.person_id')} AND ${never('rights.requests', 'o.person_id = g.person_id')}
      AND ${never('licensing.inquiries', 'o.company_id = g.company_id')} AND ${never('contacts.domains', 'o.company_id = g.company_id')}
      AND ${never('licensing.contracts', 'o.company_id = g.company_id')}
      AND ${never('disclosures.ledger', "o.person_id = g.person_id AND o.recipient_kind = 'processor'")}
      AND ${never('rights.tellings', "o.person_id = g.person_id AND o.state <> 'told'")}
      AND ${never('disclosures.ledger', "o.person_id = g.person_id AND o.at > now() - interval '60 days' AND o.about_kind IS DISTINCT FROM 'policy version'")}`);
  await client.query(`CREATE TEMP TABLE mapped AS SELECT person_id AS id FROM chosen UNION SELECT company_id FROM chosen
    UNION SELECT licence_id FROM chosen UNION SELECT registration_id FROM chosen
    UNION SELECT a.id FROM contacts.addresses a JOIN chosen c USING (company_id)
    UNION SELECT r.report_id FROM licensing.reported r JOIN chosen c USING (registration_id)`);
  await client.query(`INSERT INTO mapped SELECT id FROM disclosures.ledger l WHERE l.person_id IN (SELECT person_id FROM chosen)
    OR l.company_id IN (SELECT company_id FROM chosen) OR l.about_id IN (SELECT report_id FROM licensing.reported JOIN chosen USING (registration_id))`);
  await client.query('CREATE UNIQUE INDEX ON mapped (id)');
  await client.query('ANALYZE mapped');
  const { rows: counted } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM chosen');
  const templates = counted[0]?.count ?? 0;
  if (templates === 0) throw new Error('nobody of the demo can be copied');
  const copies = Math.ceil(people / templates);
  // Indexes that no constraint rests on are made anew afterwards, by sorting: row by row they take most of the time.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY ($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [`{${Object.keys(tables).join(',')}}`],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  let rows = 0;
  for (const [table, where] of Object.entries(tables)) {
    rows += await copy(client, { table, where, copies });
    tell(`${rows} rows, ${table}`);
  }
  await client.query("SET LOCAL maintenance_work_mem = '512MB'");
  for (const { definition } of indexes) await client.query(definition);
  await client.query('COMMIT');
  await client.query("SET session_replication_role = 'origin'");
  await client.query('VACUUM ANALYZE');
  return { people: templates * copies, rows };
}

async function copy(client: pg.Client, { table, where, copies }: { table: string; where: string; copies: number }) {
  const { rows: columns } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' ORDER BY attnum`,
    [table],
  );
  const value = ({ name, type }: { name: string; type: string }) =>
    changed[name] ??
    // Ids of rows of its own are in no list of mapped ones: they are always another's.
    (name === 'id'
      ? 'pg_temp.copy_of(t.id, k)'
      : type === 'uuid'
        ? `CASE WHEN EXISTS (SELECT FROM mapped m WHERE m.id = t.${name}) THEN pg_temp.copy_of(t.${name}, k) ELSE t.${name} END`
        : `t.${name}`);
  const { rowCount } = await client.query(`INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')})
    SELECT ${columns.map(value).join(', ')} FROM ${table} t CROSS JOIN generate_series(1, ${copies}) k WHERE ${where}`);
  return rowCount ?? 0;
}
