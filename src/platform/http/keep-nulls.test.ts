import Fastify from 'fastify';
import Type from 'typebox';
import { expect, test } from 'vitest';
import { keepNulls } from './keep-nulls.ts';

const body = Type.Object({
  text: Type.Union([Type.String({ maxLength: 5 }), Type.Null()]),
  number: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  choice: Type.Union([Type.Enum(['a', 'b']), Type.Null()]),
  deep: Type.Array(Type.Object({ flag: Type.Union([Type.Boolean(), Type.Null()]) })),
});

test.each([
  [{ text: null, number: null, choice: null, deep: [{ flag: null }] }, 200],
  [{ text: 'five5', number: 3, choice: 'b', deep: [{ flag: false }] }, 200],
  [{ text: 'six666', number: 3, choice: 'b', deep: [] }, 400],
  [{ text: 'x', number: 0, choice: 'b', deep: [] }, 400],
  [{ text: 'x', number: 1, choice: 'c', deep: [] }, 400],
])('%j is answered %i and stays as it was sent', async (sent, status) => {
  const app = Fastify({ ajv: { customOptions: { coerceTypes: 'array' } } });
  app.post('/', { schema: { body: keepNulls(body) } }, async (request) => request.body);
  const answer = await app.inject({ method: 'POST', url: '/', payload: sent });
  expect(answer.statusCode).toBe(status);
  if (status === 200) expect(answer.json()).toEqual(sent);
});
