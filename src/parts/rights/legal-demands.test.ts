import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { Member } from '../../platform/http/who.ts';
import { aContact, aMember } from '../contacts/fixtures.ts';
import { tellReleased } from './actions/tell-given.ts';
import { openRights, type Rights } from './fixtures.ts';
import { rightsToday } from './index.ts';

const one = aMember('privacy officer');
const other: Member = { ...aMember('administrator'), memberId: '22222222-2222-4222-8222-222222222222' };
const third: Member = { ...aMember('privacy officer'), memberId: '33333333-3333-4333-8333-333333333333' };
const ground = { purpose: 'legal', reason: 'legal demand' };

let rights: Rights;
beforeAll(async () => {
  rights = await openRights();
});
afterAll(() => rights.stop());

interface Page {
  state: string;
  reference: string;
  approvals: number;
  mayApprove: boolean;
  withheldUntil: string | null;
  waiting: { mayApprove: boolean } | null;
  people: { id: string; name: string | null; named: boolean }[];
  givings: { sha256: string; people: { personId: string; fields: string[]; told: string | null }[] }[];
  holds: { personId: string; until: string }[];
  history: { kind: string }[];
}
type Refusal = { error?: { code: string } };

const body = {
  authority: 'Sample Public Prosecutor',
  address: null,
  country: 'DE',
  reference: '12 Js 345/26',
  basis: 'Section 95 of the code of criminal procedure',
  scope: 'Who registered the licence, and how they can be reached.',
  channel: 'letter',
  receivedOn: '2026-03-01',
  dueOn: null,
  personIds: [] as string[],
  companyIds: [] as string[],
  withholding: null as { until: string; basis: string } | null,
};
const record = (changes: Partial<Record<keyof typeof body, unknown>> = {}, who = one) =>
  rights.server.call<{ id: string; number: string } & Refusal>(who, 'POST', '/api/v1/legal-demands', {
    body: { ...body, ...changes },
  });
const act = async (who: Member, id: string, step: string, given: unknown = {}) => {
  const answer = await rights.server.call<Refusal>(who, 'POST', `/api/v1/legal-demands/${id}/${step}`, { body: given });
  return answer.body?.error?.code ?? answer.status;
};
const open = async (id: string, who = one) => {
  const purpose = who.role === 'administrator' ? 'operations' : 'legal';
  return (await rights.server.call<Page>(who, 'GET', `/api/v1/legal-demands/${id}`, { ...ground, purpose })).body;
};
const send = (who: Member, id: string, step: 'preview' | 'give', given: unknown) =>
  rights.server.call<{ text: string; sha256: string } & Refusal>(who, 'POST', `/api/v1/legal-demands/${id}/${step}`, {
    body: given,
    ...ground,
  });
const chosen = (personId: string, fields = ['name', 'phone']) => [{ personId, fields }];
const rows = async <R>(query: ReturnType<typeof sql<R>>) => (await query.execute(rights.deps.db.read)).rows;
const somebody = () => aContact(rights.deps, { noticeId: rights.noticeId });
const day = (after: number) =>
  new Date(rights.deps.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10);

async function approved(changes: Partial<Record<keyof typeof body, unknown>>) {
  const { id } = (await record(changes)).body;
  expect(await act(one, id, 'approve')).toBe(204);
  expect(await act(other, id, 'approve')).toBe(204);
  return id;
}

/** Shows and gives; the answer of giving. */
async function give(id: string, personId: string, fields?: string[]) {
  const shown = await send(one, id, 'preview', { chosen: chosen(personId, fields) });
  if (shown.status !== 200) return shown;
  return send(one, id, 'give', { chosen: chosen(personId, fields), sha256: shown.body.sha256 });
}

describe('approval', () => {
  it('needs two different people, and the one who recorded it is at most one of them', async () => {
    const { personId } = await somebody();
    const { id } = (await record({ personIds: [personId] })).body;
    const ask = { chosen: chosen(personId) };
    expect((await send(one, id, 'preview', ask)).body.error?.code).toBe('KEPT_LEGAL_DEMAND_STATE');
    expect(await act(one, id, 'approve')).toBe(204);
    expect(await act(one, id, 'approve')).toBe('KEPT_LEGAL_DEMAND_SAME_PERSON');
    expect(await open(id)).toMatchObject({ state: 'received', approvals: 1, mayApprove: false });
    expect((await send(one, id, 'preview', ask)).status).toBe(409);
    // An administrator approves without reading names.
    expect(await open(id, other)).toMatchObject({ mayApprove: true, people: [{ id: personId, name: null }] });
    expect((await send(other, id, 'preview', ask)).body.error?.code).toBe('KEPT_NOT_ALLOWED');
    expect(await act(other, id, 'approve')).toBe(204);
    expect(await open(id)).toMatchObject({ state: 'approved', approvals: 2 });
    expect(await act(third, id, 'approve')).toBe('KEPT_LEGAL_DEMAND_STATE');
  });

  it('twice by one person at once counts once', async () => {
    const { id } = (await record()).body;
    const answers = await Promise.all([1, 2, 3, 4].map(() => act(one, id, 'approve')));
    expect(answers.filter((each) => each === 204)).toHaveLength(1);
    expect((await open(id)).state).toBe('received');
  });

  it('a demand refused with its reason gives nothing any more', async () => {
    const { personId } = await somebody();
    const id = await approved({ personIds: [personId] });
    expect(await act(one, id, 'refuse', { reason: 'The court has lifted it.' })).toBe(204);
    expect((await give(id, personId)).status).not.toBe(200);
    expect(await act(one, id, 'refuse', { reason: 'Once more.' })).toBe('KEPT_LEGAL_DEMAND_STATE');
    expect(await act(one, id, 'close')).toBe('KEPT_LEGAL_DEMAND_STATE');
  });
});

describe('giving', () => {
  it('gives exactly what was chosen and shown, with a row of the ledger for each person, and tells them', async () => {
    const [ada, ben] = [await somebody(), await somebody()];
    const id = await approved({ personIds: [ada.personId, ben.personId] });
    const both = [...chosen(ada.personId), ...chosen(ben.personId, ['email', 'companies'])];
    const shown = await send(one, id, 'preview', { chosen: both });
    expect(await rows(sql`SELECT FROM disclosures.ledger WHERE about_id = ${id}`)).toEqual([]);
    const { status, body: file } = await send(one, id, 'give', { chosen: both, sha256: shown.body.sha256 });
    expect(status).toBe(200);
    expect(file.text).toBe(shown.body.text);
    const people = (JSON.parse(file.text) as { people: Record<string, unknown>[] }).people;
    expect(people).toHaveLength(2);
    expect(people).toContainEqual({ reference: ada.personId, name: ada.data.name, phone: ada.data.phone });
    expect(people).toContainEqual({
      reference: ben.personId,
      email: ben.data.email,
      companies: [ben.data.companyName],
    });
    const ledger = await rows<{ person_id: string }>(sql`SELECT person_id, recipient_kind, purpose, channel, fields,
      encode(content_sha256, 'hex') AS sha256 FROM disclosures.ledger WHERE about_id = ${id}`);
    const all = { recipient_kind: 'authority', purpose: 'legal', channel: 'export', sha256: file.sha256 };
    expect(ledger).toHaveLength(2);
    expect(ledger).toContainEqual({ ...all, person_id: ada.personId, fields: ['name', 'phone'] });
    expect(file.sha256).toBe(sha256(file.text).toString('hex'));
    expect((await open(id)).givings).toMatchObject([{ sha256: file.sha256, people: [{ told: 'mailed' }, {}] }]);
    const mail = (await rights.mailsTo(ada.data.email)).at(-1);
    expect(mail?.subject).toContain('authority');
    expect(mail?.body_text).not.toContain('Prosecutor');
    expect(await act(one, id, 'close')).toBe(204);
    expect((await give(id, ada.personId)).status).toBe(409);
  });

  it('is refused where something has changed since it was shown, and nothing is written', async () => {
    const { personId } = await somebody();
    const id = await approved({ personIds: [personId] });
    const shown = await send(one, id, 'preview', { chosen: chosen(personId) });
    const more = { chosen: chosen(personId, ['name', 'phone', 'email']), sha256: shown.body.sha256 };
    expect((await send(one, id, 'give', more)).body.error?.code).toBe('KEPT_LEGAL_DEMAND_CHANGED');
    expect(await rows(sql`SELECT FROM disclosures.ledger WHERE about_id = ${id}`)).toEqual([]);
    expect((await open(id)).state).toBe('approved');
  });

  it('gives nothing of somebody whom the demand does not name; people of a company that it names are named', async () => {
    const [named, stranger] = [await somebody(), await somebody()];
    const id = await approved({ companyIds: [named.companyId] });
    const strangers = await send(one, id, 'preview', { chosen: chosen(stranger.personId) });
    expect(strangers.body.error?.code).toBe('KEPT_LEGAL_DEMAND_OUTSIDE');
    expect((await open(id)).people).toEqual([{ id: named.personId, name: named.data.name, named: false }]);
    expect((await give(id, named.personId)).status).toBe(200);
  });

  it.each([
    [{ chosen: [] }, 400],
    [{ chosen: [{ personId: '00000000-0000-4000-8000-000000000001', fields: [] }] }, 400],
    [{ chosen: [{ personId: '00000000-0000-4000-8000-000000000001', fields: ['password'] }] }, 400],
    [{ chosen: [{ personId: 'ada', fields: ['name'] }] }, 400],
  ])('refuses %o', async (given, status) => {
    const id = await approved({});
    expect((await send(one, id, 'preview', given)).status).toBe(status);
  });
});

describe('where the law forbids telling the person', () => {
  const until = { until: '2026-12-31', basis: 'The order of the court, no. 4' };

  /** A demand given and not told of, and how the page of the person looks. */
  async function secret() {
    const made = await somebody();
    const id = await approved({ personIds: [made.personId], withholding: until });
    return { ...made, id };
  }
  const page = async (email: string) => (await rights.openPage(email)).text;
  const file = async (email: string) => {
    const { sitting } = await rights.openPage(email);
    const { status, text } = await rights.server.submit('/me/download', { sitting });
    expect(status).toBe(200);
    return text;
  };

  it('nothing is given before two people agreed on the day, the one who asks and another', async () => {
    const { personId, id } = await secret();
    expect((await give(id, personId)).body.error?.code).toBe('KEPT_LEGAL_DEMAND_UNDECIDED');
    expect(await act(one, id, 'withhold/approve')).toBe('KEPT_LEGAL_DEMAND_SAME_PERSON');
    expect((await open(id)).withheldUntil).toBeNull();
    expect(await act(other, id, 'withhold/approve')).toBe(204);
    expect(await act(third, id, 'withhold/approve')).toBe('KEPT_NOT_FOUND');
    expect((await give(id, personId)).status).toBe(200);
  });

  it('neither page nor file of the person tell of it, until the day is over: then both do, and a mail goes out', async () => {
    const { data, id, personId } = await secret();
    await act(other, id, 'withhold/approve');
    const before = (await rights.mailsTo(data.email)).length;
    expect((await give(id, personId)).status).toBe(200);
    await open(id);
    await rights.server.call(one, 'GET', '/api/v1/holds', ground);
    for (const text of [await page(data.email), await file(data.email)]) {
      expect(text).not.toContain('Prosecutor');
      expect(text).not.toContain('legal demand');
    }
    expect(await tellReleased(rights.deps)).toBe(0);
    // A link of its own for each look at the page or the file.
    expect((await rights.mailsTo(data.email)).slice(before).filter((each) => /authority/.test(each.subject))).toEqual(
      [],
    );
    rights.deps.clock.set('2027-01-01T01:00:00Z');
    const text = await page(data.email);
    expect(text).toContain('Sample Public Prosecutor');
    expect(text).toContain('legal demand');
    expect(await file(data.email)).toContain('Sample Public Prosecutor');
    expect(await tellReleased(rights.deps)).toBeGreaterThanOrEqual(1);
    expect(await tellReleased(rights.deps)).toBe(0);
    expect((await rights.mailsTo(data.email)).filter((each) => /authority/.test(each.subject))).toHaveLength(1);
    expect((await open(id)).history.at(-1)?.kind).toBe('person told');
    expect(await act(one, id, 'withhold', { until: '2027-06-01', basis: 'Another order' })).toBe(
      'KEPT_LEGAL_DEMAND_TOLD',
    );
  });

  it('a later day needs two people again; one alone prolongs nothing', async () => {
    const made = await somebody();
    const first = { until: day(30), basis: 'The order of the court' };
    const id = await approved({ personIds: [made.personId], withholding: first, receivedOn: day(-1) });
    await act(other, id, 'withhold/approve');
    await give(id, made.personId);
    expect(await act(third, id, 'withhold', { until: day(90), basis: 'Prolonged by the court' })).toBe(204);
    expect(await act(third, id, 'withhold/approve')).toBe('KEPT_LEGAL_DEMAND_SAME_PERSON');
    expect((await open(id)).withheldUntil).toBe(day(30));
    expect(await page(made.data.email)).not.toContain('Prosecutor');
    expect(await act(one, id, 'withhold/approve')).toBe(204);
    expect((await open(id)).withheldUntil).toBe(day(90));
    rights.deps.clock.advance({ days: 31 });
    expect(await page(made.data.email)).not.toContain('Prosecutor');
    expect(await act(one, id, 'withhold', { until: day(300), basis: 'Prolonged once more' })).toBe(204);
    rights.deps.clock.advance({ days: 60 });
    expect(await page(made.data.email)).toContain('Prosecutor');
    expect(await act(other, id, 'withhold/approve')).toBe('KEPT_LEGAL_DEMAND_TOLD');
  });

  it('a day that was dropped is asked for no more, and the person is told when data is given', async () => {
    const { id, personId, data } = await secretOf();
    expect(await act(one, id, 'withhold/drop')).toBe(204);
    expect((await give(id, personId)).status).toBe(200);
    expect((await rights.mailsTo(data.email)).some((each) => /authority/.test(each.subject))).toBe(true);
  });

  async function secretOf() {
    const made = await somebody();
    const withholding = { until: day(30), basis: 'The order of the court' };
    return { ...made, id: await approved({ personIds: [made.personId], withholding, receivedOn: day(-1) }) };
  }

  it('somebody who cannot be told keeps nobody else from being told', async () => {
    const first = await secretOf();
    const second = await secretOf();
    for (const { id, personId } of [first, second]) {
      await act(other, id, 'withhold/approve');
      expect((await give(id, personId)).status).toBe(200);
    }
    rights.deps.clock.advance({ days: 31 });
    const { egress } = rights.deps;
    const failing: typeof egress = {
      send: (trx, outgoing) => {
        if (outgoing.mails?.some(({ to }) => to === first.data.email)) throw new Error('this one fails');
        return egress.send(trx, outgoing);
      },
    };
    await tellReleased({ ...rights.deps, egress: failing });
    expect((await rights.mailsTo(second.data.email)).filter((each) => /authority/.test(each.subject))).toHaveLength(1);
    expect(await tellReleased(rights.deps)).toBe(1);
    expect((await rights.mailsTo(first.data.email)).filter((each) => /authority/.test(each.subject))).toHaveLength(1);
  });

  it('the database itself lets nobody approve their own day', async () => {
    const { id } = await secretOf();
    const update = rights.deps.db.base((trx) =>
      sql`UPDATE rights.withholdings SET approved_by = asked_by, approved_at = now() WHERE demand_id = ${id}`.execute(
        trx,
      ),
    );
    await expect(update).rejects.toThrow('withholdings_by_two');
  });
});

describe('the register', () => {
  it('lists without words; words are read for the law alone, and each look is noted', async () => {
    const { personId } = await somebody();
    const { id } = (await record({ personIds: [personId] })).body;
    const list = await rights.server.call(one, 'GET', '/api/v1/legal-demands?state=received');
    expect(list.text).toContain(id);
    expect(list.text).not.toContain('12 Js');
    expect((await open(id)).reference).toBe('12 Js 345/26');
    const looks = await rows(sql`SELECT purpose, fields FROM contacts.lookups WHERE person_id = ${personId}`);
    expect(looks).toEqual([{ purpose: 'legal', fields: ['name', 'legal demand'] }]);
    const url = `/api/v1/legal-demands/${id}`;
    expect((await rights.server.call(one, 'GET', url, { purpose: 'rights', reason: 'curious' })).status).toBe(403);
    expect((await rights.server.call(aMember('support'), 'GET', url, ground)).status).toBe(403);
    expect((await rights.server.call(aMember('licence desk'), 'GET', '/api/v1/legal-demands')).status).toBe(403);
    expect(await act(aMember('licence desk'), id, 'approve')).toBe('KEPT_NOT_ALLOWED');
  });

  it('holds the people of a demand against deleting', async () => {
    const made = await somebody();
    const { id } = (await record({ companyIds: [made.companyId], receivedOn: day(-1) })).body;
    expect(await act(one, id, 'hold', { until: day(-2) })).toBe('KEPT_INVALID');
    expect(await act(one, id, 'hold', { until: day(30) })).toBe(200);
    // Pressed twice, it is one hold.
    expect(await act(one, id, 'hold', { until: day(30) })).toBe(200);
    expect((await open(id)).holds).toMatchObject([{ personId: made.personId, until: day(30) }]);
    const holds = await rows(sql`SELECT demand_id FROM rights.holds WHERE person_id = ${made.personId}`);
    expect(holds).toEqual([{ demand_id: id }]);
  });

  it('says at home who must approve next', async () => {
    const { id } = (await record()).body;
    const waits = async (who: Member) =>
      (await rightsToday(rights.deps)(who)).groups?.find((each) => each.kind === 'legal demands')?.count ?? 0;
    const [mine, theirs] = [await waits(one), await waits(other)];
    await act(one, id, 'approve');
    expect([await waits(one), await waits(other)]).toEqual([mine - 1, theirs]);
    expect((await rightsToday(rights.deps)(aMember('support'))).groups?.map((each) => each.kind)).not.toContain(
      'legal demands',
    );
  });

  it.each([
    { authority: ' ' },
    { basis: 'x' },
    { scope: '' },
    { country: 'Germany' },
    { receivedOn: '2031-01-01' },
    { receivedOn: '2026-02-30' },
    { dueOn: '2026-02-01' },
    { personIds: ['00000000-0000-4000-8000-000000000001'] },
    { companyIds: ['00000000-0000-4000-8000-000000000001'] },
    { withholding: { until: '2020-01-01', basis: 'An order' } },
    { channel: 'rumour' },
    { scope: 'a\u0000b' },
  ])('no demand with %o', async (changes) => {
    expect((await record(changes)).status).toBeGreaterThanOrEqual(400);
  });
});
