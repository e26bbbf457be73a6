import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import { correctionList } from '../actions/corrections.ts';
import { CorrectionList, CorrectionQuery } from '../wire/api.ts';

export function correctionRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/corrections',
    {
      config: access({
        callers: ['administrator', 'licence desk', 'support', 'privacy officer'],
        purposes: [],
        limit: 'desk',
      }),
      schema: {
        summary: 'What was corrected, and who was told',
        tags: ['rights'],
        querystring: CorrectionQuery,
        response: { 200: CorrectionList },
      },
    },
    async (request) => {
      const list = readList(request.query, '-at');
      return correctionList(deps, { list, personId: request.query.personId ?? null });
    },
  );
}
