import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { faultsFile, openImport } from '../actions/import/faults.ts';
import {
  type ImportWay,
  listImports,
  planImport,
  readImportOf,
  sendOn,
  stopImport,
  takeList,
} from '../actions/import/imports.ts';
import { workOn } from '../actions/import/work.ts';
import { IdParams } from '../wire/catalogue.ts';
import type { ImportAssigner } from '../wire/handed.ts';
import { FileName, Import, ImportList, ImportPage, ImportQuery, PlanImport } from '../wire/imports.ts';

export interface ImportsHanded {
  readonly assigner?: ImportAssigner;
}

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const tags = ['licensing'];
const mostBytes = 512 * 1_048_576;

/** Lists of customers and licences: sent, looked at, run, stopped, undone. */
export function importRoutes(app: App, deps: Deps, handed: ImportsHanded): void {
  const config = access({ callers: keepers, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/imports',
    {
      config,
      schema: {
        summary: 'Imports of customers and licences',
        tags,
        querystring: ImportQuery,
        response: { 200: ImportList },
      },
    },
    async (request) => listImports(deps, readList(request.query, '-createdAt')),
  );

  void app.register(async (scope) => {
    // A list is taken in as it comes: it may be larger than the memory.
    scope.addContentTypeParser('application/octet-stream', { bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      '/api/v1/imports',
      {
        config,
        bodyLimit: mostBytes,
        schema: {
          summary: 'Send a list (CSV or XLSX) as the body; its name goes into the header kept-file-name',
          tags,
          headers: FileName,
          response: { 201: Import },
        },
      },
      async (request, reply) => {
        const fileName = decoded(String(request.headers['kept-file-name']));
        return reply
          .code(201)
          .send(await takeList(deps, request.who, { fileName, bytes: request.body as AsyncIterable<Uint8Array> }));
      },
    );
  });

  app.get(
    '/api/v1/imports/:id',
    {
      config,
      schema: {
        summary: 'One import, with what is wrong with its rows',
        tags,
        params: IdParams,
        response: { 200: ImportPage },
      },
    },
    async (request) => openImport(deps, request.params.id),
  );

  app.get(
    '/api/v1/imports/:id/faults',
    { config, schema: { summary: 'Rows that are left out or cut, as CSV; never a value', tags, params: IdParams } },
    async (request, reply) => {
      await readImportOf(deps, request.params.id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rows-with-faults.csv"')
        .send(ReadableStream.from(faultsFile(deps, request.params.id)));
    },
  );

  app.put(
    '/api/v1/imports/:id/plan',
    {
      config,
      schema: {
        summary: 'Say how a list is read, where it came from and under which notice',
        tags,
        params: IdParams,
        body: PlanImport,
        response: { 200: Import },
      },
    },
    async (request) => planImport(deps, request.who, request.params.id, request.body),
  );

  const summaries: Record<ImportWay, string> = {
    check: 'Look at every row; nothing is imported',
    run: 'Import a list that was looked at',
    resume: 'Go on with an import that was stopped',
    undo: 'Take out what an import made, as far as nothing was built on it',
  };
  for (const way of Object.keys(summaries) as ImportWay[])
    app.post(
      `/api/v1/imports/:id/${way}`,
      { config, schema: { summary: summaries[way], tags, params: IdParams, response: { 202: Import } } },
      async (request, reply) => {
        const { id } = request.params;
        await sendOn(deps, request.who, id, way);
        void workOn(deps, id, handed);
        return reply.code(202).send(await readImportOf(deps, id));
      },
    );

  app.post(
    '/api/v1/imports/:id/stop',
    {
      config,
      schema: { summary: 'Stop an import; what is there stays', tags, params: IdParams, response: { 200: Import } },
    },
    async (request) => stopImport(deps, request.who, request.params.id),
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch (error) {
    throw httpErrors.KEPT_INVALID({ fields: { 'kept-file-name': 'is not percent-encoded' } }, error);
  }
}
