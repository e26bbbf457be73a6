import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/kit/app.ts';
import { connected } from '../../test/kit/database.ts';
import { closeWaysIn } from './close-ways-in.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

it('after a restore an old session cookie is refused, and a new sign-in is not', async () => {
  const before = await app.signInAs('administrator');
  expect((await before.call('GET', '/api/v1/companies')).status).toBe(200);
  await connected(app.database.ownerUrl, closeWaysIn);
  expect((await before.call('GET', '/api/v1/companies')).status).toBe(401);
  const after = await app.signInAs('administrator');
  expect((await after.call('GET', '/api/v1/companies')).status).toBe(200);
});
