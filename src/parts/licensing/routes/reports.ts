import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { approveReport, dueReports, previewReport } from '../actions/approve-report.ts';
import { listReports } from '../actions/report-list.ts';
import {
  ApprovedReport,
  ContractParams,
  DueReports,
  ReportList,
  ReportPreview,
  ReportQuery,
  SentReport,
} from '../wire/reports.ts';

const tags = ['licensing'];
const readers: readonly Caller[] = ['administrator', 'licence desk', 'product manager', 'privacy officer'];
const keepers: readonly Caller[] = ['administrator', 'licence desk'];

/** Reports to licensors: what was sent, what is due, and one that somebody looks at before it leaves. */
export function reportRoutes(app: App, deps: Deps): void {
  const read = access({ callers: readers, purposes: [], limit: 'desk' });

  app.get(
    '/api/v1/reports',
    {
      config: read,
      schema: {
        summary: 'Reports that were sent to licensors',
        tags,
        querystring: ReportQuery,
        response: { 200: ReportList },
      },
    },
    async (request) => listReports(deps, readList(request.query, '-queuedAt'), request.query.recipientId ?? null),
  );

  app.get(
    '/api/v1/due-reports',
    {
      config: read,
      schema: {
        summary: 'What is to be reported to licensors now, contract by contract',
        tags,
        response: { 200: DueReports },
      },
    },
    async () => ({ reports: await dueReports(deps) }),
  );

  app.get(
    '/api/v1/due-reports/:contractId',
    {
      config: access({ callers: keepers, purposes: ['licensor obligation'], limit: 'desk' }),
      schema: {
        summary: 'A report as it would leave now; whoever is in it stands in the look-up log',
        tags,
        params: ContractParams,
        response: { 200: ReportPreview },
      },
    },
    async (request) => {
      if (request.who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
      return previewReport(deps, request.who, request.ground, request.params.contractId);
    },
  );

  app.post(
    '/api/v1/reports',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Approve and send a report that was looked at, named by its SHA-256',
        tags,
        body: ApprovedReport,
        response: { 201: SentReport },
      },
    },
    async (request, reply) => {
      if (request.who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
      return reply.code(201).send(await approveReport(deps, request.who, request.body));
    },
  );
}
