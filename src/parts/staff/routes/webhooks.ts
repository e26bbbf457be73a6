import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import { readList } from '../../../platform/http/list.ts';
import type { App } from '../../../platform/http/server.ts';
import * as manage from '../actions/webhooks/manage.ts';
import { deliveryList, deliveryPage, webhookItem, webhookList } from '../actions/webhooks/show.ts';
import type { WebhooksHanded } from '../wire/handed.ts';
import {
  ByDelivery,
  ByWebhook,
  DeliveryList,
  DeliveryPage,
  DeliveryQuery,
  NewWebhook,
  None,
  Replayed,
  Rotation,
  Sent,
  SpanToReplay,
  WebhookChange,
  WebhookItem,
  WebhookList,
  WebhookMade,
  WebhookQuery,
} from '../wire/webhooks.ts';
import { member } from './caller.ts';

const config = access({ callers: ['administrator'], purposes: [], limit: 'desk' });
const mayRead = access({ callers: ['administrator', 'API token'], purposes: [], limit: 'desk', scope: 'webhooks' });
const tags = ['webhooks'];
const path = '/api/v1/webhooks';

/** Programs outside that are told of events. */
export function mountWebhooks(app: App, deps: Deps, handed: WebhooksHanded): void {
  app.get(
    path,
    {
      config: mayRead,
      schema: { summary: 'Who is told of events', tags, querystring: WebhookQuery, response: { 200: WebhookList } },
    },
    async ({ query }) => webhookList(deps.db.read, readList(query, 'name'), query.state ?? null),
  );

  app.get(
    `${path}/:id`,
    { config: mayRead, schema: { summary: 'One receiver', tags, params: ByWebhook, response: { 200: WebhookItem } } },
    async ({ params }) => webhookItem(deps.db.read, params.id),
  );

  app.post(
    path,
    { config, schema: { summary: 'Tell a program of events', tags, body: NewWebhook, response: { 201: WebhookMade } } },
    async (request, reply) => {
      const made = await deps.db.base(async (trx) => {
        const { id, secret } = await manage.addWebhook(trx, deps, member(request.who), { ...request.body, handed });
        return { webhook: await webhookItem(trx, id), secret };
      });
      return reply.code(201).header('cache-control', 'no-store').send(made);
    },
  );

  app.put(
    `${path}/:id`,
    {
      config,
      schema: {
        summary: 'Change its name and what it is told of',
        tags,
        params: ByWebhook,
        body: WebhookChange,
        response: { 200: WebhookItem },
      },
    },
    async ({ who, params: { id }, body }) =>
      deps.db.base(async (trx) => {
        await manage.changeWebhook(trx, deps, member(who), { id, ...body });
        return webhookItem(trx, id);
      }),
  );

  app.post(
    `${path}/:id/secret`,
    {
      config,
      schema: {
        summary: 'A new secret; the old one signs beside it for a while',
        tags,
        params: ByWebhook,
        body: Rotation,
        response: { 200: WebhookMade },
      },
    },
    async ({ who, params: { id }, body }, reply) => {
      reply.header('cache-control', 'no-store');
      return deps.db.base(async (trx) => {
        const { secret } = await manage.rotateSecret(trx, deps, member(who), { id, ...body, handed });
        return { webhook: await webhookItem(trx, id), secret };
      });
    },
  );
  mountStates(app, deps, handed);
  mountDeliveries(app, deps);
}

function mountStates(app: App, deps: Deps, handed: WebhooksHanded): void {
  const acts = {
    stop: { summary: 'Send nothing until it is resumed; what happens waits', act: manage.stopWebhook },
    resume: { summary: 'Send again, and what has waited first', act: manage.resumeWebhook },
    end: {
      summary: 'Send nothing more, for good',
      act: (...[trx, , who, id]: Parameters<typeof manage.stopWebhook>) =>
        manage.endWebhook(trx, deps, who, { id, handed }),
    },
  };
  for (const [name, { summary, act }] of Object.entries(acts))
    app.post(
      `${path}/:id/${name}`,
      { config, schema: { summary, tags, params: ByWebhook, body: None, response: { 200: WebhookItem } } },
      async ({ who, params: { id } }) =>
        deps.db.base(async (trx) => {
          await act(trx, deps, member(who), id);
          return webhookItem(trx, id);
        }),
    );
}

function mountDeliveries(app: App, deps: Deps): void {
  app.post(
    `${path}/:id/test`,
    {
      config,
      schema: {
        summary: 'Send a message that tells nothing',
        tags,
        params: ByWebhook,
        body: None,
        response: { 202: Sent },
      },
    },
    async ({ who, params }, reply) =>
      reply.code(202).send(await deps.db.base((trx) => manage.sendTest(trx, deps, member(who), params.id))),
  );

  app.get(
    `${path}/:id/deliveries`,
    {
      config: mayRead,
      schema: {
        summary: 'What it was told, newest first',
        tags,
        params: ByWebhook,
        querystring: DeliveryQuery,
        response: { 200: DeliveryList },
      },
    },
    async ({ params, query }) => {
      const { state = null, kind = null } = query;
      return deliveryList(deps.db.read, readList(query, '-happenedAt'), { webhookId: params.id, state, kind });
    },
  );

  app.get(
    `${path}/:id/deliveries/:deliveryId`,
    {
      config: mayRead,
      schema: { summary: 'One message, with every try', tags, params: ByDelivery, response: { 200: DeliveryPage } },
    },
    async ({ params }) => deliveryPage(deps.db.read, params),
  );

  app.post(
    `${path}/:id/deliveries/:deliveryId/replay`,
    {
      config,
      schema: {
        summary: 'Send one anew, under its id',
        tags,
        params: ByDelivery,
        body: None,
        response: { 200: DeliveryPage },
      },
    },
    async ({ who, params }) =>
      deps.db.base(async (trx) => {
        await manage.replayDelivery(trx, deps, member(who), params);
        return deliveryPage(trx, params);
      }),
  );

  app.post(
    `${path}/:id/replay`,
    {
      config,
      schema: {
        summary: 'Send anew all of a span of time',
        tags,
        params: ByWebhook,
        body: SpanToReplay,
        response: { 200: Replayed },
      },
    },
    async ({ who, params, body }) =>
      deps.db.base((trx) => manage.replayDeliveries(trx, deps, member(who), { id: params.id, ...body })),
  );
}
