import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { handOverPeople } from '../actions/hand-over.ts';
import { HandedOver, HandOver } from '../wire/api.ts';
import { member } from './caller.ts';

export function handOverRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/hand-overs',
    {
      config: access({
        callers: ['administrator', 'marketing'],
        purposes: ['customer service', 'marketing'],
        limit: 'desk',
      }),
      schema: {
        summary: 'Hand people over to a processor, encrypted for it',
        tags: ['contacts'],
        body: HandOver,
        response: { 201: HandedOver },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await handOverPeople(deps, member(request.who), request.ground, request.body)),
  );
}
