import Fastify from 'fastify';
import Type from 'typebox';
import { expect, test } from 'vitest';
import type { App } from './app.ts';
import { validateStrictly } from './validate.ts';

const app = Fastify() as unknown as App;
validateStrictly(app);
app.post(
  '/things',
  {
    schema: {
      querystring: Type.Object({ limit: Type.Optional(Type.Integer()) }),
      body: Type.Object({ colour: Type.Union([Type.String(), Type.Null()]) }),
    },
  },
  async (request) => ({ query: request.query, body: request.body }),
);
const post = async (query: string, body: unknown) => {
  const answer = await app.inject({ method: 'POST', url: `/things${query}`, payload: body as object });
  return [answer.statusCode, answer.statusCode === 200 ? answer.json() : null];
};

test.each([
  ['?limit=5', { colour: null }, 200, { query: { limit: 5 }, body: { colour: null } }],
  ['', { colour: 'red' }, 200, { query: {}, body: { colour: 'red' } }],
  ['', { colour: 5 }, 400, null],
  ['?limit=many', { colour: null }, 400, null],
])('%s %j is answered %i', async (query, body, status, echo) => {
  expect(await post(query, body)).toEqual([status, echo]);
});
