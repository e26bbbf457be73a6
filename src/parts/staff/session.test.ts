import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

describe('the session', () => {
  test('tells nobody nothing but whose desk it is', async () => {
    const answer = await app.get('/api/v1/session');
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await answer.json()).toEqual({
      member: null,
      outside: null,
      purposes: [],
      defaultPurpose: null,
      vendor: { name: 'Example Tooling GmbH', accentColor: null, timeZone: 'Europe/Berlin', demo: false },
      features: [],
    });
  });

  test('tells a member what may be stated and opened', async () => {
    const member = await app.signInAs('privacy officer');
    const { body } = await member.call('GET', '/api/v1/session');
    expect(body).toMatchObject({
      member: { id: member.memberId, role: 'privacy officer', email: member.email, company: null, passkeys: 0 },
      purposes: ['rights', 'legal'],
      defaultPurpose: 'rights',
    });
    expect((body as { features: string[] }).features).not.toContain('issue');
  });
});
