import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import { personalQuery } from '../../../platform/db/personal-query.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { ToldRow } from './told.ts';

type Reads = Database['read'];

export interface ReportRow {
  id: string;
  recipient_id: string;
  from_at: Date;
  until_at: Date;
  registrations: number;
  sha256: string;
  queued_at: Date;
  approved_by: string | null;
  sort_value: string | null;
}

const sorts: Record<string, SortColumn> = { queuedAt: { sql: 'r.queued_at', type: 'timestamptz' } };

export async function readReports(
  db: Reads,
  list: ListRequest,
  recipientId: string | null,
): Promise<{ rows: ReportRow[]; count: number }> {
  const page = keyset(list, sorts, { sql: 'r.id', type: 'uuid' });
  const where = sql<boolean>`(${recipientId}::uuid IS NULL OR r.recipient_id = ${recipientId}::uuid)`;
  const { rows } = await sql<ReportRow>`SELECT r.id, r.recipient_id, r.from_at, r.until_at, r.registrations,
      encode(r.content_sha256, 'hex') AS sha256, r.queued_at, r.approved_by, ${page.value} AS sort_value
    FROM licensing.reports r WHERE ${where} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM licensing.reports r WHERE ${where}`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** Reports under one contract are made one after the other, whoever makes them. */
export async function lockContract(trx: Trx, contractId: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${contractId}, 0))`.execute(trx);
}

/** Until when the last report under a contract reached. */
export async function reportedUntil(db: Reads, contractId: string): Promise<Date | null> {
  const { rows } = await sql<{ until_at: Date | null }>`SELECT max(until_at) AS until_at FROM licensing.reports
    WHERE contract_id = ${contractId}`.execute(db);
  return rows[0]?.until_at ?? null;
}

export interface ReportSought {
  readonly contractId: string;
  readonly licensorId: string;
  readonly from: Date;
  readonly until: Date;
  /** Fields of the contract. */
  readonly fields: readonly string[];
  readonly limit: number;
}

/** A registration to report, with the fields that its own notice says this licensor is told. */
export interface UnreportedRow extends ToldRow {
  applied_at: Date;
  notice_fields: string[];
}

// What was in a release when somebody registered it.
const thenIn = sql`rt.embedded_at <= g.given_at AND (rt.removed_at IS NULL OR rt.removed_at > g.given_at)`;

// A registration is of the release that was activated with it; of the licence's own where its machine had a seat already.
const embeds = (licensorId: string) => sql`EXISTS (SELECT FROM licensing.release_technologies rt
  JOIN licensing.technologies t ON t.id = rt.technology_id
  WHERE t.licensor_id = ${licensorId} AND ${thenIn} AND rt.release_id = coalesce(
    (SELECT a.release_id FROM licensing.activations a WHERE a.registration_id = g.id LIMIT 1),
    (SELECT l.release_id FROM licensing.licences l WHERE l.id = g.licence_id)))`;

// Nobody is reported to a licensor of whom the notice did not speak under which they registered.
const noticeNames = sql`licensing.notice_licensors n ON n.notice_id = g.notice_id
  AND n.product_id = (SELECT l.product_id FROM licensing.licences l WHERE l.id = g.licence_id)`;

function unreported(sought: Omit<ReportSought, 'limit'>) {
  return sql`FROM licensing.registrations g JOIN ${noticeNames}
    WHERE n.licensor_id = ${sought.licensorId} AND n.fields && ${[...sought.fields]}::text[]
      AND g.applied_at >= ${sought.from} AND g.applied_at < ${sought.until}
      AND NOT EXISTS (SELECT FROM licensing.reported d WHERE d.contract_id = ${sought.contractId} AND d.registration_id = g.id)
      AND ${embeds(sought.licensorId)}`;
}

/** Registrations that this licensor has not been told of under this contract, the oldest first. */
export const readUnreported: (trx: Trx<'licensor obligation'>, sought: ReportSought) => Promise<UnreportedRow[]> =
  personalQuery({
    name: 'licensing: registrations to report to a licensor',
    readers: ['licensor obligation'],
    sample: {
      contractId: '00000000-0000-4000-8000-000000000000',
      licensorId: '00000000-0000-4000-8000-000000000000',
      from: new Date(0),
      until: new Date(0),
      fields: ['name'],
      limit: 1,
    } as ReportSought,
    build: (db, sought: ReportSought) => {
      const query = sql<UnreportedRow>`SELECT g.id, g.licence_id, g.person_id, g.company_id, g.state, g.given_at, g.applied_at, g.company_name,
          g.street, g.postal_code, g.city, g.region, g.country, g.name, g.email, g.phone, g.title, g.role,
          g.products_designed, g.primary_product, g.industry, n.fields AS notice_fields
        ${unreported(sought)} ORDER BY g.applied_at, g.id LIMIT ${sought.limit}`;
      return { compile: () => query.compile(db), execute: async () => (await query.execute(db)).rows };
    },
  });

/** How many such registrations there are. */
export async function countUnreported(db: Reads, sought: Omit<ReportSought, 'limit'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count ${unreported(sought)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The same, counted up to so many: for where only whether there are any and about how many is shown. */
export async function countUnreportedUpTo(db: Reads, sought: ReportSought): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count
    FROM (SELECT ${unreported(sought)} LIMIT ${sought.limit}) counted`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface NewReport {
  readonly id: string;
  readonly recipientId: string;
  readonly contractId: string;
  readonly from: Date;
  readonly until: Date;
  readonly registrationIds: readonly string[];
  readonly contentSha256: Buffer;
  readonly at: Date;
  /** Null for one that goes by itself. */
  readonly approvedBy: string | null;
}

export async function insertReport(trx: Trx, report: NewReport): Promise<void> {
  await sql`WITH report AS (
      INSERT INTO licensing.reports (id, recipient_id, contract_id, from_at, until_at, registrations, content_sha256, queued_at, approved_by)
      VALUES (${report.id}, ${report.recipientId}, ${report.contractId}, ${report.from}, ${report.until},
        ${report.registrationIds.length}, ${report.contentSha256}, ${report.at}, ${report.approvedBy}) RETURNING id)
    INSERT INTO licensing.reported (contract_id, registration_id, report_id)
    SELECT ${report.contractId}::uuid, told.id, report.id FROM report, unnest(${[...report.registrationIds]}::uuid[]) AS told (id)`.execute(
    trx,
  );
}

/** Which licensors' technology is in what this person registered under a notice that names them, with the fields it says, and under which contracts it was reported. A registration that the person has not answered for is not reported. */
export async function readLicensorsToTell(db: Reads, personId: string): Promise<ToTellRow[]> {
  const { rows } = await sql<ToTellRow>`
    SELECT DISTINCT g.id AS registration_id, n.licensor_id, n.fields,
      ARRAY(SELECT d.contract_id::text FROM licensing.reported d WHERE d.registration_id = g.id) AS reported_under
    FROM licensing.registrations g JOIN ${noticeNames}
    JOIN licensing.licences l ON l.id = g.licence_id
    LEFT JOIN licensing.activations a ON a.registration_id = g.id
    JOIN licensing.release_technologies rt ON rt.release_id = coalesce(a.release_id, l.release_id)
    JOIN licensing.technologies t ON t.id = rt.technology_id AND t.licensor_id = n.licensor_id
    WHERE g.person_id = ${personId} AND g.applied_at IS NOT NULL AND ${thenIn} LIMIT 1000`.execute(db);
  return rows;
}

interface ToTellRow {
  registration_id: string;
  licensor_id: string;
  fields: string[];
  reported_under: string[];
}
