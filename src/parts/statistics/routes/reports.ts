import type { FastifyReply } from 'fastify';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { type CsvFile, overviewCsv, tableCsv } from '../actions/reports/as-csv.ts';
import { countAs } from '../actions/reports/count-as.ts';
import { folderCsv, folderTable } from '../actions/reports/folders.ts';
import { funnelFigures, goalFigures } from '../actions/reports/goals.ts';
import { liveView } from '../actions/reports/live.ts';
import { overview } from '../actions/reports/overview.ts';
import { siteSummaries } from '../actions/reports/sites.ts';
import { dimensionTable } from '../actions/reports/table.ts';
import { FolderCsvQuery, FolderParams, FolderQuery, FolderTable } from '../wire/folders.ts';
import type { ReportsHanded } from '../wire/handed.ts';
import { CountAs, CountAsQuery, FunnelFigures, GoalFigures } from '../wire/kept.ts';
import {
  Live,
  Overview,
  OverviewQuery,
  RangeQuery,
  SiteParams,
  SiteSummaries,
  Table,
  TableCsvQuery,
  TableParams,
  TableQuery,
} from '../wire/reports.ts';

export { addGauges } from '../actions/reports/gauges.ts';
export type { ReportsHanded } from '../wire/handed.ts';

export const reportsBase = '/api/v1/statistics/reports';
const base = reportsBase;
const tags = ['statistics'];

/** Who may read the figures: staff whose work it is, and programs with a token for it. */
const readers: readonly Caller[] = ['administrator', 'marketing', 'product manager', 'privacy officer', 'API token'];
export const mayRead = access({ callers: readers, purposes: [], limit: 'desk', scope: 'statistics' });

/** The figures, for the desk and for programs. Every one of them is folded: no value of fewer than `k` visits is named. */
export function reportRoutes(app: App, deps: Deps, handed: ReportsHanded): void {
  app.get(
    `${base}/sites`,
    {
      config: mayRead,
      schema: { summary: 'Sites with figures, and the declared filters', tags, response: { 200: SiteSummaries } },
    },
    async () => siteSummaries(deps),
  );
  figureRoutes(app, deps, handed);
  tableRoutes(app, deps);
  folderRoutes(app, deps);
}

function figureRoutes(app: App, deps: Deps, handed: ReportsHanded): void {
  const params = SiteParams;

  app.get(
    `${base}/:site/overview`,
    {
      config: mayRead,
      schema: {
        summary: 'Visits, visitors, views, times and goals of a range, and their series',
        tags,
        params,
        querystring: OverviewQuery,
        response: { 200: Overview },
      },
    },
    async (request) => overview(deps, handed, request.params.site, request.query),
  );

  app.get(
    `${base}/:site/overview/csv`,
    { config: mayRead, schema: { summary: 'The series as CSV', tags, params, querystring: OverviewQuery } },
    async (request, reply) => sendCsv(reply, await overviewCsv(deps, handed, request.params.site, request.query)),
  );

  app.get(
    `${base}/:site/live`,
    { config: mayRead, schema: { summary: 'The last five minutes', tags, params, response: { 200: Live } } },
    async (request) => liveView(deps, handed, request.params.site),
  );

  app.get(
    `${base}/:site/goals`,
    {
      config: mayRead,
      schema: {
        summary: 'Goals reached in a range',
        tags,
        params,
        querystring: RangeQuery,
        response: { 200: GoalFigures },
      },
    },
    async (request) => goalFigures(deps, request.params.site, request.query),
  );

  app.get(
    `${base}/:site/funnels`,
    {
      config: mayRead,
      schema: {
        summary: 'How far visits came along each funnel',
        tags,
        params,
        querystring: RangeQuery,
        response: { 200: FunnelFigures },
      },
    },
    async (request) => funnelFigures(deps, request.params.site, request.query),
  );

  app.get(
    `${base}/:site/count-as`,
    {
      config: mayRead,
      schema: {
        summary: 'The same days by the rules of another program',
        tags,
        params,
        querystring: CountAsQuery,
        response: { 200: CountAs },
      },
    },
    async (request) => countAs(deps, request.params.site, request.query),
  );
}

function tableRoutes(app: App, deps: Deps): void {
  app.get(
    `${base}/:site/tables/:dimension`,
    {
      config: mayRead,
      schema: {
        summary: 'The values of a dimension',
        tags,
        params: TableParams,
        querystring: TableQuery,
        response: { 200: Table },
      },
    },
    async (request) => dimensionTable(deps, request.params.site, request.params.dimension, request.query),
  );

  app.get(
    `${base}/:site/tables/:dimension/csv`,
    {
      config: mayRead,
      schema: { summary: 'All values of a dimension as CSV', tags, params: TableParams, querystring: TableCsvQuery },
    },
    async (request, reply) =>
      sendCsv(reply, await tableCsv(deps, request.params.site, request.params.dimension, request.query)),
  );
}

function folderRoutes(app: App, deps: Deps): void {
  const params = FolderParams;
  app.get(
    `${base}/:site/folders/:dimension`,
    {
      config: mayRead,
      schema: {
        summary: 'Paths by the folder in which they lie',
        tags,
        params,
        querystring: FolderQuery,
        response: { 200: FolderTable },
      },
    },
    async (request) => folderTable(deps, request.params.site, request.params.dimension, request.query),
  );

  app.get(
    `${base}/:site/folders/:dimension/csv`,
    { config: mayRead, schema: { summary: 'A folder of paths as CSV', tags, params, querystring: FolderCsvQuery } },
    async (request, reply) =>
      sendCsv(reply, await folderCsv(deps, request.params.site, request.params.dimension, request.query)),
  );
}

function sendCsv(reply: FastifyReply, { name, content }: CsvFile): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(content);
}
