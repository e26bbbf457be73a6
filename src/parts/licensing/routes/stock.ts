import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { splitStock, stockOf } from '../actions/stock.ts';
import { Split, Splitting, Stock } from '../wire/stock.ts';

const resellers: readonly Caller[] = ['reseller administrator', 'reseller staff'];
const tags = ['licensing'];

/** What resellers have to sell, and moving it down the tiers. */
export function stockRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/stock',
    {
      config: access({ callers: [...staffRoles, ...resellers], purposes: [], limit: 'desk' }),
      schema: { summary: 'Serials to sell and sold, by reseller and product', tags, response: { 200: Stock } },
    },
    async (request) => stockOf(deps, request.who),
  );
  app.post(
    '/api/v1/stock/split',
    {
      config: access({ callers: ['administrator', 'licence desk', ...resellers], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Move serials from one stock to another',
        tags,
        body: Splitting,
        response: { 200: Split },
      },
    },
    async (request) => ({ moved: await splitStock(deps, request.who, request.body) }),
  );
}
