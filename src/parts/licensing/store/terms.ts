import { sql } from 'kysely';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Figures, ProductTerms, Template } from '../wire/terms.ts';

type Reads = Database['read'];

export async function readFeatures(db: Reads, productId: string): Promise<ProductTerms['features']> {
  const { rows } = await sql<ProductTerms['features'][number]>`SELECT code, name, meter FROM licensing.features
    WHERE product_id = ${productId} ORDER BY code`.execute(db);
  return rows;
}

/** False where the product has a feature of this code already. */
export async function insertFeature(
  trx: Trx,
  row: { readonly productId: string; readonly code: string; readonly name: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await sql`INSERT INTO licensing.features (product_id, code, name, created_at)
    VALUES (${row.productId}, ${row.code}, ${row.name}, ${row.at}) ON CONFLICT DO NOTHING RETURNING code`.execute(trx);
  return rows.length === 1;
}

type TemplateRow = Template & { productId: string };

const columns = sql.raw(
  `id, product_id AS "productId", name, kind, seats, term_days AS "termDays", maintenance_days AS "maintenanceDays", features,
    floating, grace, machines, meters`,
);

export async function readTemplates(db: Reads, productId: string): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`SELECT ${columns} FROM licensing.templates
    WHERE product_id = ${productId} AND ended_at IS NULL ORDER BY name, id`.execute(db);
  return rows;
}

/** False where the product has a template of this name already. */
export async function insertTemplate(trx: Trx, row: TemplateRow & { readonly at: Date }): Promise<boolean> {
  const { rows } =
    await sql`INSERT INTO licensing.templates (id, product_id, name, kind, seats, term_days, maintenance_days, features,
      floating, grace, machines, meters, created_at)
    VALUES (${row.id}, ${row.productId}, ${row.name}, ${row.kind}, ${row.seats}, ${row.termDays}, ${row.maintenanceDays},
      ${row.features}::text[], ${row.floating}::jsonb, ${row.grace}::jsonb, ${row.machines}::jsonb, ${row.meters}::jsonb, ${row.at})
    ON CONFLICT (product_id, lower(name)) WHERE ended_at IS NULL DO NOTHING RETURNING id`.execute(trx);
  return rows.length === 1;
}

/** The product that it was of; null where there is no such template. */
export async function endTemplate(trx: Trx, id: string, at: Date): Promise<string | null> {
  const { rows } = await sql<{ product_id: string }>`UPDATE licensing.templates SET ended_at = ${at}
    WHERE id = ${id} AND ended_at IS NULL RETURNING product_id`.execute(trx);
  return rows[0]?.product_id ?? null;
}

export async function countExtensions(trx: Trx, licenceId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM licensing.licence_events
    WHERE licence_id = ${licenceId} AND kind = 'extended'`.execute(trx);
  return rows[0]?.count ?? 0;
}

export async function writeTerm(
  trx: Trx,
  licenceId: string,
  term: { readonly until: string; readonly at: Date },
): Promise<void> {
  await sql`UPDATE licensing.licences SET expires_on = ${term.until}::date, changed_at = ${term.at} WHERE id = ${licenceId}`.execute(
    trx,
  );
}

/** Licences that were issued, by kind. */
export async function countKinds(db: Reads): Promise<Figures['kinds']> {
  const { rows } = await sql<
    Figures['kinds'][number]
  >`SELECT kind, count(*)::int AS licences, count(activated_at)::int AS activated,
      sum(seats)::int AS seats, sum(seats_used)::int AS "seatsUsed"
    FROM licensing.licences WHERE state NOT IN ('draft', 'replaced') GROUP BY kind ORDER BY count(*) DESC, kind`.execute(
    db,
  );
  return rows;
}
