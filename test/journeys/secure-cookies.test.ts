import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/platform/crypto/digest.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Behind https every cookie is marked Secure, whatever way it is set.

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ vendor: false, overrides: { publicUrl: 'https://kept.example' } });
}, 120_000);
afterAll(() => app.stop());

const flags = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, '='));

test('the session of the desk', async () => {
  const token = randomBytes(32).toString('base64url');
  await connected(app.database.ownerUrl, (client) =>
    client.query(
      `INSERT INTO staff.invitations (id, role, token_sha256, created_at, expires_at)
       VALUES (gen_random_uuid(), 'support', $1, $2, $2::timestamptz + interval '1 hour')`,
      [sha256(token), app.clock.now()],
    ),
  );
  const account = { name: 'A Member', email: 'member@vendor.example', password: 'a long pass phrase of tests' };
  const csrf = { 'kept-csrf': '1' };
  expect((await app.post('/api/v1/invitations/accept', { token, ...account }, csrf)).status).toBe(201);
  const signedIn = await app.post('/api/auth/sign-in/email', account, csrf);
  expect(signedIn.status).toBe(200);
  expect(flags(signedIn).length).toBeGreaterThan(0);
  for (const cookie of flags(signedIn)) {
    expect(cookie).toMatch(/^__Secure-kept\./);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
  }
});

test('the mark that a child was turned back', async () => {
  const refused = await app.submit('/activate/student', { day: '5', month: '6', year: '2018' });
  expect(refused.status).toBe(403);
  expect(flags(refused)).toEqual([expect.stringMatching(/; HttpOnly; SameSite=Strict; Secure$/)]);
});
