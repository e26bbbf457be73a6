import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';

// What no machine can look at is promised by a named member of staff, until a day.

let app: TestApp;
let officer: Session;
let administrator: Session;
beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('privacy officer');
  administrator = await app.signInAs('administrator');
}, 120_000);
afterAll(() => app.stop());

interface Board {
  readonly clauses: readonly { readonly demands: readonly { readonly id: string; readonly state: string }[] }[];
}
interface Answer {
  readonly error?: { readonly code: string };
}

const word = 'U6.their-word';
const shown = async () => {
  const { body } = await administrator.call<Board>('GET', '/api/v1/proof');
  return body.clauses.flatMap(({ demands }) => demands).find(({ id }) => id === word);
};
const attest = async (who: Session, demand: string, body: object) => {
  const answer = await who.call<Answer>('POST', `/api/v1/proof/${demand}/attestations`, body);
  return [answer.status, answer.body?.error?.code];
};
const publicDemand = async () => {
  const all = (await (await app.get('/privacy/proof.json')).json()) as Board;
  return all.clauses.flatMap(({ demands }) => demands).find(({ id }) => id === word);
};
const given = { statement: 'Asked each of them in writing.', until: '2026-12-31' };

test('nobody has said so yet: unproven', async () => {
  expect(await shown()).toMatchObject({ state: 'unproven', attestable: true, attested: null });
});

test.each([
  ['an earlier day', word, { ...given, until: '2026-03-01' }, 422, 'KEPT_ATTESTED_UNTIL'],
  ['more than a year', word, { ...given, until: '2027-03-04' }, 422, 'KEPT_ATTESTED_UNTIL'],
  ['no words', word, { ...given, statement: '  ' }, 400, 'KEPT_INVALID'],
  ['no day', word, { statement: 'So it is.' }, 400, 'KEPT_INVALID'],
  ['what a machine looks at', 'U6.register', given, 409, 'KEPT_NOT_BY_PEOPLE'],
  ['what is not built', 'M1.sources', given, 409, 'KEPT_NOT_BY_PEOPLE'],
  ['what there is not', 'U6.nothing', given, 404, 'KEPT_NOT_FOUND'],
])('%s is refused', async (_, demand, body, status, code) => {
  expect(await attest(officer, demand, body)).toEqual([status, code]);
});

test('only the privacy officer attests', async () => {
  expect(await attest(administrator, word, given)).toEqual([403, 'KEPT_NOT_ALLOWED']);
  expect(await shown()).toMatchObject({ state: 'unproven' });
});

test('it is attested, never held, with who and until when; everybody is told the role and no name; it lapses', async () => {
  expect(await attest(officer, word, given)).toEqual([204, undefined]);
  expect(await shown()).toMatchObject({
    state: 'attested',
    cause: 'attested by the privacy officer on 2026-03-02, until 2027-01-01',
    attested: {
      by: officer.memberId,
      name: 'The privacy officer',
      role: 'privacy officer',
      statement: given.statement,
    },
  });
  expect(await publicDemand()).toMatchObject({ state: 'attested', at: null, lastSeenRed: null });
  const page = await (await app.get('/privacy/proof')).text();
  expect(page).toContain('attested by the privacy officer on 2026-03-02, until 2027-01-01');
  expect(page).not.toContain(officer.memberId);
  expect(page).not.toContain(given.statement);
  const [entry] = await connected(
    app.database.ownerUrl,
    async (client) =>
      (await client.query(`SELECT detail FROM staff.audit WHERE action = 'policy.demand attested'`)).rows,
  );
  expect(entry).toEqual({ detail: { demand: word, until: given.until } });
  app.clock.set('2026-12-31T23:59:00Z');
  expect(await publicDemand()).toMatchObject({ state: 'attested' });
  app.clock.set('2027-01-01T00:00:00Z');
  expect(await publicDemand()).toMatchObject({ state: 'unproven' });
});
