import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../kit/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ vendor: false });
}, 60_000);
afterAll(() => app.stop());

test('a path that cannot be read is answered with a code, and not repeated', async () => {
  const answer = await app.get('/%zz-secret');
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).error.code]).toEqual([400, 'KEPT_UNREADABLE']);
  expect(text).not.toContain('secret');
});
