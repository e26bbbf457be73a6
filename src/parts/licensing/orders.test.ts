import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { setPreference, setState } from '../contacts/index.ts';
import { contactsEraser } from '../contacts/personal.ts';
import { assignActivated, assignReseller } from '../resellers/index.ts';
import { registrationData, someLicences } from './fixtures.ts';
import {
  activateLicence,
  answerOrderQuestion,
  licensingToday,
  openQuestionsOfPerson,
  registrationForm,
} from './index.ts';
import { licensingEraser } from './personal.ts';
import type { Contract } from './wire/contracts.ts';
import type { Licence } from './wire/licences.ts';
import type { Order, OrderItem, OrderQuestions } from './wire/orders.ts';

let opened: LicensingDesk;
let notice: string;
const desk = aMember('licence desk');
type Failed = { error: { code: string; fields?: Record<string, string> } };
const why = { purpose: 'customer service', reason: 'an order' };

beforeAll(async () => {
  opened = await licensingDesk();
  notice = (await registrationForm(opened.deps)).notice.sha256;
});
afterAll(() => opened.stop());

const seller = () => aMember('reseller staff', opened.holder);
const call = <T = Order>(who: typeof desk, path: string, body?: object) =>
  opened.server.call<T & Failed>(who, 'POST', `/api/v1/orders${path}`, { ...(body ? { body } : {}), ...why });
const get = <T = Order>(who: typeof desk, path: string) =>
  opened.server.call<T & Failed>(who, 'GET', `/api/v1/orders${path}`, why);

/** A customer of a reseller: with a licence in use and somebody to speak to. */
async function customer(holderCompanyId = opened.holder) {
  const [licence] = await someLicences(opened.deps, { ...opened.product, holderCompanyId });
  const fields = registrationData();
  const serial = licence?.serial ?? '';
  await activateLicence(
    opened.deps,
    { kind: 'public' },
    { serial, fields, notice, marketing: false, machine: null, releaseId: null, key: null },
  );
  const [row] = await opened.owner<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  const companyId = row?.company_id ?? '';
  await assignActivated(opened.deps)({ companyId, holderCompanyId });
  return { companyId, personId: row?.person_id ?? '', licenceId: licence?.id ?? '', email: fields.email ?? '' };
}
const licencesFor = (companyId: string, changes: object = {}) => ({
  kind: 'new',
  companyId,
  productId: opened.product.productId,
  licenceKind: 'perpetual',
  seats: 3,
  copies: 2,
  ...changes,
});

it('new licences: placed by the reseller, confirmed and fulfilled by the desk, with serials handed to the customer', async () => {
  const { companyId } = await customer();
  const placed = await call(seller(), '', licencesFor(companyId, { reference: 'PO 4711' }));
  expect(placed.status).toBe(201);
  expect(placed.body).toMatchObject({
    state: 'placed',
    acts: ['cancel', 'ask'],
    copies: 2,
    holder: { id: opened.holder },
  });
  const { id } = placed.body;
  expect((await call(seller(), `/${id}/confirm`)).status).toBe(403);
  expect((await call(desk, `/${id}/confirm`)).body.state).toBe('confirmed');
  expect((await call(seller(), `/${id}/cancel`, { reason: 'mistake' })).body.error.code).toBe('KEPT_ORDER_STATE');
  const done = await call(desk, `/${id}/fulfil`, {});
  expect(done.body).toMatchObject({ state: 'fulfilled', acts: [] });
  expect(done.body.licences).toHaveLength(2);
  expect(done.body.events.map(({ kind }) => kind)).toEqual(['placed', 'confirmed', 'fulfilled']);
  const licence = await opened.server.call<Licence>(seller(), 'GET', `/api/v1/licences/${done.body.licences[0]?.id}`);
  expect(licence.body).toMatchObject({
    state: 'issued',
    seats: 3,
    company: { id: companyId },
    holder: { id: opened.holder },
  });
  expect((await call(desk, `/${id}/fulfil`, {})).body.error.code).toBe('KEPT_ORDER_STATE');
});

it('a renewal: once on order for a contract, and the next contract follows when it is fulfilled', async () => {
  const { licenceId } = await customer();
  const contract = await opened.server.call<Contract>(desk, 'POST', '/api/v1/contracts', {
    body: { kind: 'maintenance', number: 'R-1', licenceId, startsOn: '2025-04-01', endsOn: '2026-03-31' },
  });
  const renewal = { kind: 'renewal', contractId: contract.body.id };
  const placed = await call(seller(), '', renewal);
  expect(placed.status).toBe(201);
  const twice = await Promise.all([1, 2].map(() => call(desk, '', renewal)));
  expect(twice.map(({ body }) => body.error.code)).toEqual(['KEPT_ORDER_OPEN', 'KEPT_ORDER_OPEN']);
  const { id } = placed.body;
  expect((await call(desk, `/${id}/fulfil`, { number: 'R-2' })).body.error.fields).toMatchObject({
    endsOn: 'is needed',
  });
  const done = await call(desk, `/${id}/fulfil`, { number: 'R-2', startsOn: '2026-04-01', endsOn: '2027-03-31' });
  expect(done.body).toMatchObject({ state: 'fulfilled', renewedBy: { number: 'R-2' } });
  expect((await call(seller(), '', renewal)).body.error.code).toBe('KEPT_CONTRACT_RENEWED');
  const [row] = await opened.owner<{ until: string }>(
    'SELECT maintenance_until::text AS until FROM licensing.licences WHERE id = $1',
    [licenceId],
  );
  expect(row?.until).toBe('2027-03-31');
});

it('of another reseller is not seen, placed for its customers neither, and not in its name', async () => {
  const mine = await customer();
  const theirs = await customer(opened.other);
  const other = aMember('reseller administrator', opened.other);
  const { id } = (await call(seller(), '', licencesFor(mine.companyId))).body;
  expect((await get(other, `/${id}`)).status).toBe(404);
  expect((await get(other, `/${id}/questions`)).status).toBe(404);
  expect((await call(other, `/${id}/cancel`, { reason: 'mistake' })).status).toBe(404);
  expect((await call(other, `/${id}/questions`, { personId: mine.personId, question: 'Who?' })).status).toBe(404);
  expect((await call(seller(), '', licencesFor(theirs.companyId))).status).toBe(400);
  const inTheirName = licencesFor(mine.companyId, { holderCompanyId: opened.other });
  expect((await call(seller(), '', inTheirName)).body.error.fields).toMatchObject({
    holderCompanyId: 'is not your company',
  });
  const list = await get<{ items: OrderItem[]; count: number }>(other, '');
  expect(list.body.items).toEqual([]);
});

it('a question goes by mail for customer relations, also to who opted out; the answer comes from the page, once', async () => {
  const { companyId, personId, email } = await customer();
  const { deps } = opened;
  await deps.db.base((trx) =>
    setPreference(trx, deps, desk, { personId, channel: 'mail', allowed: false, noticeId: null }),
  );
  const { id } = (await call(seller(), '', licencesFor(companyId))).body;
  const asked = { personId, question: 'Three seats each, or one?' };
  expect((await call(seller(), `/${id}/questions`, asked)).status).toBe(204);
  const mails = await opened.owner<{ body_text: string; purpose: string; basis: string }>(
    `SELECT m.body_text, l.purpose, l.basis FROM platform.mail_outbox m JOIN disclosures.ledger l ON l.id = m.ledger_id
      WHERE m.to_address = $1 AND m.kind = 'order question'`,
    [email],
  );
  expect(mails).toEqual([expect.objectContaining({ purpose: 'customer service', basis: 'an order of their company' })]);
  expect(mails[0]?.body_text).toContain('Holding Dealers asks');
  expect((await get(desk, `/${id}`)).body.openQuestions).toBe(1);
  const today = await licensingToday(deps)(seller());
  expect(today.groups?.find(({ kind }) => kind === 'order questions not answered')?.items[0]?.id).toBe(id);
  const [open] = await deps.db.as('rights', (trx) => openQuestionsOfPerson(trx, personId));
  const answer = (of: object = {}) =>
    deps.db.as('rights', (trx) =>
      answerOrderQuestion(trx, deps, { personId, questionId: open?.id ?? '', answer: 'One each.', ...of }),
    );
  const stranger = (await customer()).personId;
  await expect(answer({ personId: stranger })).rejects.toMatchObject({ keptCode: 'KEPT_QUESTION_ANSWERED' });
  const both = await Promise.allSettled([answer(), answer()]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { body } = await get<OrderQuestions>(seller(), `/${id}/questions`);
  expect(body.questions).toMatchObject([{ question: asked.question, answer: 'One each.', answeredBy: 'page' }]);
  const looks = await opened.owner<{ fields: string[] }>('SELECT fields FROM contacts.lookups WHERE person_id = $1', [
    personId,
  ]);
  expect(looks.flatMap(({ fields }) => fields)).toContain('orderQuestion');
});

it('a restriction stops a question, and hides what was asked before; a stranger is not asked', async () => {
  const { companyId, personId } = await customer();
  const { deps } = opened;
  const { id } = (await call(desk, '', licencesFor(companyId, { holderCompanyId: opened.holder }))).body;
  const ask = (who: typeof desk, person = personId) =>
    call(who, `/${id}/questions`, { personId: person, question: 'When?' });
  expect((await ask(desk, (await customer()).personId)).body.error.code).toBe('KEPT_NOT_TO_BE_ASKED');
  expect((await ask(desk)).status).toBe(204);
  const said = { answer: 'In May.', channel: 'phone' };
  const first = (await get<OrderQuestions>(desk, `/${id}/questions`)).body.questions[0];
  expect((await call(desk, `/${id}/questions/${first?.id}/answer`, said)).status).toBe(204);
  expect((await call(desk, `/${id}/questions/${first?.id}/answer`, said)).body.error.code).toBe(
    'KEPT_QUESTION_ANSWERED',
  );
  await deps.db.base((trx) => setState(trx, deps, personId, { restricted: true }));
  for (const who of [desk, seller()]) {
    expect((await ask(who)).body.error.code).toBe('KEPT_NOT_TO_BE_ASKED');
    const hidden = await get<OrderQuestions>(who, `/${id}/questions`);
    expect(hidden.body).toEqual({ people: [], questions: [] });
  }
});

it('a customer that moved to another reseller: the order stays with the first, its people do not', async () => {
  const { companyId, personId } = await customer();
  const { deps } = opened;
  const { id } = (await call(seller(), '', licencesFor(companyId))).body;
  await call(seller(), `/${id}/questions`, { personId, question: 'When?' });
  await deps.db.base((trx) => assignReseller(trx, deps, desk, { companyId, resellerCompanyId: opened.other }));
  const seen = await get(seller(), `/${id}`);
  expect(seen.body.company).toEqual({ id: companyId, name: '' });
  expect((await get<OrderQuestions>(seller(), `/${id}/questions`)).body).toEqual({ people: [], questions: [] });
  expect((await get(aMember('reseller staff', opened.other), `/${id}`)).status).toBe(404);
});

it('a customer on a list of export control: what is ordered for it is on hold when it is fulfilled', async () => {
  const { companyId } = await customer();
  await opened.owner(`UPDATE contacts.companies SET name = 'Verboten Valves Ltd' WHERE id = $1`, [companyId]);
  const list = { name: 'Parties', csv: 'reference,name,aliases,country\nP-1,Verboten Valves Ltd,,' };
  expect((await opened.server.call(desk, 'POST', '/api/v1/screening-lists', { body: list })).status).toBe(201);
  const { id } = (await call(desk, '', licencesFor(companyId, { holderCompanyId: opened.holder }))).body;
  const done = await call(desk, `/${id}/fulfil`, {});
  const held = await opened.owner<{ state: string; occasion: string }>(
    `SELECT l.state, h.occasion FROM licensing.licences l LEFT JOIN licensing.screening_hits h ON h.licence_id = l.id
      WHERE l.id = ANY ($1::uuid[])`,
    [done.body.licences.map((each) => each.id)],
  );
  expect(held).toEqual([1, 2].map(() => ({ state: 'on hold', occasion: 'hand-over' })));
});

it('what somebody was asked and an erasure took out is not answered any more', async () => {
  const { companyId, personId } = await customer();
  const { id } = (await call(desk, '', licencesFor(companyId, { holderCompanyId: opened.holder }))).body;
  await call(desk, `/${id}/questions`, { personId, question: 'When?' });
  const asked = (await get<OrderQuestions>(desk, `/${id}/questions`)).body.questions[0];
  const erasing = {
    personId,
    emailKey: Buffer.alloc(32),
    freshKey: () => Buffer.alloc(32, 7),
    values: [],
    at: new Date(0),
  };
  await opened.deps.db.as('rights', async (trx) => {
    await contactsEraser.erase(trx, erasing);
    await licensingEraser.erase(trx, erasing);
  });
  const said = { answer: 'In May, says the contact.', channel: 'phone' };
  const late = await call(desk, `/${id}/questions/${asked?.id}/answer`, said);
  expect(late.body.error.code).toBe('KEPT_QUESTION_ANSWERED');
  expect(
    await opened.owner('SELECT FROM licensing.order_questions WHERE answer IS NOT NULL AND question IS NULL'),
  ).toEqual([]);
});
