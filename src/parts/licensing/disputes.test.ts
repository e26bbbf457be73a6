import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { prove } from '../../../test/kit/prove.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { releaseSeat } from './actions/seat-releases.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import { askWhoActivated, freeDisputedSeats } from './index.ts';
import { eraseTold } from './store/erase.ts';

// Two companies claim one licence. Until somebody decides nothing is taken from the one that has it, and no name goes anywhere.
// One file of more than 400 lines, as all of it needs the same companies in the same installation.

let app: TestApp;
let desk: Session;
let second: Session;
let holder: string;
let product: { productId: string; releaseId: string };
const ground = { purpose: 'customer service', reason: 'a dispute' };

beforeAll(async () => {
  app = await startApp({ vendor: true });
  [desk, second] = [await app.signInAs('licence desk'), await app.signInAs('administrator')];
  holder = await aReseller(app, { name: 'Sample Dealers' });
  product = await aProduct(app, { name: 'Sample Mill' });
}, 120_000);
afterAll(() => app?.stop());

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

interface Firm {
  readonly id: string;
  readonly licenceId: string;
  readonly serial: string;
  readonly activationId: string;
  readonly email: string;
  readonly name: string;
  readonly machine: string;
}

let firms = 0;
async function activate(serial: string, changes: Record<string, string>, machine: string) {
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData(changes);
  const answer = await app.post('/api/v1/activations', { serial, notice: shown.notice.sha256, machine, ...data });
  expect(answer.status).toBe(201);
  await app.settle();
  return { status: answer.status, ...((await answer.json()) as { activationId: string }) };
}

/** A company with a licence in use. */
async function aFirm(seats = 2): Promise<Firm> {
  firms += 1;
  const n = firms;
  const [licence] = await someLicences(app, { ...product, holderCompanyId: holder, seats });
  const { id: licenceId = '', serial = '' } = licence ?? {};
  const [name, email, machine] = [`Firm ${n} Works`, `ada@firm${n}.example`, `machine of firm ${n}`];
  const { activationId } = await activate(serial, { companyName: name, email, name: `Ada Firm${n}` }, machine);
  const [row] = await owner<{ company_id: string }>('SELECT company_id FROM licensing.licences WHERE id = $1', [
    licenceId,
  ]);
  return { id: row?.company_id ?? '', licenceId, serial, activationId, email, name, machine };
}

interface DisputeAnswer {
  id: string;
  number: string;
  state: string;
  mayTakeBack: boolean;
  mine: boolean;
  takeBackUntil: string | null;
  tellings: { side: string; what: string; told: boolean }[];
  error?: { code: string; next: string; fields?: object };
}
const claim = (of: Firm, by: string, who: Session = desk) =>
  who.call<DisputeAnswer>('POST', `/api/v1/licences/${of.licenceId}/disputes`, {
    companyId: by,
    channel: 'letter',
    evidence: 'Invoice 17 of the dealer, with this serial',
  });
const decide = (id: string, outcome: string, who: Session = second, reason = 'purchase shown') =>
  who.call<DisputeAnswer>('POST', `/api/v1/disputes/${id}/decide`, { outcome, reason });
const takeBack = (id: string, who: Session = desk) =>
  who.call<DisputeAnswer>('POST', `/api/v1/disputes/${id}/take-back`);
const companyOf = async (licenceId: string) =>
  (await owner<{ company_id: string }>('SELECT company_id FROM licensing.licences WHERE id = $1', [licenceId]))[0]
    ?.company_id;
const seatsInUse = async (licenceId: string) =>
  (await owner<{ n: number }>('SELECT seats_used AS n FROM licensing.licences WHERE id = $1', [licenceId]))[0]?.n;
const lettersTo = (email: string) =>
  app.mails.messages.filter((mail) => mail.to.includes(email) && /\(D-\d+\)/.test(mail.subject));
const codeOf = (answer: { body: { error?: { code: string } } }) => answer.body.error?.code;
const runs = async ({ activationId }: Firm) =>
  (await (await app.get(`/api/v1/activations/${activationId}`)).json()) as { status?: string; verdict?: string };

/** The seat of a dead machine, by the link in the mailbox of its contact. */
async function freeByMail({ serial, email, activationId }: Firm) {
  await app.submit('/activate/release', { serial, email });
  const linkOf = () => app.mails.messages.find((mail) => mail.to.includes(email) && mail.text.includes('/release/'));
  await expect
    .poll(
      async () => {
        await app.settle();
        return linkOf() !== undefined;
      },
      { timeout: 10_000 },
    )
    .toBe(true);
  const token = /\/activate\/release\/(\S+)/.exec(linkOf()?.text ?? '')?.[1] ?? '';
  return releaseSeat(app.kept.deps, { token, activationId });
}

describe('a company claims the licence of another', () => {
  it('noted by the licence desk: both are told, neither who the other is, and the licence runs on', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    const before = await runs(one);
    const opened = await claim(one, two.id);
    expect([opened.status, opened.body.state, opened.body.mine]).toEqual([201, 'open', true]);
    await app.settle();
    for (const [side, other] of [
      [one, two],
      [two, one],
    ] as const) {
      const [mail, more] = lettersTo(side.email);
      expect([mail?.subject.includes(opened.body.number), more]).toEqual([true, undefined]);
      for (const secret of [other.name, other.email, 'Ada', one.serial]) expect(mail?.text).not.toContain(secret);
    }
    expect(opened.body.tellings.map(({ side, what, told }) => [side, what, told])).toEqual([
      ['holder', 'opened', true],
      ['claimant', 'opened', true],
    ]);
    expect(await runs(one)).toEqual(before);
    expect(await companyOf(one.licenceId)).toBe(one.id);
    const rows = await owner(
      `SELECT FROM disclosures.ledger WHERE basis = 'two companies claim one licence' AND about_id = $1`,
      [one.licenceId],
    );
    expect(rows).toHaveLength(2);
    expect(await prove(app, 'L1.disputes')).toMatchObject({ verdict: 'true' });
    expect(await prove(app, 'L1.owners')).toMatchObject({ verdict: 'true' });
  });

  it('holds every act by which the company would lose it, names nobody and frees no seat; what gives it back is not held', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    const { id } = (await claim(one, two.id)).body;
    const act = (what: string, reason = 'misuse') =>
      second.call<{ error?: { code: string } }>('POST', `/api/v1/licences/${one.licenceId}/${what}`, { reason });
    for (const what of ['suspend', 'hold', 'revoke', 'replace'])
      expect(codeOf(await act(what))).toBe('KEPT_DISPUTE_OPEN');
    const inquiry = await desk.call<{ error?: { code: string } }>(
      'POST',
      `/api/v1/licences/${one.licenceId}/inquiries`,
      { channel: 'phone', evidence: 'They named the order' },
      ground,
    );
    expect(codeOf(inquiry)).toBe('KEPT_DISPUTE_OPEN');
    await desk.call('POST', `/api/v1/companies/${one.id}/domains`, {
      domain: one.email.split('@')[1],
      evidence: 'card',
    });
    const [asker] = await owner<{ id: string }>(
      'SELECT person_id AS id FROM licensing.registrations WHERE licence_id = $1',
      [one.licenceId],
    );
    const asked = { personId: asker?.id ?? '', serial: one.serial };
    const onPage = app.kept.deps.db.as('rights', (trx) => askWhoActivated(trx, app.kept.deps, asked));
    await expect(onPage).rejects.toMatchObject({ keptCode: 'KEPT_DISPUTE_OPEN' });
    expect(await owner('SELECT FROM licensing.inquiries WHERE licence_id = $1', [one.licenceId])).toEqual([]);
    await expect(freeByMail(one)).rejects.toMatchObject({ keptCode: 'KEPT_DISPUTE_OPEN' });
    expect(await seatsInUse(one.licenceId)).toBe(1);
    expect(codeOf(await claim(one, two.id))).toBe('KEPT_DISPUTE_OPEN');
    // Export control is a duty, whoever has the licence.
    expect((await act('hold', 'export control')).status).toBe(200);
    expect((await act('release', 'settled')).status).toBe(200);
    expect((await decide(id, 'stays')).status).toBe(200);
    expect((await act('suspend')).status).toBe(200);
  });

  it('is refused for what nobody has, for the company that has it, and for no customer', async () => {
    const one = await aFirm();
    const [stock] = await someLicences(app, { ...product, holderCompanyId: holder });
    expect(codeOf(await claim({ ...one, licenceId: stock?.id ?? '' }, one.id))).toBe('KEPT_NOTHING_TO_DISPUTE');
    expect(codeOf(await claim(one, one.id))).toBe('KEPT_CLAIM_OF_HOLDER');
    expect(codeOf(await claim(one, holder))).toBe('KEPT_INVALID');
    expect(codeOf(await claim(one, '00000000-0000-4000-8000-00000000dead'))).toBe('KEPT_INVALID');
    const outside = await app.signInAs('support');
    expect((await claim(one, one.id, outside)).status).toBe(403);
    expect((await outside.call('GET', '/api/v1/disputes')).status).toBe(403);
  });

  it('a company that nobody can be written to at is noted as not told', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    await owner(
      'UPDATE contacts.people SET restricted_at = now() WHERE id IN (SELECT person_id FROM licensing.registrations WHERE licence_id = $1)',
      [two.licenceId],
    );
    const opened = await claim(one, two.id);
    expect(opened.body.tellings).toMatchObject([
      { side: 'holder', told: true },
      { side: 'claimant', told: false },
    ]);
    expect(lettersTo(two.email)).toEqual([]);
  });
});

describe('the decision', () => {
  it('is made by somebody else, once; where the licence stays nothing changes', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    const { id } = (await claim(one, two.id)).body;
    expect(codeOf(await decide(id, 'goes over', desk))).toBe('KEPT_DISPUTE_SAME_PERSON');
    expect(await companyOf(one.licenceId)).toBe(one.id);
    expect((await decide(id, 'stays')).body.state).toBe('stays');
    expect(codeOf(await decide(id, 'goes over'))).toBe('KEPT_DISPUTE_DECIDED');
    expect(await companyOf(one.licenceId)).toBe(one.id);
    await app.settle();
    expect(lettersTo(one.email).at(-1)?.text).toContain('stays with your company');
    expect(lettersTo(two.email).at(-1)?.text).toContain('stays with the company that has it');
  });

  it('of two who decide at once one is refused', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    const { id } = (await claim(one, two.id)).body;
    const third = await app.signInAs('licence desk');
    const both = await Promise.all([decide(id, 'stays'), decide(id, 'goes over', third)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const went = both[1]?.status === 200;
    expect(await companyOf(one.licenceId)).toBe(went ? two.id : one.id);
    expect(await prove(app, 'L1.disputes')).toMatchObject({ verdict: 'true' });
  });

  it('gives the licence over with its history; the seats before run on for fourteen days, and are free then', async () => {
    const [one, two] = [await aFirm(1), await aFirm()];
    const { id } = (await claim(one, two.id)).body;
    const before = await runs(one);
    const decided = await decide(id, 'goes over');
    expect([decided.status, decided.body.state, decided.body.mayTakeBack]).toEqual([200, 'goes over', true]);
    expect(await companyOf(one.licenceId)).toBe(two.id);
    expect(await runs(one)).toEqual(before);
    await app.settle();
    expect(lettersTo(one.email).at(-1)?.text).toMatch(/can be used until \d{4}-\d\d-\d\d/);
    for (const secret of [two.name, two.email]) expect(lettersTo(one.email).at(-1)?.text).not.toContain(secret);
    const page = await desk.call<{ owners: { company: { id: string }; until: string | null; basis: string }[] }>(
      'GET',
      `/api/v1/licences/${one.licenceId}`,
    );
    expect(page.body.owners.map(({ company, until, basis }) => [company.id, until === null, basis])).toEqual([
      [one.id, false, 'activated it'],
      [two.id, true, 'transferred after a dispute'],
    ]);
    expect(await prove(app, 'L1.disputes')).toMatchObject({ verdict: 'true' });
    expect(await prove(app, 'L1.owners')).toMatchObject({ verdict: 'true' });
    expect(await prove(app, 'L1.sellers')).toMatchObject({ verdict: 'true' });
    app.clock.advance({ days: 13 });
    await freeDisputedSeats(app.kept.deps);
    expect(await seatsInUse(one.licenceId)).toBe(1);
    app.clock.advance({ days: 2 });
    expect(await freeDisputedSeats(app.kept.deps)).toBeGreaterThan(0);
    expect(await freeDisputedSeats(app.kept.deps)).toBe(0);
    expect(await seatsInUse(one.licenceId)).toBe(0);
    expect(codeOf(await takeBack(id))).toBe('KEPT_DISPUTE_OVER');
    // Now the seat is theirs.
    const taken = await activate(one.serial, { companyName: two.name, email: two.email }, 'a machine of the claimant');
    expect(taken.status).toBe(201);
  });

  it('can be taken back for fourteen days: it is open again and the licence back; both are told', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    const { id } = (await claim(one, two.id)).body;
    expect(codeOf(await takeBack(id))).toBe('KEPT_DISPUTE_OVER');
    await decide(id, 'goes over');
    const back = await takeBack(id);
    expect([back.status, back.body.state]).toEqual([200, 'open']);
    expect(await companyOf(one.licenceId)).toBe(one.id);
    await app.settle();
    for (const { email } of [one, two]) expect(lettersTo(email).at(-1)?.text).toContain('look at it again');
    app.clock.advance({ days: 20 });
    await freeDisputedSeats(app.kept.deps);
    expect(await seatsInUse(one.licenceId)).toBe(1);
    await decide(id, 'stays');
    app.clock.advance({ days: 14 });
    expect(codeOf(await takeBack(id))).toBe('KEPT_DISPUTE_OVER');
    const acts = await owner<{ action: string }>('SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY id', [
      one.licenceId,
    ]);
    expect(acts.map(({ action }) => action)).toEqual([
      'licensing.dispute opened',
      'licensing.dispute decided',
      'licensing.dispute decision taken back',
      'licensing.dispute decided',
    ]);
    const kinds = await owner<{ kind: string }>(
      `SELECT kind FROM licensing.licence_events WHERE licence_id = $1 AND kind LIKE 'dispute %' ORDER BY id`,
      [one.licenceId],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'dispute opened',
      'dispute decided',
      'dispute taken up again',
      'dispute decided',
    ]);
  });
});

describe('what is brought forward', () => {
  it('is noted for each side while it is open, and read with a purpose; the look is logged for both companies', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    const { id } = (await claim(one, two.id)).body;
    const note = (side: string, evidence: string) =>
      second.call<DisputeAnswer>('POST', `/api/v1/disputes/${id}/evidence`, { side, channel: 'phone', evidence });
    expect((await note('holder', 'Ada Holder named the order')).status).toBe(200);
    expect(codeOf(await note('holder', '   '))).toBe('KEPT_INVALID');
    const path = `/api/v1/disputes/${id}/evidence`;
    expect(codeOf(await desk.call<DisputeAnswer>('GET', path))).toBe('KEPT_NO_PURPOSE');
    const read = await desk.call<{ evidence: { side: string; evidence: string }[] }>('GET', path, undefined, ground);
    expect(read.body.evidence.map(({ side, evidence }) => [side, evidence])).toEqual([
      ['claimant', 'Invoice 17 of the dealer, with this serial'],
      ['holder', 'Ada Holder named the order'],
    ]);
    const looks = await owner(
      `SELECT FROM contacts.lookups WHERE fields = '{disputeEvidence}' AND company_id IN ($1, $2)`,
      [one.id, two.id],
    );
    expect(looks).toHaveLength(2);
    await decide(id, 'stays');
    expect(codeOf(await note('claimant', 'Too late'))).toBe('KEPT_DISPUTE_DECIDED');
  });
});

describe('a registration that names another company', () => {
  const addDomain = (companyId: string, domain: string) =>
    desk.call('POST', `/api/v1/companies/${companyId}/domains`, { domain, evidence: 'letter head' });
  const disputesOf = async (licenceId: string) =>
    (await desk.call<{ items: DisputeAnswer[]; count: number }>('GET', `/api/v1/disputes?licenceId=${licenceId}`)).body
      .items;

  it('with an address in the domain of another opens a dispute and takes no seat from anybody; one person may decide it', async () => {
    const [one, two] = [await aFirm(), await aFirm()];
    await addDomain(two.id, 'taken.example');
    const seat = await activate(one.serial, { companyName: 'Claiming Co', email: 'cy@taken.example' }, 'their machine');
    expect(seat.status).toBe(201);
    const [opened, ...more] = await disputesOf(one.licenceId);
    expect([opened?.state, more]).toEqual(['open', []]);
    expect(await companyOf(one.licenceId)).toBe(one.id);
    expect((await decide(opened?.id ?? '', 'stays', desk)).status).toBe(200);
    // For some time no other registration opens one again; the licence desk may.
    await activate(one.serial, { companyName: 'Claiming Once More', email: 'dee@taken.example' }, 'their machine');
    expect(await disputesOf(one.licenceId)).toHaveLength(1);
  });

  it('opens none where nothing but the name differs, where the address is the company’s, and of a provider of anybody’s', async () => {
    const [plain, own] = [await aFirm(9), await aFirm(9)];
    await addDomain(own.id, 'ownfirm.example');
    await activate(plain.serial, { companyName: 'Sister Co', email: 'ann@sister.example' }, 'machine one');
    await activate(own.serial, { companyName: 'Branch Co', email: 'ann@ownfirm.example' }, 'machine two');
    await activate(own.serial, { companyName: 'Branch Two', email: 'ann.sample@gmail.com' }, 'machine three');
    expect(await disputesOf(plain.licenceId)).toEqual([]);
    expect(await disputesOf(own.licenceId)).toEqual([]);
    await activate(own.serial, { companyName: 'Stranger Co', email: 'ann@stranger.example' }, 'machine four');
    expect(await disputesOf(own.licenceId)).toHaveLength(1);
  });
});

it('two companies that become one have nothing to settle; taken apart again it is open again', async () => {
  const [one, two] = [await aFirm(), await aFirm()];
  const { id } = (await claim(one, two.id)).body;
  const merged = await desk.call<{ merges?: { id: string }[]; id?: string; mergeId?: string }>(
    'POST',
    `/api/v1/companies/${two.id}/merge`,
    { intoCompanyId: one.id, evidence: 'the same register entry' },
  );
  expect(merged.status).toBeLessThan(300);
  const stateOf = async () => (await desk.call<DisputeAnswer>('GET', `/api/v1/disputes/${id}`)).body.state;
  expect(await stateOf()).toBe('one company');
  const [merge] = await owner<{ id: string }>('SELECT id FROM contacts.merges WHERE from_company_id = $1', [two.id]);
  expect((await desk.call('POST', `/api/v1/companies/${one.id}/merges/${merge?.id}/undo`)).status).toBeLessThan(300);
  expect(await stateOf()).toBe('open');
});

it('the list is filtered, paged and counted; what waits stands on the first page of the desk', async () => {
  const all = await desk.call<{ items: DisputeAnswer[]; next: string | null; count: number }>(
    'GET',
    '/api/v1/disputes?state=open&limit=2',
  );
  expect([all.body.items.length, all.body.count > 2]).toEqual([2, true]);
  const rest = await desk.call<{ items: DisputeAnswer[] }>(
    'GET',
    `/api/v1/disputes?state=open&limit=500&cursor=${all.body.next}`,
  );
  expect(rest.body.items).toHaveLength(all.body.count - 2);
  const today = await desk.call<{ groups: { kind: string; count: number; items: { kind: string; id: string }[] }[] }>(
    'GET',
    '/api/v1/today',
  );
  const group = today.body.groups.find(({ kind }) => kind === 'disputes open');
  expect([group?.count, group?.items[0]?.kind]).toEqual([all.body.count, 'dispute']);
});

it('an erasure takes a name out of what was brought forward', async () => {
  const [one, two] = [await aFirm(), await aFirm()];
  const { id } = (await claim(one, two.id)).body;
  const evidence = `Called by ${one.email}`;
  await desk.call('POST', `/api/v1/disputes/${id}/evidence`, { side: 'holder', channel: 'phone', evidence });
  const [person] = await owner<{ id: string }>(
    'SELECT person_id AS id FROM licensing.registrations WHERE licence_id = $1',
    [one.licenceId],
  );
  const erasing = {
    personId: person?.id ?? '',
    emailKey: Buffer.from(one.email),
    freshKey: () => Buffer.from(one.email),
    values: [one.email],
    at: app.clock.now(),
  };
  await app.kept.deps.db.as('rights', (trx) => eraseTold(trx, erasing as Parameters<typeof eraseTold>[1]));
  const left = await owner<{ evidence: string }>(
    'SELECT evidence FROM licensing.dispute_evidence ORDER BY at DESC, id DESC LIMIT 2',
  );
  expect(left.map((row) => row.evidence).join()).not.toContain(one.email);
});
