import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import { staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import { disclosureList } from '../actions/lists.ts';
import { openMail, outbox, sendAgain } from '../actions/outbox.ts';
import {
  ById,
  DisclosureList,
  DisclosureQuery,
  Empty,
  OutboxItem,
  OutboxList,
  OutboxMail,
  OutboxQuery,
} from '../wire/api.ts';
import type { DisclosuresHanded } from '../wire/handed.ts';
import { member } from './caller.ts';

const tags = ['disclosures'];

export function ledgerRoutes(app: App, deps: Deps, handed: DisclosuresHanded): void {
  app.get(
    '/api/v1/disclosures',
    {
      config: access({
        callers: [...staffRoles, 'reseller administrator', 'reseller staff'],
        purposes: [],
        limit: 'desk',
      }),
      schema: {
        summary: 'What was given to whom',
        tags,
        querystring: DisclosureQuery,
        response: { 200: DisclosureList },
      },
    },
    async (request) => {
      const list = readList(request.query, '-at');
      return disclosureList(deps, handed, member(request.who), { list, query: request.query });
    },
  );

  app.get(
    '/api/v1/outbox',
    {
      config: access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Outgoing mail, without texts and addresses',
        tags,
        querystring: OutboxQuery,
        response: { 200: OutboxList },
      },
    },
    async (request) => outbox(deps, { list: readList(request.query, '-queuedAt'), query: request.query }),
  );

  app.get(
    '/api/v1/outbox/:id',
    {
      config: access({
        callers: ['administrator', 'privacy officer'],
        purposes: ['operations', 'rights'],
        limit: 'desk',
      }),
      schema: {
        summary: 'One outgoing mail, tokens taken out',
        tags,
        params: ById,
        response: { 200: OutboxMail },
      },
    },
    async (request) => openMail(deps, handed, member(request.who), { id: request.params.id, ground: request.ground }),
  );

  app.post(
    '/api/v1/outbox/:id/send-again',
    {
      config: access({ callers: ['administrator', 'privacy officer'], purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Send a mail that was refused, or that waits, at once',
        tags,
        params: ById,
        body: Empty,
        response: { 200: OutboxItem },
      },
    },
    async (request) => deps.db.base((trx) => sendAgain(trx, deps, member(request.who), request.params.id)),
  );
}
