import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Ground, type Member } from '../../../platform/http/who.ts';
import { companyRefs, holdPerson, lookUp, peopleById, peopleOfCompanies } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { orderQuestionMail } from '../mails/order-question.ts';
import { mayAsk } from '../rules/orders.ts';
import * as questions from '../store/order-questions.ts';
import { holdOrder, type OrderRow, readOrders, seesOrder, writeOrderEvent } from '../store/orders.ts';
import type { OrderQuestions } from '../wire/orders.ts';
import { readAs, tenantOf } from './read-as.ts';

const one = { limit: 1, sort: 'placedAt', descending: false, after: null };

/** Asks somebody of the customer by mail. An opt-out of product information does not stop it; a restriction does. */
export async function askAboutOrder(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  input: { readonly id: string; readonly personId: string; readonly question: string },
): Promise<void> {
  const site = await deps.site();
  const { id, personId, question } = input;
  await lookUp(deps, who, ground, {
    async read(trx, reader) {
      const order = (await readOrders(trx, one, { id })).rows[0];
      if (!order) throw httpErrors.KEPT_NOT_FOUND();
      const ofCompany = await peopleOfCompanies(trx, [order.company_id]);
      const person = ofCompany.includes(personId)
        ? (await peopleById(trx, reader, [personId])).get(personId)
        : undefined;
      if (!person?.email) throw errors.KEPT_NOT_TO_BE_ASKED();
      const { email } = person;
      const look = { kind: 'opened' as const, personId, companyId: order.company_id, fields: ['email'] };
      return { read: { email }, lookUps: [look] };
    },
    async finish(base, { email }) {
      const state = await holdPerson(base, personId);
      if (!state || state.restricted_at !== null || state.erased_at !== null) throw errors.KEPT_NOT_TO_BE_ASKED();
      const order = await holdOrder(base, id);
      if (!order || !mayAsk(order.state)) throw errors.KEPT_ORDER_STATE({ state: order?.state ?? '' });
      const asks = (order.holder_company_id && tenantOf(who) !== null && (await nameOf(base, order))) || site.name;
      const mail = orderQuestionMail({ site, publicUrl: deps.publicUrl, number: order.number, asks, question });
      const ledgerId = await send(base, deps, { order, personId, email, mail });
      const at = deps.clock.now();
      const by = who.memberId;
      await questions.insertQuestion(base, { id: deps.ids.uuid(), orderId: id, personId, ledgerId, question, at, by });
      await writeOrderEvent(base, { orderId: id, kind: 'asked', at, actor: actor(who) });
      await audit(base, deps, who, { action: 'licensing.order asked', aboutKind: 'order', aboutId: id });
    },
  });
  deps.nudge();
}

async function nameOf(trx: Trx, { holder_company_id: holder }: OrderRow): Promise<string | null> {
  return (holder && (await companyRefs(trx, [holder])).get(holder)?.name) || null;
}

interface Sending {
  readonly order: OrderRow;
  readonly personId: string;
  readonly email: string;
  readonly mail: { readonly subject: string; readonly text: string };
}

async function send(trx: Trx, deps: Deps, { order, personId, email, mail }: Sending): Promise<string> {
  const [ledgerId] = await deps.egress.send(trx, {
    mails: [
      {
        kind: 'order question',
        to: email,
        ...mail,
        disclosure: {
          recipientKind: 'person',
          recipientId: personId,
          personId,
          companyId: order.company_id,
          purpose: 'customer service',
          fields: ['email'],
          basis: 'an order of their company',
          about: { kind: 'order', id: order.id },
        },
      },
    ],
  });
  return ledgerId ?? '';
}

/** What was asked about an order and answered, and who of the customer may be asked. A look-up. */
export function questionsOfOrder(deps: Deps, who: Member, ground: Ground | null, id: string): Promise<OrderQuestions> {
  return lookUp(deps, who, ground, {
    async read(trx, reader) {
      const order = (await readOrders(trx, one, { id })).rows[0];
      if (!order) throw httpErrors.KEPT_NOT_FOUND();
      const rows = await questions.readQuestions(trx as Trx<'customer service' | 'reseller'>, id);
      const ofCompany = await peopleOfCompanies(trx, [order.company_id]);
      const people = await peopleById(trx, reader, [...ofCompany, ...rows.map((row) => row.person_id)]);
      const { company_id: companyId } = order;
      const asked = new Set(rows.map((row) => row.person_id));
      const lookUps = [...people.keys()].map((personId) => ({
        kind: 'listed' as const,
        personId,
        companyId,
        fields: asked.has(personId) ? ['name', 'orderQuestion'] : ['name'],
      }));
      const named = (personId: string) => ({ id: personId, name: people.get(personId)?.name ?? null });
      const answer: OrderQuestions = {
        people: ofCompany.filter((each) => people.has(each)).map(named),
        questions: rows.map((row) => ({
          id: row.id,
          person: named(row.person_id),
          question: row.question,
          askedAt: row.asked_at.toISOString(),
          answer: row.answer,
          answeredAt: row.answered_at?.toISOString() ?? null,
          answeredBy: row.answered_by,
        })),
      };
      return { read: answer, lookUps };
    },
    finish: async (_base, answer) => answer,
  });
}

/** Writes down what somebody answered by phone, mail or letter. */
export function noteAnswer(
  deps: Deps,
  who: Member,
  input: {
    readonly id: string;
    readonly questionId: string;
    readonly answer: string;
    readonly channel: 'phone' | 'mail' | 'letter';
  },
): Promise<void> {
  const { id, questionId, answer, channel } = input;
  return readAs(deps, who, async (trx) => {
    if (!(await seesOrder(trx, id))) throw httpErrors.KEPT_NOT_FOUND();
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    const personId = await questions.readAsked(base, { orderId: id, questionId });
    const person = personId === null ? null : await holdPerson(base, personId);
    // What was asked went with the person; nothing new is written about them.
    if (!person || person.erased_at !== null) throw errors.KEPT_QUESTION_ANSWERED();
    const at = deps.clock.now();
    const done = await questions.writeAnswer(base, { questionId, of: { orderId: id }, answer, by: channel, at });
    if (!done) throw errors.KEPT_QUESTION_ANSWERED();
    await writeOrderEvent(base, { orderId: id, kind: 'answered', at, actor: actor(who) });
    const detail = { channel };
    await audit(base, deps, who, { action: 'licensing.order answered', aboutKind: 'order', aboutId: id, detail });
  });
}

/** The person answers on their own page. */
export async function answerOrderQuestion(
  trx: Trx<'rights'>,
  deps: Deps,
  of: { readonly personId: string; readonly questionId: string; readonly answer: string },
): Promise<void> {
  const { personId, questionId, answer } = of;
  const at = deps.clock.now();
  const orderId = await questions.writeAnswer(trx, { questionId, of: { personId }, answer, by: 'page', at });
  if (!orderId) throw errors.KEPT_QUESTION_ANSWERED();
  await writeOrderEvent(trx, { orderId, kind: 'answered', at, actor: { kind: 'person', id: personId } });
}

/** For the person's own page: what they are asked and have not answered. */
export async function openQuestionsOfPerson(trx: Trx<'rights'>, personId: string) {
  const rows = await questions.readQuestionsToPerson(trx, personId);
  return rows
    .filter((row) => row.answered_at === null && row.question !== null)
    .map((row) => ({ id: row.id, order: row.number, question: row.question ?? '', askedAt: row.asked_at }));
}

/** For the person's own page and file: all that they were asked about orders. */
export async function orderQuestionsOfPerson(trx: Trx<'rights'>, personId: string) {
  const rows = await questions.readQuestionsToPerson(trx, personId);
  if (rows.length === 0) return [];
  const entries = rows.map((row) => ({
    label: row.asked_at,
    value: `Order ${row.number}: ${row.question ?? ''} ${row.answered_at === null ? '(not answered)' : `Answer: ${row.answer ?? ''}`}`,
    provenance: row.answered_by === 'page' ? 'your answer on this page' : null,
  }));
  return [{ part: 'licensing', title: 'Questions about orders', entries }];
}
