import Type from 'typebox';
import type { Deps } from '../../../platform/deps.ts';
import { access } from '../../../platform/http/access.ts';
import type { App } from '../../../platform/http/server.ts';
import { approveBreach, breachNotices, stopBreach, writeBreach } from '../actions/breaches.ts';
import { BreachList, BreachPath, BreachStep, IncidentPath, NewBreach } from '../wire/breaches.ts';
import { member, officers } from './caller.ts';

const config = access({ callers: officers, purposes: [], limit: 'desk' });
const tags = ['rights'];

/** Telling those whom a breach concerns: written by one, approved by another, sent once to each. */
export function breachRoutes(app: App, deps: Deps): void {
  const path = '/api/v1/incidents/:id/breach-notices';
  app.get(
    path,
    {
      config,
      schema: {
        summary: 'What people are told of an incident, and how far that is',
        tags,
        params: IncidentPath,
        response: { 200: BreachList },
      },
    },
    async ({ who, params }) => ({ notices: await breachNotices(deps, member(who), params.id) }),
  );
  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Write what people are told; nothing is sent before somebody else approves it',
        tags,
        params: IncidentPath,
        body: NewBreach,
        response: { 201: BreachList },
      },
    },
    async ({ who, params, body }, reply) => {
      await writeBreach(deps, member(who), params.id, body);
      return reply.code(201).send({ notices: await breachNotices(deps, member(who), params.id) });
    },
  );
  app.post(
    '/api/v1/breach-notices/:id/approve',
    {
      config,
      schema: {
        summary: 'Approve as the second person: everybody whom it concerns is told',
        tags,
        params: BreachPath,
        response: { 204: Type.Null() },
      },
    },
    async ({ who, params }, reply) => {
      await approveBreach(deps, member(who), params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/breach-notices/:id/stop',
    {
      config,
      schema: {
        summary: 'Stop telling people of a breach, or go on',
        tags,
        params: BreachPath,
        body: BreachStep,
        response: { 204: Type.Null() },
      },
    },
    async ({ who, params, body }, reply) => {
      await stopBreach(deps, member(who), params.id, body.stop);
      return reply.code(204).send(null);
    },
  );
}
