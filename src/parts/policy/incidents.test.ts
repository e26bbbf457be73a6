import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { raiseAlarms } from './index.ts';

let app: TestApp;
let officer: Session;
beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('privacy officer');
}, 60_000);
afterAll(() => app.stop());

interface Incident {
  id: string;
  demand: string;
  openedAt: string;
  dueAt: string;
  mendedAt: string | null;
  closedAt: string | null;
  cause: string | null;
}
const asOwner = (text: string) => connected(app.database.ownerUrl, (client) => client.query(text));
const prove = () => app.kept.prover.run(['P1.hashed']);
const incidents = async () => (await officer.call<{ items: Incident[] }>('GET', '/api/v1/incidents')).body.items;
const close = (id: string, cause: string) =>
  officer.call<{ error?: { code: string } }>('POST', `/api/v1/incidents/${id}/close`, { cause });
const alarms = () => app.mails.messages.filter(({ subject }) => subject.startsWith('Broken: '));
const publicly = async () => (await app.get('/privacy/proof')).text();

it('a break opens one incident with a clock, is told of once, and is seen by everybody at once without a cause', async () => {
  await prove();
  expect(await incidents()).toEqual([]);
  await asOwner(
    `CREATE TABLE kept_words AS SELECT body FROM policy.notices WHERE version = 1 AND kind = 'privacy policy'`,
  );
  await asOwner(
    `UPDATE policy.notices SET body = '{"title": "Other", "sections": []}' WHERE version = 1 AND kind = 'privacy policy'`,
  );
  await prove();
  await prove();
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ demand: 'P1.hashed', mendedAt: null, closedAt: null, cause: null });
  expect(Date.parse(incident?.dueAt ?? '') - Date.parse(incident?.openedAt ?? '')).toBe(72 * 3_600_000);
  await app.settle();
  // The administrator who gave the vendor, and the officer.
  expect(
    alarms()
      .flatMap(({ to }) => to)
      .sort(),
  ).toHaveLength(2);
  expect(alarms()[0]?.text).toContain(
    'P1.hashed: The words of every version still have the hash that is kept with it.',
  );
  const page = await publicly();
  expect(page).toMatch(/broken<\/span> since <time/);
  expect(page).not.toContain('privacy policy 1');
  expect(
    await raiseAlarms(app.kept.deps, app.kept.prover.clauses, {
      inRoles: async () => [],
      mailboxes: async () => new Map(),
    }),
  ).toBe(0);
});

it('it is closed with its cause once the demand holds again, and only then is the cause published', async () => {
  const [incident] = await incidents();
  const id = incident?.id ?? '';
  expect(await close(id, 'An update.')).toMatchObject({
    status: 409,
    body: { error: { code: 'KEPT_INCIDENT_NOT_MENDED' } },
  });
  await asOwner(
    `UPDATE policy.notices SET body = (SELECT body FROM kept_words) WHERE version = 1 AND kind = 'privacy policy'`,
  );
  await prove();
  expect((await incidents())[0]?.mendedAt).not.toBeNull();
  expect(await close(id, '  ')).toMatchObject({ status: 400 });
  expect((await officer.call('POST', '/api/v1/incidents/999/close', { cause: 'None.' })).status).toBe(404);
  expect((await close(id, 'An update <b>wrote</b> over it.')).status).toBe(200);
  expect(await close(id, 'Again.')).toMatchObject({ status: 409, body: { error: { code: 'KEPT_INCIDENT_CLOSED' } } });
  expect(await publicly()).toContain('An update &lt;b&gt;wrote&lt;/b&gt; over it.');
  const json = (await (await app.get('/privacy/proof.json')).json()) as { incidents: { demand: string }[] };
  expect(json.incidents).toMatchObject([{ demand: 'P1.hashed', cause: 'An update <b>wrote</b> over it.' }]);
});

it('the next break opens another one', async () => {
  app.clock.advance({ days: 1 });
  await asOwner(`UPDATE policy.notices SET sha256 = sha256('x') WHERE version = 1 AND kind = 'privacy policy'`);
  await prove();
  expect((await incidents()).map(({ closedAt }) => closedAt === null)).toEqual([true, false]);
  await app.settle();
  expect(alarms()).toHaveLength(4);
});
