import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringForward } from '../../src/app/bring-forward.ts';
import { aContact, aNotice } from '../../src/parts/contacts/fixtures.ts';
import { peopleById, setState } from '../../src/parts/contacts/index.ts';
import { aRecipient } from '../../src/parts/disclosures/fixtures.ts';
import { closeUndeclared } from '../../src/parts/policy/index.ts';
import { listAgain, tellPolicy } from '../../src/parts/rights/actions/tell-policy.ts';
import { type Use, usesOfData } from '../../src/platform/db/uses.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { prove } from '../kit/prove.ts';
import { publishPolicy } from '../kit/publish.ts';

let app: TestApp;
let administrator: Session;
let officer: Session;
/** What the program does with data; an update of it brings more. */
let uses: readonly Use[] = usesOfData().filter(
  ({ use, category }) =>
    use !== 'purpose support' &&
    !(use === 'purpose marketing' && category === 'profession') &&
    use !== 'recipient processor',
);

beforeAll(async () => {
  app = await startApp({ overrides: { uses: () => uses } });
  administrator = await app.signInAs('administrator');
  officer = await app.signInAs('privacy officer');
  await app.settle();
});
afterAll(() => app.stop());

const rows = <Row>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const deps = () => app.kept.deps;
const person = async (options: Parameters<typeof aContact>[1] = {}) =>
  aContact(deps(), { noticeId: notice, ...options });
let notice = '';
beforeAll(async () => {
  notice = await aNotice(deps());
});

interface Draft {
  readonly sha256: string;
  readonly concerned: { people: number; heldBack: number; categories: string[] };
  readonly newUses: { use: string; asked: boolean; people: number }[];
}
const draft = async () => (await officer.call<{ draft: Draft | null }>('GET', '/api/v1/notices/draft')).body.draft;
async function rename(name: string): Promise<void> {
  const { body } = await administrator.call<object>('GET', '/api/v1/vendor');
  await administrator.call('PUT', '/api/v1/vendor', { ...body, name });
}
async function publish(effectiveAt: Date | null = null): Promise<Draft> {
  const made = await draft();
  if (!made) throw new Error('there is nothing to publish');
  const { status } = await publishPolicy(officer, administrator, {
    sha256: made.sha256,
    effectiveAt: effectiveAt?.toISOString() ?? null,
  });
  expect(status).toBe(201);
  await app.settle();
  // The news only begins it: other news does not wait until everybody was told.
  expect((await runs())[0]).toMatchObject({ listed: 0, listedAt: null });
  await app.kept.tidy();
  return made;
}
const told = async () =>
  (
    await rows<{ to: string }>(
      `SELECT to_address AS to FROM platform.mail_outbox WHERE kind = 'policy change' ORDER BY to_address`,
    )
  ).map(({ to }) => to);
const sees = async (purpose: 'support' | 'marketing', id: string) =>
  deps().db.as(purpose, async (trx) => (await peopleById(trx as never, purpose as never, [id])).has(id));
const runs = async () =>
  (await officer.call<{ tellings: Record<string, unknown>[] }>('GET', '/api/v1/policy-tellings')).body.tellings;

describe('a change of the policy', () => {
  test('is told to exactly those whose data it concerns, once, by mail with a row of the ledger', async () => {
    const one = await person();
    const two = await person();
    const restricted = await person();
    const gone = await person();
    await deps().db.as('rights', (trx) => setState(trx, deps(), restricted.personId, { restricted: true }));
    await rows(
      `UPDATE contacts.people SET email = NULL, name = NULL, phone = NULL, title = NULL, role = NULL, erased_at = now() WHERE id = $1`,
      [gone.personId],
    );
    app.clock.advance({ minutes: 1 });
    await rename('Example Tooling and Sons GmbH');
    const made = await publish();
    expect(made.concerned).toMatchObject({ people: 3, heldBack: 1 });
    expect(made.newUses).toEqual([]);
    expect(await told()).toEqual([one.data.email, two.data.email].sort());
    const [mail] = await rows<{ subject: string; body_text: string; about_kind: string; basis: string }>(
      `SELECT m.subject, m.body_text, l.about_kind, l.basis FROM platform.mail_outbox m JOIN disclosures.ledger l ON l.id = m.ledger_id
       WHERE m.kind = 'policy change' AND m.to_address = $1`,
      [one.data.email],
    );
    expect(mail).toMatchObject({ about_kind: 'policy version', basis: 'the policy changes' });
    expect(mail?.body_text).toContain('- Who we are');
    expect(mail?.body_text).toContain('/privacy/versions/2/diff');
    expect(mail?.body_text).not.toContain(one.data.name);
    expect(await runs()).toMatchObject([{ version: 2, listed: 3, told: 2, heldBack: 1, waiting: 0, finishedAt: null }]);

    // Whoever comes later gave their data under the new version; whoever was told is not told again; whoever is free again is.
    await person();
    app.clock.advance({ minutes: 1 });
    await app.kept.tidy();
    expect(await told()).toHaveLength(2);
    await deps().db.as('rights', (trx) => setState(trx, deps(), restricted.personId, { restricted: false }));
    await app.kept.tidy();
    await app.kept.tidy();
    expect(await told()).toEqual([one.data.email, two.data.email, restricted.data.email].sort());
    expect((await runs())[0]).toMatchObject({ told: 3, heldBack: 0, finishedAt: expect.any(String) });
  });

  test('that is announced for a later day is told before, and to whoever gives data until then', async () => {
    const before = await told();
    const early = await person();
    app.clock.advance({ minutes: 1 });
    await rename('Example Tooling and Daughters GmbH');
    const from = new Date(app.clock.now().getTime() + 10 * 86_400_000);
    await publish(from);
    expect(await told()).toContain(early.data.email);
    app.clock.advance({ days: 5 });
    const between = await person();
    app.clock.advance({ minutes: 1 });
    await app.kept.tidy();
    expect(await told()).toContain(between.data.email);
    expect((await runs())[0]).toMatchObject({ finishedAt: null });
    app.clock.advance({ days: 6 });
    const after = await person();
    await app.kept.tidy();
    const now = await told();
    expect(now).not.toContain(after.data.email);
    expect(new Set(now).size).toBeLessThan(now.length);
    expect(now.filter((each) => each === early.data.email)).toHaveLength(1);
    expect(now.length).toBeGreaterThan(before.length);
    expect((await runs())[0]).toMatchObject({ finishedAt: expect.any(String) });
  });
});

describe('a new use of data', () => {
  test('is closed from the update on, then for each person until they were told, or have said yes', async () => {
    const someone = await person();
    const stranger = await person({ sourceKind: 'staff', data: { title: null, role: null } });
    app.clock.advance({ minutes: 1 });
    expect(await sees('support', someone.personId)).toBe(true);
    // An update of the program: it knows more uses than the policy declares.
    uses = usesOfData();
    await closeUndeclared(deps(), uses);
    const closed = await rows<{ use: string }>('SELECT use FROM policy.closed_uses ORDER BY use');
    expect(closed.map(({ use }) => use)).toEqual(['purpose marketing', 'purpose support', 'recipient processor']);
    expect(await sees('support', someone.personId)).toBe(false);
    expect(await sees('marketing', stranger.personId)).toBe(false);

    const from = new Date(app.clock.now().getTime() + 86_400_000);
    const { newUses } = await publish(from);
    expect(newUses).toMatchObject(
      [
        {
          use: 'support: names, mail addresses, phone numbers, titles, roles and what is designed with our products.',
          asked: false,
        },
        { use: 'marketing: titles, roles and what is designed with our products.', asked: true },
        { use: /^Companies that work for us/ },
      ].map((each) => ({ ...each, use: expect.stringMatching(each.use) })),
    );
    // Told, but the version does not hold yet.
    expect(await told()).toContain(someone.data.email);
    expect(await sees('support', someone.personId)).toBe(false);
    app.clock.advance({ days: 2 });
    await app.kept.tidy();
    expect(await rows('SELECT FROM policy.closed_uses')).toEqual([]);
    expect(await sees('support', someone.personId)).toBe(true);
    // Who gave nothing that the new use is about has nothing to wait for.
    expect(await sees('marketing', stranger.personId)).toBe(true);
    expect(await sees('marketing', someone.personId)).toBe(false);

    const page = await openPage(someone.data.email);
    expect(page.text).toContain('marketing: titles, roles and what is designed with our products.');
    expect(page.text).toContain('You have not answered');
    const notice = /name="notice" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const answer = async (said: string, sitting = page.sitting) =>
      app.submit('/me/answers', { sitting, notice, answer: said });
    expect((await answer('perhaps')).status).toBe(400);
    expect((await answer('yes', 'A'.repeat(43))).status).toBe(403);
    expect(await sees('marketing', someone.personId)).toBe(false);
    expect((await answer('no')).status).toBe(200);
    expect(await sees('marketing', someone.personId)).toBe(false);
    expect(await (await answer('yes')).text()).toContain('You said yes');
    expect(await sees('marketing', someone.personId)).toBe(true);
    // Listing again takes nothing back that was said.
    await app.kept.tidy();
    expect(await sees('marketing', someone.personId)).toBe(true);
    expect(await answer('no').then((each) => each.status)).toBe(200);
    expect(await sees('marketing', someone.personId)).toBe(false);
    // Nor does a backup of when they still said yes.
    await app.settle();
    await rows(`UPDATE contacts.people SET waits_for = '{}' WHERE id = $1`, [someone.personId]);
    await rows(`UPDATE rights.tellings SET answer = 'yes' WHERE person_id = $1 AND answer IS NOT NULL`, [
      someone.personId,
    ]);
    expect(await sees('marketing', someone.personId)).toBe(true);
    const lines = app.kept.erasures.replayLog.read();
    for (const _ of [1, 2]) await connected(app.database.ownerUrl, (client) => bringForward(client, lines));
    expect(await sees('marketing', someone.personId)).toBe(false);
    expect(
      await rows(
        'SELECT p.waits_for, t.answer FROM contacts.people p JOIN rights.tellings t ON t.person_id = p.id WHERE p.id = $1 AND t.answer IS NOT NULL',
        [someone.personId],
      ),
    ).toEqual([{ waits_for: ['purpose marketing'], answer: 'no' }]);
  });

  test('is not made of whoever is restricted while all others are told, until they were', async () => {
    const one = await person();
    await deps().db.as('rights', (trx) => setState(trx, deps(), one.personId, { restricted: true }));
    app.clock.advance({ minutes: 1 });
    uses = usesOfData().filter(({ use, category }) => use !== 'recipient licensor' || category !== 'phone');
    await publish();
    await person();
    uses = usesOfData();
    app.clock.advance({ minutes: 1 });
    await publish();
    await app.kept.tidy();
    const waits = async () =>
      (await rows<{ waits_for: string[] }>('SELECT waits_for FROM contacts.people WHERE id = $1', [one.personId]))[0]
        ?.waits_for;
    expect(await waits()).toEqual(['recipient licensor']);
    const give = () =>
      deps().db.base((trx) =>
        deps().egress.send(trx, {
          disclosures: [
            {
              recipientKind: 'licensor',
              recipientId: licensorId,
              personId: one.personId,
              companyId: null,
              channel: 'report',
              purpose: 'licensor obligation',
              fields: ['phone'],
              basis: 'contract',
            },
          ],
        }),
      );
    const licensorId = await aRecipient(deps());
    await expect(give()).rejects.toMatchObject({ keptCode: 'KEPT_RECIPIENT_NOT_REGISTERED' });
    await deps().db.as('rights', (trx) => setState(trx, deps(), one.personId, { restricted: false }));
    await app.kept.tidy();
    expect(await waits()).toEqual([]);
    expect(await give()).toHaveLength(1);
  });

  test('goes on with listing where a killed server ended, and lists once before and once after the day', async () => {
    const both = [await person(), await person()].map(({ personId }) => personId).sort();
    app.clock.advance({ minutes: 1 });
    uses = usesOfData().filter(({ use, category }) => use !== 'purpose support' || category !== 'profession');
    const from = new Date(app.clock.now().getTime() + 86_400_000);
    await publishPolicy(officer, administrator, { effectiveAt: from.toISOString() });
    await beginOnly();
    const [run] = await runs();
    const listedOf = async (ids: readonly string[]) =>
      (
        await rows<{ person_id: string }>(
          'SELECT person_id FROM rights.tellings WHERE notice_id = $1 AND person_id = ANY ($2::uuid[]) ORDER BY 1',
          [run?.noticeId, ids],
        )
      ).map((row) => row.person_id);
    expect(await listedOf(both)).toEqual([]);
    await rows(
      "UPDATE rights.telling_runs SET listing = '', listing_after = $2, listing_since = $3 WHERE notice_id = $1",
      [run?.noticeId, both[0], app.clock.now()],
    );
    await app.kept.tidy();
    expect(await listedOf(both)).toEqual([both[1]]);
    const [through] = await rows<{ listing: string | null; listed: boolean }>(
      'SELECT listing, listed_at IS NOT NULL AS listed FROM rights.telling_runs WHERE notice_id = $1',
      [run?.noticeId],
    );
    expect(through).toEqual({ listing: null, listed: true });
    // Not every few minutes: nobody new is looked for before the day.
    await app.kept.tidy();
    expect(await listedOf(both)).toEqual([both[1]]);
    app.clock.advance({ days: 2 });
    await app.kept.tidy();
    expect(await listedOf(both)).toEqual(both);
    uses = usesOfData();
    await publish();
  });

  test('is listed and told so far a pass and no further, each goes on where the last ended, and once more every night', async () => {
    const some = [await person(), await person(), await person()].map(({ personId }) => personId);
    app.clock.advance({ minutes: 1 });
    uses = usesOfData().filter(({ use, category }) => use !== 'purpose support' || category !== 'phone');
    await publishPolicy(officer, administrator);
    await beginOnly();
    const [begun] = await rows<{ notice_id: string }>(
      'SELECT notice_id FROM rights.telling_runs ORDER BY version DESC LIMIT 1',
    );
    const standing = async () =>
      (
        await rows<{ listed: number; told: number; through: boolean }>(
          `SELECT count(*)::int AS listed, count(*) FILTER (WHERE t.state = 'told')::int AS told,
             (SELECT listed_at IS NOT NULL FROM rights.telling_runs WHERE notice_id = $1) AS through FROM rights.tellings t WHERE t.notice_id = $1`,
          [begun?.notice_id],
        )
      )[0];
    await tellPolicy(deps(), { list: 2, tell: 100 });
    expect(await standing()).toEqual({ listed: 2, told: 0, through: false });
    // Who gives data while the others are being listed is no business of this listing.
    app.clock.advance({ minutes: 1 });
    const late = await person();
    for (let pass = 0; pass < 50 && (await standing())?.through === false; pass += 1)
      await tellPolicy(deps(), { list: 2, tell: 0 });
    const all = (await standing())?.listed ?? 0;
    expect(await standing()).toEqual({ listed: all, told: 0, through: true });
    for (const told of [2, 4]) {
      await tellPolicy(deps(), { list: 0, tell: 2 });
      expect((await standing())?.told).toBe(told);
    }
    await tellPolicy(deps());
    const after = await standing();
    const waiting = await rows('SELECT person_id FROM rights.tellings WHERE notice_id = $1 AND person_id = ANY ($2)', [
      begun?.notice_id,
      [...some, late.personId],
    ]);
    expect(waiting.map((row) => (row as { person_id: string }).person_id).sort()).toEqual([...some].sort());
    // A registration of before turns out to be theirs: the night finds them, though the version is done with.
    await rows(`UPDATE contacts.origins SET given_at = '2026-03-01' WHERE subject_id = $1`, [late.personId]);
    await tellPolicy(deps());
    expect(await standing()).toEqual(after);
    await listAgain(deps());
    await tellPolicy(deps(), { list: 1, tell: 0 });
    await tellPolicy(deps());
    expect(await standing()).toMatchObject({ listed: all + 1, told: (after?.told ?? 0) + 1 });
    uses = usesOfData();
    await publish();
  });

  test('can be stopped being told of, stays closed for who waits, and goes on', async () => {
    const one = await person();
    app.clock.advance({ minutes: 1 });
    uses = usesOfData().filter(({ use, category }) => use !== 'purpose support' || category !== 'phone');
    await publish();
    await officer.call('GET', '/api/v1/policy-tellings');
    const two = await person();
    app.clock.advance({ minutes: 1 });
    uses = usesOfData();
    const from = new Date(app.clock.now().getTime() + 86_400_000);
    await publishPolicy(officer, administrator, { effectiveAt: from.toISOString() });
    // The officer is quicker than the first batch.
    await beginOnly();
    const [run] = await runs();
    const step = (stop: boolean, by = officer) => by.call('POST', `/api/v1/policy-tellings/${run?.noticeId}`, { stop });
    expect((await step(true, await app.signInAs('marketing'))).status).toBe(403);
    expect((await step(true)).status).toBe(204);
    await app.settle();
    app.clock.advance({ days: 2 });
    await app.kept.tidy();
    const newest = async () =>
      (await told()).filter((each) => each === one.data.email || each === two.data.email).length;
    const before = await newest();
    expect(await sees('support', one.personId)).toBe(false);
    expect((await step(false)).status).toBe(204);
    await app.kept.tidy();
    expect(await newest()).toBe(before + 2);
    expect(await sees('support', one.personId)).toBe(true);
    expect((await step(true)).status).toBe(409);
  });
});

describe('the proofs', () => {
  test.each(['P1.told', 'P1.told-once', 'P1.new-use', 'P1.new-use-hidden'])(
    '%s holds after all that',
    async (demand) => {
      await app.kept.tidy();
      app.clock.advance({ hours: 2 });
      const outcome = await prove(app, demand);
      expect(outcome).toMatchObject({ verdict: 'true' });
    },
  );

  test('and each is broken by what it is there to see', async () => {
    const [last] = await rows<{ person_id: string; notice_id: string }>(
      `SELECT person_id, notice_id FROM rights.tellings WHERE state = 'told' ORDER BY told_at DESC LIMIT 1`,
    );
    await rows(`UPDATE contacts.people SET changed_at = '2020-01-01' WHERE id = $1`, [last?.person_id]);
    await rows('DELETE FROM rights.tellings WHERE person_id = $1 AND notice_id = $2', [
      last?.person_id,
      last?.notice_id,
    ]);
    expect(await prove(app, 'P1.told')).toMatchObject({ verdict: 'false' });
    expect(await prove(app, 'P1.told-once')).toMatchObject({ verdict: 'false' });
  });
});

/** What the subscriber does first: it is known that people are to be told. */
async function beginOnly(): Promise<void> {
  await rows(
    `INSERT INTO rights.telling_runs (notice_id, version, begun_at) SELECT id, version, $1 FROM policy.notices
     WHERE kind = 'privacy policy' ORDER BY version DESC LIMIT 1
     ON CONFLICT DO NOTHING`,
    [app.clock.now()],
  );
}

async function openPage(address: string): Promise<{ sitting: string; text: string }> {
  app.clock.advance({ minutes: 2 });
  await app.submit('/me', { email: address });
  let link = '';
  await expect
    .poll(async () => {
      const [mail] = await rows<{ body_text: string }>(
        `SELECT body_text FROM platform.mail_outbox WHERE to_address = $1 AND body_text LIKE '%/me/link/%' ORDER BY queued_at DESC LIMIT 1`,
        [address],
      );
      link = /\/me\/link\/\S+/.exec(mail?.body_text ?? '')?.[0] ?? '';
      return link;
    })
    .not.toBe('');
  const text = await (await app.submit(link, {})).text();
  return { sitting: /name="sitting" value="([^"]+)"/.exec(text)?.[1] ?? '', text };
}
