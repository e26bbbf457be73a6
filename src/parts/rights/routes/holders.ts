import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { acknowledgeNotices, holderNotices } from '../actions/acknowledge.ts';
import { Acknowledged, Acknowledging, HolderNoticeList, HolderNoticeQuery } from '../wire/holders.ts';
import { member, takers } from './caller.ts';

const tags = ['rights'];
const resellers: readonly Caller[] = ['reseller administrator', 'reseller staff'];

/** What holders of people's data were told, and that they have done it. */
export function holderRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/v1/holder-notices',
    {
      config: access({ callers: [...takers, ...resellers], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Corrections and opt-outs that were passed on, and who has acknowledged them',
        tags,
        querystring: HolderNoticeQuery,
        response: { 200: HolderNoticeList },
      },
    },
    async (request) => {
      const { personId = null, state = null } = request.query;
      return holderNotices(deps, member(request.who), { list: readList(request.query, 'toldAt'), personId, state });
    },
  );
  app.post(
    '/api/v1/holder-notices/acknowledge',
    {
      config: access({
        callers: ['administrator', 'privacy officer', 'licence desk', ...resellers],
        purposes: [],
        limit: 'desk',
      }),
      schema: {
        summary: 'Say that what was told has been done; staff for a holder that said so by letter or phone',
        tags,
        body: Acknowledging,
        response: { 200: Acknowledged },
      },
    },
    async (request) => ({
      count: await acknowledgeNotices(deps, member(request.who), request.body.ids ?? null),
    }),
  );
}
