import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { prove } from '../../../test/kit/prove.ts';
import { publishPolicy } from '../../../test/kit/publish.ts';
import { registeredClauses } from '../../app/registered-clauses.ts';
import { canonicalJson, sha256 } from '../../platform/crypto/digest.ts';
import { usesOfData } from '../../platform/db/uses.ts';
import { putUpDraft } from './actions/drafts.ts';
import { policyDraft } from './actions/publish.ts';
import { currentNotice, ensureNotice, noticeByHash, noticeById, noticeRefs } from './index.ts';

let app: TestApp;
let administrator: Session;
let officer: Session;

beforeAll(async () => {
  app = await startApp();
  administrator = await app.signInAs('administrator');
  officer = await app.signInAs('privacy officer');
});
afterAll(() => app.stop());

const body = (words: string) => ({ title: 'Registration', sections: [{ heading: 'Why', text: words }] });
const ensure = (words: string) =>
  app.kept.deps.db.base((trx) => ensureNotice(trx, app.kept.deps, { kind: 'registration', body: body(words) }));

describe('a notice', () => {
  test('is named by the hash of its words, and made once', async () => {
    const made = await ensure('Because.');
    expect(made.sha256).toBe(sha256(canonicalJson(body('Because.'))).toString('hex'));
    expect(await ensure('Because.')).toEqual(made);
    const next = await ensure('Because of that.');
    expect(next.version).toBe(made.version + 1);
    expect(await ensure('Because.')).toEqual(made);

    const { db, clock } = app.kept.deps;
    expect(await currentNotice(db.read, 'registration', clock.now())).toMatchObject(next);
    expect(await noticeById(db.read, made.id)).toMatchObject({ ...made, body: body('Because.') });
    const standing = await noticeByHash(db.read, 'registration', made.sha256);
    expect(standing).toEqual({ ...made, followedAt: clock.now() });
    expect(await noticeByHash(db.read, 'person page', made.sha256)).toBeNull();
    expect((await noticeRefs(db.read, [made.id, next.id, made.id])).get(next.id)).toEqual(next);
  });

  test('whose place other words have taken is a version of its own when its words are said again', async () => {
    const { clock } = app;
    const first = await ensure('Said first.');
    const second = await ensure('Said in its place.');
    // Another process may not know yet: the two must not make versions in turn.
    clock.advance({ seconds: 59 });
    expect(await ensure('Said first.')).toEqual(first);
    clock.advance({ seconds: 2 });
    const again = await ensure('Said first.');
    expect(again).toMatchObject({ sha256: first.sha256, version: second.version + 1 });
    expect(await noticeByHash(app.kept.deps.db.read, 'registration', first.sha256)).toEqual({
      ...again,
      followedAt: null,
    });
  });

  test('asked for twenty times at once is made once, without a gap', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, (_, index) => ensure(`At once ${index % 2}.`)));
    expect(new Set(made.map((each) => each.id)).size).toBe(2);
    const { rows } = await connected(app.database.ownerUrl, (client) =>
      client.query(
        `SELECT count(*)::int AS count, max(version) AS newest FROM policy.notices WHERE kind = 'registration'`,
      ),
    );
    expect(rows[0].newest).toBe(rows[0].count);
  });

  test('shows its words in the desk', async () => {
    const { id } = await ensure('Because.');
    await ensure('Because of this.');
    const { body: shown } = await officer.call('GET', `/api/v1/notices/${id}`);
    expect(shown).toMatchObject({ id, current: false, sections: [{ heading: 'Why', text: 'Because.' }] });
    expect((await officer.call('GET', '/api/v1/notices/10000000-0000-4000-8000-000000000001')).status).toBe(404);
    expect((await officer.call('GET', '/api/v1/notices/1')).status).toBe(400);
    const { body: list } = await officer.call<{ items: { kind: string }[] }>(
      'GET',
      '/api/v1/notices?kind=registration&limit=1',
    );
    expect(list.items.map((item) => item.kind)).toEqual(['registration']);
    expect((await officer.call('GET', '/api/v1/notices?kind=other')).status).toBe(400);
  });

  test.each(["UPDATE policy.notices SET body = '{}'", 'DELETE FROM policy.notices'])(
    'cannot be changed by the server: %s',
    async (statement) => {
      await expect(connected(app.database.appUrl, (client) => client.query(statement))).rejects.toThrow(
        'permission denied',
      );
    },
  );
});

describe('the policy', () => {
  const draft = async () => {
    const answer = await officer.call<{ draft: { sha256: string; newestVersion: number; changes: object[] } | null }>(
      'GET',
      '/api/v1/notices/draft',
    );
    return answer.body.draft;
  };
  const publish = (sha256: string, effectiveAt: string | null = null, by = officer) =>
    publishPolicy(by, administrator, { sha256, effectiveAt });

  async function rename(name: string): Promise<void> {
    const { body: vendor } = await administrator.call<object>('GET', '/api/v1/vendor');
    const { status } = await administrator.call('PUT', '/api/v1/vendor', { ...vendor, name });
    expect(status).toBe(200);
  }

  test('that says what was published has no draft', async () => {
    expect(await draft()).toBeNull();
    expect((await publish('0'.repeat(64))).body.error.code).toBe('KEPT_POLICY_UNCHANGED');
  });

  test('that changed is a draft until somebody publishes what they read', async () => {
    await rename('Renamed Tooling GmbH');
    expect(await (await app.get('/privacy')).text()).toContain('Version 1, in force since');
    const first = await draft();
    expect(first).toMatchObject({
      newestVersion: 1,
      changes: expect.arrayContaining([expect.objectContaining({ id: 'vendor' })]),
    });
    const { body: home } = await officer.call('GET', '/api/v1/today');
    expect(home).toMatchObject({
      groups: expect.arrayContaining([expect.objectContaining({ kind: 'policy to publish' })]),
    });

    await rename('Renamed Again GmbH');
    expect((await publish(first?.sha256 ?? '')).body.error.code).toBe('KEPT_POLICY_DRAFT_CHANGED');
    const support = await app.signInAs('support');
    expect((await publish((await draft())?.sha256 ?? '', null, support)).status).toBe(403);
    app.clock.advance({ days: 1 });
    const { status, body: made } = await publish((await draft())?.sha256 ?? '');
    expect([status, made.version]).toEqual([201, 2]);
    expect(await draft()).toBeNull();

    const pages = {
      now: await (await app.get('/privacy')).text(),
      old: await (await app.get('/privacy/versions/1')).text(),
      diff: await (await app.get('/privacy/versions/2/diff')).text(),
      first: await (await app.get('/privacy/versions/1/diff')).text(),
    };
    expect(pages.now).toContain('Version 2, in force since <time datetime="2026-03-03');
    expect(pages.old).toContain('This is not the version in force');
    expect(pages.old).toContain('Example Tooling GmbH, 1 Sample Street');
    expect(pages.diff).toMatch(/<del>Example Tooling <\/del><ins>Renamed Again <\/ins>GmbH/);
    expect(pages.first).toContain('This is the first version');
  });

  test('published for a later day is in force from then on', async () => {
    await rename('Later GmbH');
    const sha256 = (await draft())?.sha256 ?? '';
    const yesterday = new Date(app.clock.now().getTime() - 86_400_000).toISOString();
    expect((await publish(sha256, yesterday)).status).toBe(400);
    const from = new Date(app.clock.now().getTime() + 7 * 86_400_000).toISOString();
    expect((await publish(sha256, from)).status).toBe(201);
    const page = async () => (await app.get('/privacy')).text();
    expect(await page()).toContain('Version 3 will be in force from');
    expect(await page()).toContain('Version 2, in force since');
    app.clock.advance({ days: 7 });
    expect(await page()).toContain('Version 3, in force since');
  });

  test('announced for a later day is not overtaken by one for a day before', async () => {
    const inDays = (days: number) => new Date(app.clock.now().getTime() + days * 86_400_000).toISOString();
    const day = inDays(7);
    await rename('Announced GmbH');
    expect((await publish((await draft())?.sha256 ?? '', day)).status).toBe(201);
    await rename('Hasty GmbH');
    const sha256 = (await draft())?.sha256 ?? '';
    for (const before of [null, inDays(6)]) {
      const refused = await publish(sha256, before);
      expect([refused.status, refused.body.error.code]).toEqual([409, 'KEPT_POLICY_OVERTAKES']);
      expect(JSON.stringify(refused.body)).toContain(day.slice(0, 10));
    }
    expect((await publish(sha256, day)).status).toBe(201);
    app.clock.advance({ days: 8 });
  });

  test('twice at once is published once', async () => {
    await rename('Twice GmbH');
    const sha256 = (await draft())?.sha256 ?? '';
    const answers = await Promise.all([publish(sha256), publish(sha256)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  });

  const put = (by: Session, sha256: string, effectiveAt: string | null = null) =>
    by.call<{ id: string; error: { code: string } }>('POST', '/api/v1/notices/drafts', { sha256, effectiveAt });
  const act = (by: Session, id: string, what: 'approve' | 'take-back') =>
    by.call<{ error: { code: string } } | null>('POST', `/api/v1/notices/drafts/${id}/${what}`);
  const waiting = async (by: Session) =>
    (await by.call<{ waiting: object | null }>('GET', '/api/v1/notices/draft')).body.waiting;
  const groups = async (by: Session) => {
    const { body: home } = await by.call<{ groups: { kind: string }[] }>('GET', '/api/v1/today');
    return home.groups.map(({ kind }) => kind).filter((kind) => kind.startsWith('policy to'));
  };
  const versions = async () =>
    connected(app.database.ownerUrl, async (client) => {
      const { rows } = await client.query(
        `SELECT count(*)::int AS count FROM policy.notices WHERE kind = 'privacy policy'`,
      );
      return rows[0].count as number;
    });

  test('is approved by a second person, never by who put it up', async () => {
    await rename('Two People GmbH');
    const before = await versions();
    const sha256 = (await draft())?.sha256 ?? '';
    expect(await waiting(officer)).toBeNull();
    expect((await put(await app.signInAs('marketing'), sha256)).status).toBe(403);
    const { status, body: made } = await put(officer, sha256);
    expect(status).toBe(201);
    expect((await put(administrator, sha256)).body.error.code).toBe('KEPT_POLICY_DRAFT_WAITS');
    expect(await waiting(officer)).toMatchObject({ id: made.id, outdated: false, mayApprove: false });
    expect(await waiting(administrator)).toMatchObject({ id: made.id, outdated: false, mayApprove: true });
    expect(await waiting(await app.signInAs('support'))).toMatchObject({ mayApprove: false });
    expect([await groups(officer), await groups(administrator)]).toEqual([[], ['policy to approve']]);

    const own = await act(officer, made.id, 'approve');
    expect([own.status, own.body?.error.code]).toEqual([409, 'KEPT_POLICY_SAME_PERSON']);
    expect((await act(await app.signInAs('QA'), made.id, 'approve')).status).toBe(403);
    expect((await act(administrator, '10000000-0000-4000-8000-000000000001', 'approve')).status).toBe(404);
    expect(await versions()).toBe(before);
    expect((await act(administrator, made.id, 'approve')).status).toBe(201);
    expect(await versions()).toBe(before + 1);
    expect(await (await app.get('/privacy')).text()).toContain('Two People GmbH');
    const again = await act(administrator, made.id, 'approve');
    expect([again.status, again.body?.error.code]).toEqual([409, 'KEPT_POLICY_DRAFT_ENDED']);
    expect(await prove(app, 'P1.two-people')).toMatchObject({ verdict: 'true', finding: { examined: before + 1 } });
  });

  test('approved by two at once is published once, and taken back meanwhile not at all or once', async () => {
    const third = await app.signInAs('administrator');
    for (const what of ['approve', 'take-back'] as const) {
      await rename(`At Once ${what} GmbH`);
      const before = await versions();
      const { body: made } = await put(officer, (await draft())?.sha256 ?? '');
      const answers = await Promise.all([act(administrator, made.id, 'approve'), act(third, made.id, what)]);
      expect(answers.map(({ status }) => status).filter((status) => status === 409)).toHaveLength(1);
      const refused = answers.find(({ status }) => status === 409);
      expect(refused?.body?.error.code).toBe('KEPT_POLICY_DRAFT_ENDED');
      const published = answers.some(({ status }) => status === 201);
      expect(await versions()).toBe(before + (published ? 1 : 0));
    }
  });

  test('put up by two at once waits once', async () => {
    await rename('Put Up Twice GmbH');
    const sha256 = (await draft())?.sha256 ?? '';
    const answers = await Promise.all([put(officer, sha256), put(administrator, sha256)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const id = answers.find(({ status }) => status === 201)?.body.id ?? '';
    expect((await act(officer, id, 'take-back')).status).toBe(204);
    expect(await waiting(officer)).toBeNull();
    expect((await act(officer, id, 'take-back')).body?.error.code).toBe('KEPT_POLICY_DRAFT_ENDED');
  });

  test('that changed after it was put up is not what is approved; putting it up anew takes its place', async () => {
    await rename('Read This GmbH');
    const { body: made } = await put(officer, (await draft())?.sha256 ?? '');
    await rename('Not That GmbH');
    expect(await waiting(administrator)).toMatchObject({ id: made.id, outdated: true });
    expect((await act(administrator, made.id, 'approve')).body?.error.code).toBe('KEPT_POLICY_DRAFT_CHANGED');
    const { body: next } = await put(administrator, (await draft())?.sha256 ?? '');
    expect((await act(officer, made.id, 'approve')).body?.error.code).toBe('KEPT_POLICY_DRAFT_ENDED');
    expect((await act(officer, next.id, 'approve')).status).toBe(201);
  });

  test('whose day has passed is put up for a later one', async () => {
    await rename('Too Late GmbH');
    const sha256 = (await draft())?.sha256 ?? '';
    const { body: made } = await put(officer, sha256, new Date(app.clock.now().getTime() + 3_600_000).toISOString());
    app.clock.advance({ hours: 2 });
    expect((await act(administrator, made.id, 'approve')).body?.error.code).toBe('KEPT_POLICY_DAY_PASSED');
    expect((await act(administrator, made.id, 'take-back')).status).toBe(204);
    expect((await publish(sha256)).status).toBe(201);
  });

  test('is kept to two people by the database, too, and the probe sees a version that nobody approved', async () => {
    const alone = `WITH d AS (INSERT INTO policy.drafts (id, sha256, drafted_by, drafted_at)
        VALUES (gen_random_uuid(), '\\x00', $1, now()) RETURNING id)
      INSERT INTO policy.draft_ends (draft_id, drafted_by, how, ended_by, ended_at, notice_id)
        SELECT d.id, $1, 'approved', $1, now(), (SELECT id FROM policy.notices LIMIT 1) FROM d`;
    const tried = connected(app.database.appUrl, (client) => client.query(alone, [officer.memberId]));
    await expect(tried).rejects.toThrow(/draft_ends_two_people/);
    const listed = connected(app.database.appUrl, (client) =>
      client.query('INSERT INTO policy.versions_before_approval SELECT id FROM policy.notices'),
    );
    await expect(listed).rejects.toThrow('permission denied');
    await connected(app.database.appUrl, (client) =>
      client.query(
        `INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at, published_by)
        SELECT gen_random_uuid(), kind, max(version) + 1, '\\x00', '{"title": "", "sections": []}', max(effective_at), max(published_at), $1::uuid
        FROM policy.notices WHERE kind = 'privacy policy' GROUP BY kind`,
        [officer.memberId],
      ),
    );
    expect(await prove(app, 'P1.two-people')).toMatchObject({ verdict: 'false' });
  });
});

test.each([
  '/',
  '/privacy',
  '/privacy/versions',
  '/privacy/versions/1',
  '/privacy/versions/2/diff',
  '/privacy/cookies',
])('%s has no script, sets no cookie, and is under 50 kB', async (path) => {
  const answer = await app.get(path, { cookie: administrator.cookie });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([]);
  const page = await answer.text();
  expect(page).not.toMatch(/<script|<iframe|\son\w+=|javascript:/i);
  expect(Buffer.byteLength(page)).toBeLessThan(50_000);
});

test('the cookie page names the cookie of the desk, with purpose and lifetime', async () => {
  const page = await (await app.get('/privacy/cookies')).text();
  const [name] = administrator.cookie.split('=');
  expect(page).toContain(`<code>${name}</code>`);
  expect(page).toContain('24 hours after the last use');
});

test.each(['0', '-1', '1e9', 'x', '99'])('there is no version %s', async (version) => {
  for (const path of [`/privacy/versions/${version}`, `/privacy/versions/${version}/diff`])
    expect([400, 404]).toContain((await app.get(path)).status);
});

test('a policy that lacks a clause is published by nobody, and nothing is written', async () => {
  const { deps } = app.kept;
  const who = { kind: 'member', memberId: officer.memberId, role: 'privacy officer', companyId: null } as const;
  const clauses = registeredClauses.filter(({ id }) => id !== 'U5');
  const draft = await policyDraft(deps.db.read, { clauses, uses: usesOfData() });
  const sha256 = draft?.sha256 ?? '';
  const put = deps.db.base((trx) =>
    putUpDraft(trx, deps, who, { sha256, effectiveAt: null, clauses, uses: usesOfData() }),
  );
  await expect(put).rejects.toMatchObject({
    keptCode: 'KEPT_POLICY_CLAUSE_MISSING',
    message: expect.stringContaining('U5'),
  });
  const newest = await currentNotice(deps.db.read, 'privacy policy', deps.clock.now());
  expect(newest?.sha256).not.toBe(sha256);
});
