import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, type RunningKept, runKept } from '../kit/kept.ts';

let folder: string;
let env: Record<string, string>;
let url: string;
let kept: RunningKept;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kept-lost-password-'));
  const port = await freePort();
  env = { KEPT_DATA: folder, KEPT_PORT: port };
  kept = runKept(['start'], env);
  url = /http\S+/.exec(await kept.said(/Public pages/))?.[0]?.replace(/\/$/, '') ?? '';
}, 240_000);
afterAll(async () => {
  kept?.signal('SIGTERM');
  await kept?.ended;
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const email = 'only@vendor.example';
const post = (path: string, body: object, cookie = '') =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'kept-csrf': '1', origin: url, cookie },
    body: JSON.stringify(body),
  });
const accept = (link: string, password: string) =>
  post('/api/v1/invitations/accept', { token: link.split('#')[1], name: 'The Only One', email, password });
const signIn = (password: string) => post('/api/auth/sign-in/email', { email, password });

async function inviteHere(...args: string[]) {
  const command = runKept(['staff', 'invite', ...args], env);
  return { code: await command.ended, text: command.lines.join('\n') };
}

test('the only administrator who lost the password is let in again from the server, which runs on', async () => {
  const first = /http\S+/.exec(await kept.said(/First account/))?.[0] ?? '';
  const made = await accept(first, 'a sentence to be forgotten');
  expect(made.status).toBe(201);
  const { memberId } = (await made.json()) as { memberId: string };
  const cookie = (await signIn('a sentence to be forgotten')).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const today = () => fetch(`${url}/api/v1/today`, { headers: { cookie } });
  expect((await today()).status).toBe(200);

  const { code, text } = await inviteHere(email);
  expect([code, text]).toEqual([0, expect.stringContaining('It works once, until')]);
  const link = /http\S+#\S+/.exec(text)?.[0] ?? '';
  const renewed = await accept(link, 'a sentence that is new');
  expect([renewed.status, await renewed.json()]).toEqual([201, { memberId, role: 'administrator' }]);
  expect((await today()).status).toBe(401);
  expect((await signIn('a sentence to be forgotten')).status).toBe(401);
  expect((await signIn('a sentence that is new')).status).toBe(200);
  expect((await accept(link, 'a sentence of a thief')).status).toBe(410);
}, 240_000);

test.each([
  [64, './kept staff invite MAIL', []],
  [1, 'email must be a mail address', ['nobody']],
  [1, 'role must be one of: administrator', [email, '--role', 'reseller staff']],
])(
  'ends with %i: %s',
  async (expected, words, args) => {
    const { code, text } = await inviteHere(...args);
    expect(code).toBe(expected);
    expect(text).toContain(words);
    expect(text).not.toContain('/desk/welcome#');
  },
  120_000,
);
