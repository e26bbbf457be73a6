import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { mergeCompanies, previewMerge, undoMerge } from '../actions/merge-companies.ts';
import { companyPage } from '../actions/open-company.ts';
import { ById, CompanyPage } from '../wire/api.ts';
import type { ContactsHanded } from '../wire/handed.ts';
import { ByMerge, MergePreview, MergeQuery, NewMerge } from '../wire/merges.ts';
import { member } from './caller.ts';

const tags = ['contacts'];
const keepers = access({ callers: ['administrator', 'licence desk'], purposes: [], limit: 'desk' });

export function mergeRoutes(app: App, deps: Deps, handed: ContactsHanded): void {
  app.get(
    '/api/v1/companies/:id/merge',
    {
      config: keepers,
      schema: {
        summary: 'What would go along if this company were merged into another, and who would come to see what',
        tags,
        params: ById,
        querystring: MergeQuery,
        response: { 200: MergePreview },
      },
    },
    async (request) => {
      const merging = { from: request.params.id, into: request.query.into };
      return deps.db.base((trx) => previewMerge(trx, deps, handed, merging));
    },
  );

  app.post(
    '/api/v1/companies/:id/merge',
    {
      config: keepers,
      schema: {
        summary: 'Merge this company into another, which stays',
        tags,
        params: ById,
        body: NewMerge,
        response: { 200: CompanyPage },
      },
    },
    async (request) => {
      const who = member(request.who);
      const { intoCompanyId: into, evidence } = request.body;
      const order = { from: request.params.id, into, who, evidence };
      await deps.db.base((trx) => mergeCompanies(trx, deps, handed, order));
      deps.nudge();
      return companyPage(deps, handed, who, into);
    },
  );

  app.post(
    '/api/v1/companies/:id/merges/:mergeId/undo',
    {
      config: keepers,
      schema: { summary: 'Take a merge back', tags, params: ByMerge, response: { 200: CompanyPage } },
    },
    async (request) => {
      const who = member(request.who);
      const { id: companyId, mergeId } = request.params;
      await deps.db.base((trx) => undoMerge(trx, deps, handed, { who, companyId, mergeId }));
      deps.nudge();
      return companyPage(deps, handed, who, companyId);
    },
  );
}
