import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { firstInvitation } from './index.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ vendor: false });
});
afterAll(() => app.stop());

const tokenOf = (made: { link: string } | null) => made?.link.split('#')[1] ?? '';
const check = async (token: string) => {
  const answer = await app.post('/api/v1/invitations/check', { token });
  return (await answer.json()) as { first?: boolean; error?: { code: string } };
};

test('each start makes a new first link and ends the older; none is made once somebody can sign in', async () => {
  const older = tokenOf(await firstInvitation(app.kept.deps));
  const newer = tokenOf(await firstInvitation(app.kept.deps));
  expect((await check(older)).error?.code).toBe('KEPT_INVITATION_EXPIRED');
  expect(await check(newer)).toMatchObject({ role: 'administrator', first: true });

  app.clock.advance({ hours: 24 });
  expect((await check(newer)).error?.code).toBe('KEPT_INVITATION_EXPIRED');

  const token = tokenOf(await firstInvitation(app.kept.deps));
  const given = { token, name: 'First', email: 'first@vendor.example', password: 'a long enough password' };
  expect((await app.post('/api/v1/invitations/accept', given)).status).toBe(201);
  expect(await firstInvitation(app.kept.deps)).toBeNull();
});
