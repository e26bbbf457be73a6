import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import { keyset, type SortColumn } from '../../../platform/db/keyset.ts';
import type { ListRequest } from '../../../platform/http/list.ts';
import type { LicenceState } from '../rules/verdict.ts';
import type { Meter, Meters } from '../wire/meters.ts';

type Reads = Database['read'];

export interface HeldForUse {
  licence_id: string;
  state: LicenceState;
  expires_on: string | null;
  activated_at: Date;
  deactivated: boolean;
  machine_key: Buffer | null;
  /** Null: the feature is not counted. */
  meter: Meter | null;
  included: boolean;
}

/** A machine and its licence, held until the end of the transaction: uses are counted one after the other. */
export async function holdForUse(
  trx: Trx,
  asked: { readonly activationId: string; readonly feature: string },
): Promise<HeldForUse | null> {
  const { rows } =
    await sql<HeldForUse>`SELECT l.id AS licence_id, l.state, LEAST(l.expires_on, a.ends_on)::text AS expires_on,
      a.activated_at, a.deactivated_at IS NOT NULL AS deactivated, a.machine_key,
      coalesce((SELECT m.meter FROM licensing.licence_meters m WHERE m.licence_id = l.id AND m.feature = ${asked.feature}),
        (SELECT f.meter FROM licensing.features f WHERE f.product_id = l.product_id AND f.code = ${asked.feature})) AS meter,
      l.features IS NULL OR ${asked.feature} = ANY(l.features) AS included
    FROM licensing.licences l JOIN licensing.activations a ON a.licence_id = l.id WHERE a.id = ${asked.activationId} FOR UPDATE`.execute(
      trx,
    );
  return rows[0] ?? null;
}

export interface Period {
  readonly licenceId: string;
  readonly feature: string;
  readonly period: Meter['period'];
  readonly startsOn: string;
}

/** What is known of a counter, and what was used in a period, after the licence is held. */
export async function readStand(
  trx: Trx,
  of: Period & { readonly activationId: string; readonly counter: string },
): Promise<{ known: { feature: string; total: number } | null; used: number }> {
  const { rows } = await sql<{
    feature: string | null;
    total: number | null;
    used: number;
  }>`SELECT c.feature, c.total::float8 AS total,
      coalesce((SELECT m.used::float8 FROM licensing.meter_counts m WHERE m.licence_id = ${of.licenceId} AND m.feature = ${of.feature}
        AND m.period = ${of.period} AND m.starts_on = ${of.startsOn}::date), 0) AS used
    FROM (SELECT 1) one LEFT JOIN licensing.meter_counters c ON c.activation_id = ${of.activationId} AND c.counter = ${of.counter}`.execute(
    trx,
  );
  const [row] = rows;
  const known = row && row.feature !== null && row.total !== null ? { feature: row.feature, total: row.total } : null;
  return { known, used: row?.used ?? 0 };
}

/** Adds to a period and says how far the counter is, in one statement. */
export async function writeUse(
  trx: Trx,
  use: Period & {
    readonly activationId: string;
    readonly counter: string;
    readonly total: number;
    readonly add: number;
    readonly refused: boolean;
  },
): Promise<void> {
  await sql`WITH counter AS (INSERT INTO licensing.meter_counters (activation_id, counter, feature, total)
      VALUES (${use.activationId}, ${use.counter}, ${use.feature}, ${use.total})
      ON CONFLICT (activation_id, counter) DO UPDATE SET total = excluded.total)
    INSERT INTO licensing.meter_counts AS m (licence_id, feature, period, starts_on, used, refused)
    VALUES (${use.licenceId}, ${use.feature}, ${use.period}, ${use.startsOn}::date, ${use.add}, ${use.refused ? 1 : 0})
    ON CONFLICT (licence_id, feature, period, starts_on)
    DO UPDATE SET used = m.used + excluded.used, refused = m.refused + excluded.refused`.execute(trx);
}

/** What was used in a period. */
export async function readUsed(trx: Trx, of: Period): Promise<number> {
  const { rows } = await sql<{ used: number }>`SELECT used::float8 AS used FROM licensing.meter_counts
    WHERE licence_id = ${of.licenceId} AND feature = ${of.feature} AND period = ${of.period} AND starts_on = ${of.startsOn}::date`.execute(
    trx,
  );
  return rows[0]?.used ?? 0;
}

/** Counts of the period from nothing again; what it was. */
export async function resetUsed(trx: Trx, of: Period): Promise<number> {
  const used = await readUsed(trx, of);
  await sql`UPDATE licensing.meter_counts SET used = 0 WHERE licence_id = ${of.licenceId} AND feature = ${of.feature}
    AND period = ${of.period} AND starts_on = ${of.startsOn}::date`.execute(trx);
  return used;
}

/** False where the product has no such feature. */
export async function writeFeatureMeter(
  trx: Trx,
  of: { readonly productId: string; readonly feature: string; readonly meter: Meter | null },
): Promise<boolean> {
  const { rows } = await sql`UPDATE licensing.features SET meter = ${of.meter}::jsonb
    WHERE product_id = ${of.productId} AND code = ${of.feature} RETURNING code`.execute(trx);
  return rows.length === 1;
}

/** What a licence has instead of what its feature says; null: as that says again. */
export async function writeLicenceMeter(
  trx: Trx,
  of: { readonly licenceId: string; readonly feature: string; readonly meter: Meter | null },
): Promise<void> {
  await (of.meter === null
    ? sql`DELETE FROM licensing.licence_meters WHERE licence_id = ${of.licenceId} AND feature = ${of.feature}`
    : sql`INSERT INTO licensing.licence_meters (licence_id, feature, meter) VALUES (${of.licenceId}, ${of.feature}, ${of.meter}::jsonb)
        ON CONFLICT (licence_id, feature) DO UPDATE SET meter = excluded.meter`
  ).execute(trx);
}

/** Meters of a template for licences that were issued by it. */
export async function insertLicenceMeters(trx: Trx, licenceIds: readonly string[], meters: Meters): Promise<void> {
  if (meters === null) return;
  await sql`INSERT INTO licensing.licence_meters (licence_id, feature, meter)
    SELECT l.id, m.key, m.value FROM unnest(${[...licenceIds]}::uuid[]) AS l (id) CROSS JOIN jsonb_each(${JSON.stringify(meters)}::jsonb) m`.execute(
    trx,
  );
}

export interface MeterRow {
  id: string;
  name: string;
  meter: Meter;
  own: boolean;
  sort_value: string | null;
}

const meterSorts: Record<string, SortColumn> = {
  name: { sql: 'u.name', type: 'text' },
  used: { sql: 'u.used', type: 'bigint' },
};

/** Whether the reader sees a licence, and, as a tenant, the customer whose use of it is counted. */
export async function seesUse(
  db: Reads,
  licenceId: string,
  { asTenant }: { readonly asTenant: boolean },
): Promise<boolean> {
  const customer = asTenant ? sql`EXISTS (SELECT FROM contacts.companies c WHERE c.id = l.company_id)` : sql`true`;
  const { rows } = await sql`SELECT FROM licensing.licences l WHERE l.id = ${licenceId} AND ${customer}`.execute(db);
  return rows.length === 1;
}

/** Features of a licence that are counted, with what counts for it. Sorted by use: over all periods. */
export async function readMeters(
  db: Reads,
  list: ListRequest,
  licenceId: string,
): Promise<{ rows: MeterRow[]; count: number }> {
  const page = keyset(list, meterSorts, { sql: 'u.id', type: 'text' });
  const all = sql`SELECT f.code AS id, f.name, coalesce(m.meter, f.meter) AS meter, m.meter IS NOT NULL AS own,
      coalesce((SELECT sum(c.used) FROM licensing.meter_counts c WHERE c.licence_id = l.id AND c.feature = f.code), 0)::bigint AS used
    FROM licensing.licences l JOIN licensing.features f ON f.product_id = l.product_id
      LEFT JOIN licensing.licence_meters m ON m.licence_id = l.id AND m.feature = f.code
    WHERE l.id = ${licenceId} AND coalesce(m.meter, f.meter) IS NOT NULL AND (l.features IS NULL OR f.code = ANY(l.features))`;
  const { rows } = await sql<MeterRow>`SELECT u.id, u.name, u.meter, u.own, ${page.value} AS sort_value FROM (${all}) u
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM (${all}) u`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export interface PeriodRow {
  id: string;
  feature: string;
  period: Meter['period'];
  starts_on: string;
  used: number;
  refused: number;
  sort_value: string | null;
}

const periodSorts: Record<string, SortColumn> = {
  startsOn: { sql: 'u.starts_on', type: 'date' },
  used: { sql: 'u.used', type: 'bigint' },
};

/** Every period in which a feature of a licence was counted. */
export async function readPeriods(
  db: Reads,
  list: ListRequest,
  licenceId: string,
): Promise<{ rows: PeriodRow[]; count: number }> {
  const page = keyset(list, periodSorts, { sql: 'u.id', type: 'uuid' });
  // An id for the row: of what it counts.
  const all = sql`SELECT md5(c.feature || ' ' || c.period || c.starts_on::text)::uuid AS id, c.feature, c.period, c.starts_on, c.used, c.refused
    FROM licensing.meter_counts c WHERE c.licence_id = ${licenceId}`;
  const { rows } =
    await sql<PeriodRow>`SELECT u.id, u.feature, u.period, u.starts_on::text AS starts_on, u.used::float8 AS used,
      u.refused::float8 AS refused, ${page.value} AS sort_value
    FROM (${all}) u WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`.execute(db);
  const counted = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.meter_counts
    WHERE licence_id = ${licenceId}`.execute(db);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** What was used and refused in the present period, by feature: of each the period that counts now. */
export async function readPresent(
  db: Reads,
  of: { readonly licenceId: string; readonly starts: Readonly<Record<Meter['period'], string>> },
): Promise<Map<string, { used: number; refused: number }>> {
  const { rows } = await sql<{
    feature: string;
    period: string;
    used: number;
    refused: number;
  }>`SELECT c.feature, c.period,
      c.used::float8 AS used, c.refused::float8 AS refused
    FROM licensing.meter_counts c JOIN jsonb_each_text(${JSON.stringify(of.starts)}::jsonb) s ON s.key = c.period AND s.value::date = c.starts_on
    WHERE c.licence_id = ${of.licenceId}`.execute(db);
  return new Map(rows.map(({ feature, period, used, refused }) => [`${feature} ${period}`, { used, refused }]));
}
