import type { Deps } from '../../../platform/deps.ts';
import type { Files } from '../../../platform/files/files.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { downloadsOfLicence } from '../actions/downloads.ts';
import {
  addPiece,
  beginFile,
  finishFile,
  listDownloadDays,
  listReleaseFiles,
  withdrawFile,
} from '../actions/release-files.ts';
import { IdParams } from '../wire/catalogue.ts';
import {
  DownloadDayList,
  DownloadDayQuery,
  FinishedFile,
  LicenceDownloads,
  NewReleaseFile,
  PieceQuery,
  ReleaseFile,
  ReleaseFileList,
  ReleaseFileQuery,
} from '../wire/downloads.ts';

const keepers: readonly Caller[] = ['administrator', 'product manager', 'licence desk'];
const sellers: readonly Caller[] = ['reseller administrator', 'reseller staff'];
const tags = ['licensing'];
/** A file is sent piece by piece: a line that is cut costs one of them, and no more than that is ever in memory. */
const mostBytes = 8 * 1_048_576;

/** Files of releases: sent by staff, fetched by whoever has maintenance. */
export function releaseFileRoutes(app: App, deps: Deps, files: Files): void {
  const write = access({ callers: keepers, purposes: [], limit: 'desk' });
  const read = access({ callers: staffRoles, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/releases/:id/files',
    {
      config: read,
      schema: {
        summary: 'Files of a release',
        tags,
        params: IdParams,
        querystring: ReleaseFileQuery,
        response: { 200: ReleaseFileList },
      },
    },
    async (request) =>
      listReleaseFiles(deps, files, { list: readList(request.query, '-createdAt'), releaseId: request.params.id }),
  );

  app.post(
    '/api/v1/releases/:id/files',
    {
      config: write,
      schema: {
        summary: 'Begin a file of a release; its pieces follow',
        tags,
        params: IdParams,
        body: NewReleaseFile,
        response: { 201: ReleaseFile },
      },
    },
    async (request, reply) => {
      const input = { ...request.body, who: request.who, releaseId: request.params.id };
      return reply.code(201).send(await beginFile(deps, files, input));
    },
  );

  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: mostBytes },
      (_request, body, done) => done(null, body),
    );
    scope.put<{ Params: { id: string }; Querystring: { offset: number } }>(
      '/api/v1/release-files/:id/bytes',
      {
        config: write,
        bodyLimit: mostBytes,
        schema: {
          summary: 'Send the next piece of a file as the body, of 8 MiB at most',
          tags,
          params: IdParams,
          querystring: PieceQuery,
          response: { 200: ReleaseFile },
        },
      },
      async (request) => {
        const piece = request.body;
        if (!Buffer.isBuffer(piece)) throw httpErrors.KEPT_MEDIA_TYPE();
        return addPiece(deps, files, { id: request.params.id, offset: request.query.offset, piece });
      },
    );
  });

  app.post(
    '/api/v1/release-files/:id/finish',
    {
      config: write,
      schema: {
        summary: 'Say that a file is whole; from then on it is offered',
        tags,
        params: IdParams,
        body: FinishedFile,
        response: { 200: ReleaseFile },
      },
    },
    async (request) => {
      const { sha256 = null } = request.body;
      return finishFile(deps, files, { who: request.who, id: request.params.id, sha256 });
    },
  );

  app.delete(
    '/api/v1/release-files/:id',
    { config: write, schema: { summary: 'Withdraw a file and remove its bytes', tags, params: IdParams } },
    async (request, reply) => {
      await withdrawFile(deps, files, { who: request.who, id: request.params.id });
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/v1/release-downloads',
    {
      config: read,
      schema: {
        summary: 'How many licences fetched which release, by day',
        tags,
        querystring: DownloadDayQuery,
        response: { 200: DownloadDayList },
      },
    },
    async (request) => listDownloadDays(deps, readList(request.query, '-day')),
  );

  app.get(
    '/api/v1/licences/:id/downloads',
    {
      config: access({ callers: [...staffRoles, ...sellers], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Files that a licence may fetch, with links that open for a day',
        tags,
        params: IdParams,
        response: { 200: LicenceDownloads },
      },
    },
    async (request) => downloadsOfLicence(deps, request.who, request.params.id),
  );
}
