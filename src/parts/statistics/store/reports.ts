import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import { asNumbers, unreadRows } from '../../../platform/db/number-lists.ts';
import type { DayFacts } from '../rules/figures.ts';
import type { Counted } from '../rules/range.ts';
import { countedFigures } from '../tables.ts';
import type { Origin, Range } from '../wire/reports.ts';

type Db = Kysely<Record<never, never>>;

export interface ReportSite {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly timeZone: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly origins: readonly (Counted & { readonly origin: Origin })[];
}

/** Sites with what has been counted of each; one of them where its slug is given. */
export async function readReportSites(db: Database, slug: string | null): Promise<ReportSite[]> {
  const text = `SELECT s.id, s.slug, s.name, s.hosts, s.time_zone AS "timeZone", s.settings, s.created_at AS "createdAt",
      s.ended_at AS "endedAt",
      coalesce((SELECT jsonb_agg(o ORDER BY o.last DESC) FROM (
        SELECT d.origin, min(d.day)::text AS first, max(d.day)::text AS last,
          coalesce(jsonb_agg(d.day ORDER BY d.day) FILTER (WHERE NOT d.closed), '[]') AS open
        FROM statistics.days d WHERE d.site_id = s.id GROUP BY d.origin) o), '[]') AS origins
    FROM statistics.sites s WHERE $1::text IS NULL OR s.slug = $1 ORDER BY s.ended_at IS NOT NULL, s.name, s.id`;
  return db.hot<ReportSite>('statistics-report-sites', text, [slug]);
}

// As one list a column: years of days as rows would be tens of thousands of fields to be read one by one.
const daysText = `SELECT array_agg(day - '1970-01-01'::date), array_agg(closed::int), array_agg(visitors_exact::int),
    ${countedFigures.map((name) => `array_agg(${name})`).join(', ')}
  FROM (SELECT * FROM statistics.days WHERE site_id = $1 AND origin = $2::statistics.origin
    AND day BETWEEN $3::date AND $4::date ORDER BY day) d`;

/** Days with their figures, in order; days on which nothing was counted have no row. */
export async function readDays(
  db: Database,
  of: { readonly siteId: number; readonly origin: Origin; readonly from: string; readonly to: string },
): Promise<DayFacts[]> {
  const values = [of.siteId, of.origin, of.from, of.to];
  const [row = []] = await unreadRows(db, { name: 'statistics-days', text: daysText, values });
  const [days, closed, exact, ...columns] = row.map(asNumbers);
  return Array.from(days ?? [], (day, place) => {
    const facts: Record<string, unknown> = {
      day: dayText(day),
      closed: closed?.[place] === 1,
      visitors_exact: exact?.[place] === 1,
    };
    for (let column = 0; column < countedFigures.length; column += 1)
      facts[countedFigures[column] as string] = columns[column]?.[place] ?? 0;
    return facts as unknown as DayFacts;
  });
}

function dayText(number: number): string {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

/** Visits of a range. */
export async function sumVisits(
  db: Database,
  of: { readonly siteId: number; readonly origin: Origin; readonly range: Pick<Range, 'from' | 'to'> },
): Promise<number> {
  const text = `SELECT coalesce(sum(visits), 0)::float8 AS visits FROM statistics.days
    WHERE site_id = $1 AND origin = $2::statistics.origin AND day BETWEEN $3::date AND $4::date`;
  const values = [of.siteId, of.origin, of.range.from, of.range.to];
  const [row] = await db.hot<{ visits: number }>('statistics-visits', text, values);
  return row?.visits ?? 0;
}

/** Visits by their duration, summed up over a range. */
export interface Steps {
  readonly span: readonly number[];
  readonly engaged: readonly number[];
}

// Each place of the lists is added up by itself: taking the lists apart into rows takes three times as long.
function stepsText(steps: number): string {
  const sums = (list: string) =>
    Array.from({ length: steps }, (_, step) => `coalesce(sum(${list}[${step + 1}]), 0)::float8`).join(', ');
  return `SELECT ARRAY[${sums('span_steps')}] AS span, ARRAY[${sums('engaged_steps')}] AS engaged
    FROM statistics.days WHERE site_id = $1 AND origin = $2::statistics.origin AND day BETWEEN $3::date AND $4::date`;
}

/** @param of.steps how many there are */
export async function readSteps(
  db: Database,
  of: {
    readonly siteId: number;
    readonly origin: Origin;
    readonly range: Pick<Range, 'from' | 'to'>;
    readonly steps: number;
  },
): Promise<Steps> {
  const values = [of.siteId, of.origin, of.range.from, of.range.to];
  const [row] = await db.hot<Steps>(`statistics-steps-${of.steps}`, stepsText(of.steps), values);
  return row ?? { span: [], engaged: [] };
}

/** The hits that the checks of `today` look at, over the last days of every site. */
export async function readLastCounted(db: Db): Promise<
  {
    readonly slug: string;
    readonly name: string;
    readonly timeZone: string;
    readonly createdAt: Date;
    readonly last: string | null;
  }[]
> {
  const { rows } = await sql<{ slug: string; name: string; timeZone: string; createdAt: Date; last: string | null }>`
    SELECT s.slug, s.name, s.time_zone AS "timeZone", s.created_at AS "createdAt",
      (SELECT max(d.day)::text FROM statistics.days d
        WHERE d.site_id = s.id AND d.origin = 'live' AND (d.visits > 0 OR d.bot_hits > 0 OR d.refused_hits > 0)) AS last
    FROM statistics.sites s WHERE s.ended_at IS NULL ORDER BY s.name`.execute(db);
  return rows;
}
