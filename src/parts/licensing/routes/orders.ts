import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readList } from '../../../platform/http/list.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { App } from '../../../platform/http/server.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { fulfilOrder } from '../actions/fulfil-order.ts';
import { listOrders, openOrder } from '../actions/order-pages.ts';
import { askAboutOrder, noteAnswer, questionsOfOrder } from '../actions/order-questions.ts';
import { changeOrder, placeOrder } from '../actions/orders.ts';
import {
  AnswerTold,
  Fulfilment,
  NewOrder,
  NewQuestion,
  Order,
  OrderEnd,
  OrderList,
  OrderParams,
  OrderQuery,
  OrderQuestions,
  QuestionParams,
} from '../wire/orders.ts';

const keepers: readonly Caller[] = ['administrator', 'licence desk'];
const sellers: readonly Caller[] = [...keepers, 'reseller administrator', 'reseller staff'];
const tags = ['orders'];

function member(who: Who): Member {
  if (who.kind !== 'member') throw httpErrors.KEPT_NOT_ALLOWED();
  return who;
}

/** Orders by resellers and the desk, and questions about them. */
export function orderRoutes(app: App, deps: Deps): void {
  readingRoutes(app, deps);
  changingRoutes(app, deps);
  questionRoutes(app, deps);
}

function readingRoutes(app: App, deps: Deps): void {
  const callers: readonly Caller[] = [...staffRoles, 'reseller administrator', 'reseller staff'];
  const read = access({ callers, purposes: [], limit: 'desk' });
  app.get(
    '/api/v1/orders',
    { config: read, schema: { summary: 'Orders', tags, querystring: OrderQuery, response: { 200: OrderList } } },
    async (request) => {
      const { limit, cursor, sort, ...filter } = request.query;
      return listOrders(deps, member(request.who), readList(request.query, '-placedAt'), filter);
    },
  );
  app.get(
    '/api/v1/orders/:id',
    { config: read, schema: { summary: 'One order', tags, params: OrderParams, response: { 200: Order } } },
    async (request) => openOrder(deps, member(request.who), request.params.id),
  );
}

function changingRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/orders',
    {
      config: access({ callers: sellers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Place an order of new licences or of a renewal',
        tags,
        body: NewOrder,
        response: { 201: Order },
      },
    },
    async (request, reply) => {
      const who = member(request.who);
      const id = await placeOrder(deps, who, request.body);
      return reply.code(201).send(await openOrder(deps, who, id));
    },
  );
  app.post(
    '/api/v1/orders/:id/confirm',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: { summary: 'Confirm an order', tags, params: OrderParams, response: { 200: Order } },
    },
    async (request) => {
      const { id } = request.params;
      await changeOrder(deps, member(request.who), { id, act: 'confirm', reason: null });
      return openOrder(deps, member(request.who), id);
    },
  );
  for (const [act, callers, summary] of [
    ['refuse', keepers, 'Refuse an order'],
    ['cancel', sellers, 'Cancel an order'],
  ] as const)
    app.post(
      `/api/v1/orders/:id/${act}`,
      {
        config: access({ callers, purposes: [], limit: 'desk' }),
        schema: { summary, tags, params: OrderParams, body: OrderEnd, response: { 200: Order } },
      },
      async (request) => {
        const { id } = request.params;
        await changeOrder(deps, member(request.who), { id, act, reason: request.body.reason });
        return openOrder(deps, member(request.who), id);
      },
    );
  app.post(
    '/api/v1/orders/:id/fulfil',
    {
      config: access({ callers: keepers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Do what was ordered: issue the serials and hand them over, or renew the contract',
        tags,
        params: OrderParams,
        body: Fulfilment,
        response: { 200: Order },
      },
    },
    async (request) => {
      const { id } = request.params;
      await deps.db.base((trx) => fulfilOrder(trx, deps, member(request.who), { id, fulfilment: request.body }));
      deps.nudge();
      return openOrder(deps, member(request.who), id);
    },
  );
}

function questionRoutes(app: App, deps: Deps): void {
  const personal = access({ callers: sellers, purposes: ['customer service'], limit: 'desk' });
  app.get(
    '/api/v1/orders/:id/questions',
    {
      config: personal,
      schema: {
        summary: 'What was asked about an order, and who may be asked',
        tags,
        params: OrderParams,
        response: { 200: OrderQuestions },
      },
    },
    async (request) => questionsOfOrder(deps, member(request.who), request.ground, request.params.id),
  );
  app.post(
    '/api/v1/orders/:id/questions',
    {
      config: personal,
      schema: {
        summary: 'Ask somebody of the customer about an order, by mail',
        tags,
        params: OrderParams,
        body: NewQuestion,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await askAboutOrder(deps, member(request.who), request.ground, { id, ...request.body });
      return reply.code(204).send();
    },
  );
  app.post(
    '/api/v1/orders/:id/questions/:questionId/answer',
    {
      config: access({ callers: sellers, purposes: [], limit: 'desk' }),
      schema: {
        summary: 'Write down what was answered by phone, mail or letter',
        tags,
        params: QuestionParams,
        body: AnswerTold,
      },
    },
    async (request, reply) => {
      await noteAnswer(deps, member(request.who), { ...request.params, ...request.body });
      return reply.code(204).send();
    },
  );
}
