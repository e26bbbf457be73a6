import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { sweep } from './actions/retention.ts';
import { openRights, type Rights } from './fixtures.ts';
import { rightsToday } from './index.ts';

const officer = aMember('privacy officer');
const ground = { purpose: 'rights', reason: 'handles the request' };
const pdf = Buffer.from('%PDF-1.7 a letter').toString('base64');

let rights: Rights;
beforeAll(async () => {
  rights = await openRights();
});
afterAll(() => rights.stop());

interface Item {
  id: string;
  number: string;
  kind: string;
  dueOn: string;
  daysLeft: number | null;
  state: string;
  personId: string | null;
}

async function register(query = ''): Promise<Item[]> {
  const { body } = await rights.server.call<{ items: Item[] }>(officer, 'GET', `/api/v1/requests?limit=500${query}`);
  return body.items;
}
const act = (id: string, step: string, body?: unknown) =>
  rights.server.call<{ error?: { code: string } }>(officer, 'POST', `/api/v1/requests/${id}/${step}`, {
    body: body ?? {},
  });
const read = (id: string) =>
  rights.server.call<{ wording: string; answer: string; history: { kind: string }[]; scan: string | null }>(
    officer,
    'GET',
    `/api/v1/requests/${id}`,
    ground,
  );

async function somebody() {
  const made = await aContact(rights.deps, { noticeId: rights.noticeId });
  const { sitting } = await rights.openPage(made.data.email);
  return { ...made, sitting };
}

describe('on the own page', () => {
  it('a request is stored with its clock, is seen there, and is confirmed by a mail that says nothing of it', async () => {
    const { sitting, personId, data } = await somebody();
    const wording = 'What do you hold? <script>alert(1)</script>';
    const { text } = await rights.server.submit('/me/requests', { sitting, kind: 'access', wording });
    const [item] = await register(`&personId=${personId}`);
    expect(item).toMatchObject({
      kind: 'access',
      state: 'open',
      channel: 'page',
      law: 'gdpr',
      rule: 'gdpr-12-3',
      identity: 'proven',
    });
    expect(text).toContain(item?.number);
    expect(text).toContain('GDPR, article 12(3)');
    expect(text).not.toContain('<script>alert');
    const mail = (await rights.mailsTo(data.email)).at(-1);
    expect(mail?.body_text).toContain(item?.number);
    expect(mail?.body_text).not.toContain('hold');
    expect((await read(item?.id ?? '')).body.wording).toBe(wording);
    const { rows } = await sql`SELECT fields FROM contacts.lookups WHERE person_id = ${personId}`.execute(
      rights.deps.db.read,
    );
    expect(rows).toEqual([{ fields: ['request'] }]);
  });

  it('the same thing asked for twice, or twice at once, is one request', async () => {
    const { sitting, personId } = await somebody();
    const ask = () => rights.server.submit('/me/requests', { sitting, kind: 'erasure', wording: '' });
    await Promise.all([ask(), ask(), ask()]);
    expect((await ask()).text).toContain('have not answered yet');
    expect(await register(`&personId=${personId}`)).toHaveLength(1);
  });

  it('an opt-out holds at once and is answered by that', async () => {
    const { sitting, personId } = await somebody();
    const { text } = await rights.server.submit('/me/requests', { sitting, kind: 'opt-out', wording: '' });
    expect(text).toContain('Done.');
    expect(await register(`&personId=${personId}`)).toMatchObject([
      { kind: 'opt-out', state: 'answered', daysLeft: null },
    ]);
    const { rows } =
      await sql`SELECT channel FROM contacts.suppressions s JOIN contacts.people p ON p.email_key = s.email_key
      WHERE p.id = ${personId} ORDER BY 1`.execute(rights.deps.db.read);
    expect(rows).toEqual([{ channel: 'mail' }, { channel: 'phone' }, { channel: 'post' }]);
  });

  it('ten questions may be open, not more', async () => {
    const { sitting, personId } = await somebody();
    for (let number = 1; number <= 12; number += 1) {
      const { status, text } = await rights.server.submit('/me/requests', {
        sitting,
        kind: 'question',
        wording: `No. ${number}`,
      });
      expect([status, text.includes('KEPT_REQUESTS_OPEN')]).toEqual(number <= 10 ? [200, false] : [429, true]);
    }
    expect(await register(`&personId=${personId}`)).toHaveLength(10);
  });

  it('is taken back by the person, and by nobody else', async () => {
    const [one, other] = [await somebody(), await somebody()];
    await rights.server.submit('/me/requests', { sitting: one.sitting, kind: 'portability', wording: '' });
    const [item] = await register(`&personId=${one.personId}`);
    const withdraw = (sitting: string, request = item?.id ?? '') =>
      rights.server.submit('/me/requests/withdraw', { sitting, request });
    expect((await withdraw(other.sitting)).status).toBe(404);
    expect((await withdraw(one.sitting, '00000000-0000-4000-8000-000000000000')).status).toBe(404);
    expect((await register(`&personId=${one.personId}`))[0]?.state).toBe('open');
    expect((await withdraw(one.sitting)).status).toBe(200);
    expect((await withdraw(one.sitting)).text).toContain('KEPT_REQUEST_CLOSED');
    expect((await withdraw(other.sitting)).status).toBe(404);
  });

  it.each([
    { kind: 'everything', wording: '' },
    { kind: 'question', wording: '' },
    { kind: 'question', wording: 'x'.repeat(4_001) },
    { kind: 'question', wording: 'a\u0000b' },
    { kind: 'question', wording: 'a\u001b[31m' },
    { kind: 'question' },
  ])('refuses %o', async (form) => {
    const { sitting, personId } = await somebody();
    expect((await rights.server.submit('/me/requests', { sitting, ...form } as Record<string, string>)).status).toBe(
      400,
    );
    expect(await register(`&personId=${personId}`)).toEqual([]);
  });

  it('a forged sitting asks for nothing', async () => {
    const forged = Buffer.alloc(32, 7).toString('base64url');
    expect((await rights.server.submit('/me/requests', { sitting: forged, kind: 'erasure', wording: '' })).status).toBe(
      403,
    );
  });
});

describe('at the desk', () => {
  const letter = {
    kind: 'access',
    channel: 'letter',
    receivedOn: '2026-03-01',
    asker: 'A. Sample, Mill Lane',
    wording: 'All of it.',
  };
  const record = (changes: object = {}) =>
    rights.server.call<{ id: string; dueOn: string }>(officer, 'POST', '/api/v1/requests', {
      body: { ...letter, ...changes },
    });

  it('what is open comes before what is closed, the most urgent first, page by page', async () => {
    const { personId, sitting } = await somebody();
    for (const kind of ['question', 'opt-out', 'access'])
      await rights.server.submit('/me/requests', { sitting, kind, wording: 'Please.' });
    const all = await register(`&personId=${personId}`);
    expect(all.map(({ state }) => state)).toEqual(['open', 'open', 'answered']);
    // The one that is closed had to be answered before the others.
    expect((all[2]?.dueOn ?? '') < (all[0]?.dueOn ?? '')).toBe(true);
    const paged: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await rights.server.call<{ items: Item[]; next: string | null }>(
        officer,
        'GET',
        `/api/v1/requests?limit=1&personId=${personId}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      paged.push(...body.items.map(({ id }) => id));
      if (!body.next) break;
      cursor = body.next;
    }
    expect(paged).toEqual(all.map(({ id }) => id));
  });

  it('a letter is recorded with the day it came, and answered once its scan is there and the asker is known', async () => {
    const { personId, data } = await somebody();
    const made = await record();
    expect(made).toMatchObject({ status: 201, body: { dueOn: '2026-04-01' } });
    const { id } = made.body;
    expect((await act(id, 'answer', { answer: 'Here.' })).body.error?.code).toBe('KEPT_REQUEST_IDENTITY');
    expect((await act(id, 'identity', { personId })).status).toBe(204);
    expect((await act(id, 'answer', { answer: 'Here.' })).body.error?.code).toBe('KEPT_SCAN_MISSING');
    const scan = await rights.server.call(officer, 'PUT', `/api/v1/requests/${id}/scan`, { body: { base64: pdf } });
    expect(scan.status).toBe(204);
    expect((await act(id, 'answer', { answer: 'Here.' })).status).toBe(204);
    expect((await act(id, 'refuse', { ground: 'excessive', answer: 'No.' })).body.error?.code).toBe(
      'KEPT_REQUEST_CLOSED',
    );
    const page = (await read(id)).body;
    expect(page).toMatchObject({ answer: 'Here.', scan: 'application/pdf' });
    expect(page.history.map((each) => each.kind)).toEqual(['received', 'identity shown', 'scan added', 'answered']);
    const opened = await rights.server.call(officer, 'GET', `/api/v1/requests/${id}/scan`, ground);
    expect(opened.body).toEqual({ type: 'application/pdf', base64: pdf });
    expect((await rights.mailsTo(data.email)).at(-1)?.body_text).toContain('has been answered');
    const { text } = await rights.openPage(data.email);
    expect(text).toContain('Our answer: Here.');
  });

  it('a refusal names its ground and the remedy to the person', async () => {
    const { sitting, personId, data } = await somebody();
    await rights.server.submit('/me/requests', { sitting, kind: 'erasure', wording: '' });
    const [item] = await register(`&personId=${personId}`);
    expect((await act(item?.id ?? '', 'refuse', { ground: 'law requires keeping', answer: 'Invoices.' })).status).toBe(
      204,
    );
    const { text } = await rights.openPage(data.email);
    expect(text).toContain('the law obliges us to keep this data');
    expect(text).toContain('data protection authority');
  });

  it('of two who close it at once, one does', async () => {
    const { sitting, personId } = await somebody();
    await rights.server.submit('/me/requests', { sitting, kind: 'access', wording: '' });
    const [item] = await register(`&personId=${personId}`);
    const both = await Promise.all([
      act(item?.id ?? '', 'answer', { answer: 'One.' }),
      act(item?.id ?? '', 'refuse', { ground: 'unfounded', answer: 'Two.' }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual([204, 409]);
  });

  it('more time is taken once, with a reason, and before the first time is over', async () => {
    const { sitting, personId, data } = await somebody();
    await rights.server.submit('/me/requests', { sitting, kind: 'access', wording: '' });
    const [item] = await register(`&personId=${personId}`);
    const reason = 'The archive is in another town.';
    expect((await act(item?.id ?? '', 'extend', { reason: 'short' })).status).toBe(400);
    expect((await act(item?.id ?? '', 'extend', { reason })).status).toBe(204);
    const [later] = await register(`&personId=${personId}`);
    expect(later?.daysLeft).toBeGreaterThan(80);
    expect((await act(item?.id ?? '', 'extend', { reason })).body.error?.code).toBe('KEPT_REQUEST_NOT_EXTENDABLE');
    expect((await rights.openPage(data.email)).text).toContain(reason);
  });

  it('an opt-out told by phone holds from that moment, with who took it', async () => {
    const { personId } = await somebody();
    await record({ kind: 'opt-out', channel: 'phone', personId });
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM contacts.suppressions s
      JOIN contacts.people p ON p.email_key = s.email_key WHERE p.id = ${personId}`.execute(rights.deps.db.read);
    expect(rows[0]?.n).toBe(3);
  });

  it.each([
    { receivedOn: '2036-01-01' },
    { receivedOn: '2026-02-31' },
    { channel: 'page' },
    { personId: '00000000-0000-4000-8000-000000000000' },
    { wording: 'x'.repeat(10_001) },
    { wording: '\u0007' },
  ])('refuses to record %o', async (changes) => expect((await record(changes)).status).toBeGreaterThanOrEqual(400));

  it.each(['<html>', 'MZ', '\u0000'])('takes no scan that begins %o', async (content) => {
    const { id } = (await record()).body;
    const body = { base64: Buffer.from(content.padEnd(30)).toString('base64') };
    const answer = await rights.server.call(officer, 'PUT', `/api/v1/requests/${id}/scan`, { body });
    expect(answer.status).toBe(400);
  });

  it('a scan over 2 MB is refused, one of 2 MB is kept', async () => {
    const { id } = (await record()).body;
    const sized = (bytes: number) => ({
      body: { base64: Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(bytes - 8)]).toString('base64') },
    });
    const put = (bytes: number) => rights.server.call(officer, 'PUT', `/api/v1/requests/${id}/scan`, sized(bytes));
    expect((await put(2_097_152)).status).toBe(204);
    expect((await put(2_097_155)).status).toBe(400);
    expect((await put(4_000_000)).status).toBe(413);
  });

  it('who may not, sees and does nothing', async () => {
    const [item] = await register();
    for (const role of ['marketing', 'reseller administrator', 'QA'] as const)
      expect((await rights.server.call(aMember(role), 'GET', '/api/v1/requests')).status).toBe(403);
    const desk = aMember('licence desk');
    expect((await rights.server.call(desk, 'GET', `/api/v1/requests/${item?.id}`, ground)).status).toBe(403);
    expect(
      (await rights.server.call(desk, 'POST', `/api/v1/requests/${item?.id}/answer`, { body: { answer: 'x' } })).status,
    ).toBe(403);
    expect((await rights.server.call(officer, 'GET', `/api/v1/requests/${item?.id}`)).status).toBe(403);
  });

  it('is called for before its time is over, and loses its words and then itself afterwards', async () => {
    const { personId } = await somebody();
    const { id } = (await record({ personId, receivedOn: '2026-03-02', channel: 'phone', kind: 'question' })).body;
    const groups = async () =>
      (await rightsToday(rights.deps)(officer)).groups?.find((each) => each.kind === 'requests due');
    rights.deps.clock.advance({ days: 20 });
    // An opt-out is to be answered within days, and holds already.
    expect((await groups())?.items.map((each) => each.title.split(', ')[1])).toEqual(['opt-out']);
    rights.deps.clock.advance({ days: 6 });
    expect((await groups())?.items[1]?.detail).toBe('due');
    expect((await groups())?.count).toBeGreaterThan(3);
    rights.deps.clock.advance({ days: 10 });
    expect((await groups())?.items[0]?.detail).toBe('late');
    await act(id, 'answer', { answer: 'Yes.' });
    rights.deps.clock.advance({ days: 170 });
    await sweep(rights.deps, rights.handed, { dryRun: false });
    expect((await read(id)).body.wording).toBe('All of it.');
    rights.deps.clock.advance({ days: 20 });
    await sweep(rights.deps, rights.handed, { dryRun: false });
    expect((await read(id)).body).toMatchObject({
      wording: null,
      answer: null,
      personId: null,
      kind: 'question',
      state: 'answered',
    });
    rights.deps.clock.advance({ days: 530 });
    await sweep(rights.deps, rights.handed, { dryRun: false });
    expect((await read(id)).status).toBe(200);
    rights.deps.clock.advance({ days: 20 });
    await sweep(rights.deps, rights.handed, { dryRun: false });
    expect((await read(id)).status).toBe(404);
    expect((await register('&state=open')).length).toBeGreaterThan(3);
  });
});
