import Fastify from 'fastify';
import { expect, test } from 'vitest';
import type { KeptError } from '../errors.ts';
import type { App } from './app.ts';
import { refuseControlCharacters } from './control-characters.ts';

const app = Fastify() as unknown as App;
refuseControlCharacters(app);
app.setErrorHandler((error: KeptError, _request, reply) =>
  reply.code(error.status ?? 500).send(error.facts?.fields ?? {}),
);
app.post('/things/:name', async () => 'taken');
const post = async (url: string, body: object = {}) => {
  const { statusCode, body: answer } = await app.inject({ method: 'POST', url, payload: body });
  return [statusCode, answer];
};

test.each([
  ['/things/a', { text: 'two\nlines\tand a tab, Ünïcode 机' }, 200, 'taken'],
  ['/things/a', { text: 'nul\0' }, 400, '{"text":"has a character that cannot be stored"}'],
  ['/things/a', { list: [{ deep: 'bell\u0007' }] }, 400, '{"deep":"has a character that cannot be stored"}'],
  ['/things/a', { 'key\0': 'x' }, 400, '{"request":"has a character that cannot be stored"}'],
  ['/things/a?q=%00', {}, 400, '{"q":"has a character that cannot be stored"}'],
  ['/things/%00', {}, 400, '{"name":"has a character that cannot be stored"}'],
])('%s %j is answered %i', async (url, body, status, answer) => {
  expect(await post(url, body)).toEqual([status, answer]);
});
