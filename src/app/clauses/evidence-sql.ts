/**
 * The canonical text of a row once more, in SQL: written for the proofs and for scratch, so that neither leans on what enters rows in
 * the log. JSON with sorted keys and without white space; nested objects are not written here.
 */

const text = (column: string) => `coalesce(to_json(t.${column}::text)::text, 'null')`;
const json = (column: string) => `coalesce(to_json(t.${column})::text, 'null')`;
const time = (column: string) =>
  `coalesce(to_json(to_char(t.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text, 'null')`;
const bytes = (column: string) => `coalesce(to_json(encode(t.${column}, 'hex'))::text, 'null')`;
const list = (column: string) => `coalesce(to_json(t.${column})::text, '[]')`;
const jsonList = (column: string) =>
  `(SELECT '[' || coalesce(string_agg(to_json(e.name)::text, ',' ORDER BY e.place), '') || ']' FROM jsonb_array_elements_text(t.${column}) WITH ORDINALITY e (name, place))`;

function written(source: string, fields: Readonly<Record<string, string>>): string {
  const all: Record<string, string> = { ...fields, id: text('id'), source: `'"${source}"'` };
  const pairs = Object.keys(all)
    .sort()
    .map((name) => `'"${name}":' || ${all[name]}`);
  return `'{' || ${pairs.join(` || ',' || `)} || '}'`;
}

/** Rows that the log covers: their table, when each was written, and its canonical text where SQL can tell it. */
interface LoggedTable {
  readonly source: string;
  readonly table: string;
  readonly id: 'uuid' | 'bigint';
  readonly at: string;
  readonly row: string | null;
}

export const loggedTables: readonly LoggedTable[] = [
  {
    source: 'disclosure',
    table: 'disclosures.ledger',
    id: 'uuid',
    at: 'at',
    row: written('disclosure', {
      at: time('at'),
      recipientKind: text('recipient_kind'),
      recipientId: text('recipient_id'),
      personId: text('person_id'),
      companyId: text('company_id'),
      channel: text('channel'),
      purpose: text('purpose'),
      fields: list('fields'),
      basis: text('basis'),
      aboutKind: text('about_kind'),
      aboutId: text('about_id'),
      contentSha256: bytes('content_sha256'),
    }),
  },
  {
    source: 'look-up',
    table: 'contacts.lookups',
    id: 'uuid',
    at: 'at',
    row: written('look-up', {
      at: time('at'),
      memberId: text('member_id'),
      tenantCompanyId: text('tenant_company_id'),
      personId: text('person_id'),
      companyId: text('company_id'),
      kind: text('kind'),
      purpose: text('purpose'),
      reason: text('reason'),
      fields: list('fields'),
    }),
  },
  { source: 'audit', table: 'staff.audit', id: 'bigint', at: 'at', row: null },
  {
    source: 'notice',
    table: 'policy.notices',
    id: 'uuid',
    at: 'published_at',
    row: written('notice', {
      kind: text('kind'),
      publishedBy: text('published_by'),
      version: json('version'),
      sha256: bytes('sha256'),
      effectiveAt: time('effective_at'),
      publishedAt: time('published_at'),
    }),
  },
  {
    source: 'proof',
    table: 'policy.proofs',
    id: 'bigint',
    at: 'finished_at',
    row: written('proof', {
      clause: text('clause'),
      demand: text('demand'),
      verdict: text('verdict'),
      cause: text('cause'),
      probeVersion: text('probe_version'),
      examined: json('examined'),
      counted: json('counted'),
      counterexamples: jsonList('counterexamples'),
      startedAt: time('started_at'),
      finishedAt: time('finished_at'),
    }),
  },
  {
    source: 'sabotage',
    table: 'policy.sabotages',
    id: 'bigint',
    at: 'at',
    row: written('sabotage', {
      demand: text('demand'),
      detail: text('detail'),
      probeVersion: text('probe_version'),
      red: json('red'),
      greenBefore: json('green_before'),
      at: time('at'),
    }),
  },
  {
    source: 'attestation',
    table: 'policy.attestations',
    id: 'bigint',
    at: 'at',
    row: written('attestation', {
      demand: text('demand'),
      attestedBy: text('attested_by'),
      attestedRole: text('attested_role'),
      statement: text('statement'),
      at: time('at'),
      until: time('until'),
    }),
  },
  {
    source: 'erased leaf',
    table: 'policy.log_erased',
    id: 'uuid',
    at: 'at',
    row: written('erased leaf', { basis: text('basis'), leafIndex: json('leaf_index'), at: time('at') }),
  },
];

export const comparedTables = loggedTables.flatMap(({ row, ...table }) => (row === null ? [] : [{ ...table, row }]));
