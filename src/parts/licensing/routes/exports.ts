import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import {
  beginExport,
  exportPurposes,
  fetchExport,
  listExports,
  readExportOf,
  restartExport,
  stopExport,
} from '../actions/export/exports.ts';
import { workOnExport } from '../actions/export/work.ts';
import { IdParams } from '../wire/catalogue.ts';
import { AskExport, Export, ExportList, ExportQuery } from '../wire/exports.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const tags = ['licensing'];

/** Customers and licences as a whole, as files. */
export function exportRoutes(app: App, deps: Deps): void {
  const config = access({ callers: keepers, purposes: [], limit: 'desk' });
  // Whatever is exported, a reason is asked; people are read under its purpose.
  const stated = access({ callers: keepers, purposes: exportPurposes, limit: 'desk' });

  app.get(
    '/api/v1/exports',
    {
      config,
      schema: {
        summary: 'Exports of customers and licences',
        tags,
        querystring: ExportQuery,
        response: { 200: ExportList },
      },
    },
    async (request) => listExports(deps, member(request.who), readList(request.query, '-createdAt')),
  );

  app.get(
    '/api/v1/exports/:id',
    { config, schema: { summary: 'One export: how far it is', tags, params: IdParams, response: { 200: Export } } },
    async (request) => readExportOf(deps, member(request.who), request.params.id),
  );

  app.get(
    '/api/v1/exports/:id/file',
    { config, schema: { summary: 'The file of an export, for who asked for it', tags, params: IdParams } },
    async (request, reply) => {
      const { fileName, type, bytes } = await fetchExport(deps, member(request.who), request.params.id);
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('cache-control', 'no-store')
        .send(ReadableStream.from(bytes));
    },
  );

  app.post(
    '/api/v1/exports',
    {
      config: stated,
      schema: { summary: 'Export tables of customers and licences', tags, body: AskExport, response: { 202: Export } },
    },
    async (request, reply) => {
      const who = member(request.who);
      const id = await beginExport(deps, who, request.ground, request.body);
      void workOnExport(deps, id);
      return reply.code(202).send(await readExportOf(deps, who, id));
    },
  );

  app.post(
    '/api/v1/exports/:id/restart',
    {
      config: stated,
      schema: { summary: 'Begin a stopped export anew', tags, params: IdParams, response: { 202: Export } },
    },
    async (request, reply) => {
      const who = member(request.who);
      const { id } = request.params;
      await restartExport(deps, who, request.ground, id);
      void workOnExport(deps, id);
      return reply.code(202).send(await readExportOf(deps, who, id));
    },
  );

  app.post(
    '/api/v1/exports/:id/stop',
    {
      config,
      schema: {
        summary: 'Stop an export; nothing of its file stays',
        tags,
        params: IdParams,
        response: { 200: Export },
      },
    },
    async (request) => stopExport(deps, member(request.who), request.params.id),
  );
}

function member(who: Who): Member {
  if (who.kind !== 'member') throw errors.KEPT_NOT_ALLOWED();
  return who;
}
