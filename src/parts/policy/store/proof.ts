import { type Kysely, sql } from 'kysely';
import type { VendorWords } from '../../../platform/clauses/fill-text.ts';
import type { Outcome, Verdict } from '../../../platform/clauses/finding.ts';
import type { Sabotage } from '../../../platform/clauses/sabotage.ts';
import type { Trx } from '../../../platform/db/database.ts';

type Reader = Kysely<Record<never, never>>;

export interface NewestProof {
  readonly demand: string;
  readonly verdict: Verdict;
  readonly examined: number | null;
  readonly counted: number | null;
  readonly counterexamples: readonly string[];
  readonly cause: string | null;
  readonly version: string;
  readonly at: Date;
  /** Where it is broken: since when, without a better verdict in between. */
  readonly broken_since: Date | null;
}

export async function newestProofs(db: Reader): Promise<NewestProof[]> {
  const { rows } = await sql<NewestProof>`
    SELECT p.demand, p.verdict, p.examined::float8 AS examined, p.counted::float8 AS counted, p.counterexamples, p.cause,
      p.probe_version AS version, p.finished_at AS at,
      CASE WHEN p.verdict = 'false' THEN (SELECT min(b.finished_at) FROM policy.proofs b WHERE b.demand = p.demand
        AND b.id > coalesce((SELECT max(g.id) FROM policy.proofs g WHERE g.demand = p.demand AND g.verdict <> 'false'), 0)) END AS broken_since
    FROM (SELECT DISTINCT ON (demand) * FROM policy.proofs ORDER BY demand, id DESC) p`.execute(db);
  return rows;
}

/** Demands that were broken when somebody could last tell. */
export async function lastFoundBroken(db: Reader): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    demand: string;
  }>`SELECT demand FROM (SELECT DISTINCT ON (demand) demand, verdict FROM policy.proofs
    WHERE verdict <> 'unknown' ORDER BY demand, id DESC) known WHERE verdict = 'false'`.execute(db);
  return new Set(rows.map(({ demand }) => demand));
}

export interface NewestSabotage {
  readonly demand: string;
  readonly version: string;
  readonly red: boolean;
  readonly at: Date;
  readonly last_red_at: Date | null;
}

/** For each demand and each version of its probe: the newest attempt, and when one last turned it red. */
export async function newestSabotages(db: Reader): Promise<NewestSabotage[]> {
  const { rows } = await sql<NewestSabotage>`
    SELECT DISTINCT ON (demand, probe_version) demand, probe_version AS version, red AND green_before AS red, at,
      max(at) FILTER (WHERE red AND green_before) OVER (PARTITION BY demand, probe_version) AS last_red_at
    FROM policy.sabotages ORDER BY demand, probe_version, id DESC`.execute(db);
  return rows;
}

export interface Attestation {
  readonly demand: string;
  readonly by: string;
  readonly role: string;
  readonly statement: string;
  readonly at: Date;
  readonly until: Date;
}

export async function newestAttestations(db: Reader): Promise<Attestation[]> {
  const { rows } = await sql<Attestation>`
    SELECT DISTINCT ON (demand) demand, attested_by AS by, attested_role AS role, statement, at, until FROM policy.attestations
    ORDER BY demand, id DESC`.execute(db);
  return rows;
}

export async function insertAttestation(trx: Trx, given: Attestation): Promise<void> {
  await sql`INSERT INTO policy.attestations (demand, attested_by, attested_role, statement, at, until)
    VALUES (${given.demand}, ${given.by}, ${given.role}, ${given.statement}, ${given.at}, ${given.until})`.execute(trx);
}

export async function insertProof(
  trx: Trx,
  proof: { clause: string; demand: string; outcome: Outcome; version: string; startedAt: Date; finishedAt: Date },
): Promise<void> {
  const { finding, verdict, cause } = proof.outcome;
  await sql`INSERT INTO policy.proofs
      (clause, demand, verdict, examined, counted, counterexamples, cause, probe_version, started_at, finished_at)
    VALUES (${proof.clause}, ${proof.demand}, ${verdict}, ${finding?.examined ?? null}, ${finding?.counted ?? null},
      ${JSON.stringify(finding?.counterexamples ?? [])}::jsonb, ${cause}, ${proof.version}, ${proof.startedAt},
      ${proof.finishedAt})`.execute(trx);
}

export async function insertSabotage(trx: Trx, sabotage: Sabotage, at: Date): Promise<void> {
  await sql`INSERT INTO policy.sabotages (demand, red, green_before, detail, probe_version, at)
    VALUES (${sabotage.demand}, ${sabotage.red}, ${sabotage.greenBefore}, ${sabotage.detail}, ${sabotage.version}, ${at})`.execute(
    trx,
  );
}

export interface HistoryRow {
  readonly id: string;
  readonly sort_value: string;
  readonly at: Date;
  readonly kind: 'proof' | 'sabotage';
  readonly verdict: string;
  readonly examined: number | null;
  readonly counted: number | null;
  readonly cause: string | null;
}

const history = (demand: string) => sql`
  SELECT 'p' || lpad(id::text, 19, '0') AS id, finished_at AS at, 'proof' AS kind, verdict, examined::float8 AS examined,
    counted::float8 AS counted, cause FROM policy.proofs WHERE demand = ${demand}
  UNION ALL
  SELECT 's' || lpad(id::text, 19, '0'), at, 'sabotage', CASE WHEN red AND green_before THEN 'red' ELSE 'not red' END,
    NULL, NULL, detail FROM policy.sabotages WHERE demand = ${demand}`;

export async function proofHistory(
  db: Reader,
  demand: string,
  page: { limit: number; before: { at: string; id: string } | null },
): Promise<{ rows: HistoryRow[]; count: number }> {
  const before = page.before ? sql`WHERE (at, id) < (${page.before.at}::timestamptz, ${page.before.id})` : sql``;
  const { rows } = await sql<HistoryRow>`SELECT *, at::text AS sort_value FROM (${history(demand)}) h ${before}
    ORDER BY at DESC, id DESC LIMIT ${page.limit + 1}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (${history(demand)}) h`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** What probes are told of the vendor. */
export const vendorText = `SELECT name, address, phone, privacy_mailbox AS "privacyMailbox", remove_mailbox AS "removeMailbox",
  office_countries::text[] AS "officeCountries" FROM policy.vendor`;

export async function vendorWords(db: Reader): Promise<VendorWords | null> {
  const { rows } = await sql.raw<VendorWords>(vendorText).execute(db);
  return rows[0] ?? null;
}
