import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { type Law, type RequestKind, ruleFor, ruleOf } from '../rules/deadlines.ts';
import { dayIn } from '../rules/links.ts';
import { receiptNumber } from '../rules/receipt.ts';
import { mayStep, type RequestAct, requestNumber } from '../rules/requests.ts';
import * as store from '../store/requests.ts';
import { today, zoneOf } from './clock.ts';

/** Writes a request with its clock. Its rule is stored, so that what was promised does not change with the rules. */
export async function openRequest(
  trx: Trx,
  deps: Deps,
  who: Who,
  given: {
    readonly kind: RequestKind;
    readonly channel: store.RequestChannel;
    readonly personId: string | null;
    readonly law: Law;
    readonly receivedAt: Date;
    readonly wording: string | null;
    readonly asker: string | null;
    readonly guessed?: boolean;
  },
): Promise<store.RequestRow> {
  const rule = ruleFor(given.kind, given.law);
  const received = dayIn(await zoneOf(trx), given.receivedAt);
  const row = {
    id: deps.ids.uuid(),
    number: requestNumber(deps.ids.random(8)),
    kind: given.kind,
    kind_guessed: given.guessed ?? false,
    channel: given.channel,
    person_id: given.personId,
    identity: given.channel === 'page' ? ('proven' as const) : ('not shown' as const),
    law: given.law,
    rule: rule.id,
    received_at: given.receivedAt,
    received_on: received,
    confirm_by: rule.confirmBy(received),
    due_on: rule.dueOn(received),
    receipt: given.kind === 'erasure' ? receiptNumber(deps.ids.random(26)) : null,
    // Who asks on their page is shown the number and the day at once.
    confirmed_at: given.channel === 'page' ? given.receivedAt : null,
  };
  await store.insertRequest(trx, { ...row, wording: given.wording, asker: given.asker });
  await noteStep(trx, deps, who, { requestId: row.id, kind: 'received' });
  return { ...row, extended: false, state: 'open', refusal: null, closed_at: null, agent: null };
}

/** Holds a request for one step of it, if that step may be taken now. */
export async function beginStep(trx: Trx, deps: Deps, id: string, act: RequestAct): Promise<store.RequestRow> {
  const row = await store.lockRequest(trx, id);
  if (!row) throw httpErrors.KEPT_NOT_FOUND();
  const overdue = (await today(trx, deps)) > row.due_on;
  const verdict = mayStep({ ...row, extendable: ruleOf(row.rule).extendedTo !== null, overdue }, act);
  if (verdict === 'closed') throw errors.KEPT_REQUEST_CLOSED();
  if (verdict === 'mandate') throw errors.KEPT_REQUEST_MANDATE();
  if (verdict === 'identity') throw errors.KEPT_REQUEST_IDENTITY();
  const whyNot = {
    'extended before': 'it was extended once before',
    'not extendable': 'the law of its kind gives none',
    'too late': 'its time is over already',
  };
  if (verdict !== 'yes') throw errors.KEPT_REQUEST_NOT_EXTENDABLE({ why: whyNot[verdict] });
  return row;
}

export function noteStep(
  trx: Trx,
  deps: Deps,
  who: Who,
  step: { readonly requestId: string; readonly kind: store.RequestEventKind },
): Promise<void> {
  return store.insertRequestEvent(trx, { ...step, at: deps.clock.now(), actor: actor(who) });
}
