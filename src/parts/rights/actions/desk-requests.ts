import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { hasPerson, setState, stopAddress } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { addDays } from '../rules/calendar.ts';
import { type RequestKind, ruleFor, ruleOf } from '../rules/deadlines.ts';
import { receiptNumber } from '../rules/receipt.ts';
import { type Refusal, scanType } from '../rules/requests.ts';
import { readSenderOf } from '../store/mails.ts';
import * as store from '../store/requests.ts';
import type { NewRequest } from '../wire/requests.ts';
import { askPerson, recordAgent, tellAgent } from './agents.ts';
import { stopAll } from './change.ts';
import { lawOfPerson, today, within, zoneOf } from './clock.ts';
import { beginStep, noteStep, openRequest } from './requests.ts';
import { tellAnswer, tellRequest } from './tell-request.ts';

/** Staff records what came by letter or phone. */
export async function recordRequest(
  deps: Deps,
  who: Member,
  given: NewRequest,
): Promise<{ id: string; number: string; dueOn: string }> {
  const personId = given.personId ?? null;
  const made = await deps.db.as('rights', async (trx) => {
    const now = await today(trx, deps);
    if (given.receivedOn > now || addDays(given.receivedOn, 0) !== given.receivedOn)
      throw httpErrors.KEPT_INVALID({ fields: { receivedOn: 'is no day up to today' } });
    if (personId !== null && !(await hasPerson(trx, personId))) throw httpErrors.KEPT_NOT_FOUND();
    const law = given.law ?? (personId === null ? 'house' : await lawOfPerson(trx, personId));
    const receivedAt = given.receivedOn === now ? deps.clock.now() : within(given.receivedOn, await zoneOf(trx));
    const request = await openRequest(trx, deps, who, { ...given, personId, law, receivedAt });
    if (given.agent) await recordAgent(trx, deps, request, { ...given.agent, mailbox: given.agent.mailbox ?? null });
    if (request.kind === 'opt-out' && personId !== null) await stopAll(trx, deps, who, personId);
    await noteAudit(trx, deps, who, { request, action: 'rights.request recorded' });
    return { id: request.id, number: request.number, dueOn: request.due_on };
  });
  deps.nudge();
  return made;
}

/** Keeps the scan of a letter with its request. */
export async function addScan(deps: Deps, who: Member, id: string, base64: string): Promise<void> {
  const content = Buffer.from(base64, 'base64');
  const type = scanType(content);
  if (type === null) throw errors.KEPT_SCAN_UNKNOWN();
  await deps.db.base(async (trx) => {
    const request = await beginStep(trx, deps, id, 'confirm');
    await store.writeScan(trx, { requestId: id, type, content, at: deps.clock.now() });
    await noteStep(trx, deps, who, { requestId: id, kind: 'scan added' });
    await noteAudit(trx, deps, who, { request, action: 'rights.scan added' });
  });
}

/** Somebody has shown that they are who the request is about; who that is may be said now, too. */
export async function showIdentity(deps: Deps, who: Member, id: string, personId: string | null): Promise<void> {
  await deps.db.as('rights', async (trx) => {
    const request = await beginStep(trx, deps, id, 'show identity');
    if (personId !== null && !(await hasPerson(trx, personId))) throw httpErrors.KEPT_NOT_FOUND();
    await store.updateRequest(trx, id, {
      identity: request.identity === 'proven' ? 'proven' : 'shown',
      ...(personId === null || request.channel === 'page' ? {} : { person_id: personId }),
    });
    if (request.kind === 'opt-out' && personId !== null) await stopAll(trx, deps, who, personId);
    if (request.agent === 'waiting' && request.person_id === null && personId !== null)
      await askPerson(trx, deps, { ...request, person_id: personId });
    await noteStep(trx, deps, who, { requestId: id, kind: 'identity shown' });
    await noteAudit(trx, deps, who, { request, action: 'rights.identity shown' });
  });
  deps.nudge();
}

/** A member of staff says what a mail asks for, which was guessed. The clock is that of this kind, from the day on which it came. */
export async function setKind(deps: Deps, who: Member, id: string, kind: RequestKind): Promise<void> {
  await deps.db.as('rights', async (trx) => {
    const request = await beginStep(trx, deps, id, 'confirm');
    if (request.channel !== 'mail') throw errors.KEPT_REQUEST_KIND_GIVEN();
    if (kind === 'opt-out' && request.kind !== 'opt-out') await stopSender(trx, deps, who, request);
    const rule = ruleFor(kind, request.law);
    await store.updateRequest(trx, id, {
      kind,
      kind_guessed: false,
      rule: rule.id,
      confirm_by: rule.confirmBy(request.received_on),
      due_on: rule.dueOn(request.received_on),
      extended: false,
      receipt: kind === 'erasure' ? (request.receipt ?? receiptNumber(deps.ids.random(26))) : null,
    });
    await noteStep(trx, deps, who, { requestId: id, kind: 'kind set' });
    await noteAudit(trx, deps, who, { request: { ...request, kind }, action: 'rights.kind set' });
  });
  deps.nudge();
}

async function stopSender(trx: Trx<'rights'>, deps: Deps, who: Member, request: store.RequestRow): Promise<void> {
  const [from] = await readSenderOf(trx, request.id);
  if (from) await stopAddress(trx, deps, from.sender);
  if (request.person_id !== null) await stopAll(trx, deps, who, request.person_id);
}

/** The person is told that their request is here. */
export async function confirmRequest(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.as('rights', async (trx) => {
    const request = await beginStep(trx, deps, id, 'confirm');
    if (request.confirmed_at === null) {
      await store.updateRequest(trx, id, { confirmed_at: deps.clock.now() });
      await tellRequest(trx, deps, { ...request, personId: request.person_id }, 'received');
      await noteStep(trx, deps, who, { requestId: id, kind: 'confirmed' });
      await noteAudit(trx, deps, who, { request, action: 'rights.request confirmed' });
    }
  });
  deps.nudge();
}

/** Takes the longer time that its law gives, once, before the first is over; the person is told why. */
export async function extendRequest(deps: Deps, who: Member, id: string, reason: string): Promise<void> {
  await deps.db.as('rights', async (trx) => {
    const request = await beginStep(trx, deps, id, 'extend');
    const dueOn = ruleOf(request.rule).extendedTo?.(request.received_on) ?? request.due_on;
    await store.updateRequest(trx, id, { extended: true, due_on: dueOn, extension: reason.trim() });
    await tellRequest(trx, deps, { ...request, due_on: dueOn, personId: request.person_id }, 'extended');
    await noteStep(trx, deps, who, { requestId: id, kind: 'extended' });
    await noteAudit(trx, deps, who, { request, action: 'rights.request extended' });
  });
  deps.nudge();
}

/** Closes a request with the words of the answer. Two who close it at once: the second is told that it is closed. */
export async function closeRequest(
  deps: Deps,
  who: Member,
  id: string,
  end: { readonly answer: string; readonly refusal: Refusal | null },
): Promise<void> {
  await deps.db.as('rights', async (trx) => {
    const request = await beginStep(trx, deps, id, end.refusal === null ? 'answer' : 'refuse');
    if (request.channel === 'letter' && !(await store.hasScan(trx, id))) throw errors.KEPT_SCAN_MISSING();
    const state = end.refusal === null ? ('answered' as const) : ('refused' as const);
    await store.updateRequest(trx, id, {
      state,
      refusal: end.refusal,
      answer: end.answer.trim(),
      closed_at: deps.clock.now(),
    });
    if (end.refusal === null && request.person_id !== null)
      await putInForce(trx, deps, who, { kind: request.kind, personId: request.person_id });
    await tellRequest(trx, deps, { ...request, personId: request.person_id }, 'closed');
    await tellAnswer(trx, deps, request, end.answer.trim());
    if (end.refusal === null) await tellAgent(trx, deps, request, end.answer.trim());
    await noteStep(trx, deps, who, { requestId: id, kind: state });
    const action = end.refusal === null ? 'rights.request answered' : 'rights.request refused';
    await noteAudit(trx, deps, who, { request, action });
  });
  deps.nudge();
}

/** What was asked by letter or phone holds once it is granted. */
async function putInForce(
  trx: Trx,
  deps: Deps,
  who: Member,
  { kind, personId }: { readonly kind: store.RequestRow['kind']; readonly personId: string },
): Promise<void> {
  if (kind === 'restriction') await setState(trx, deps, personId, { restricted: true });
  if (kind === 'objection') await setState(trx, deps, personId, { objected: true });
  if (kind === 'objection' || kind === 'opt-out') await stopAll(trx, deps, who, personId);
}

function noteAudit(
  trx: Trx,
  deps: Deps,
  who: Member,
  { request, action }: { readonly request: store.RequestRow; readonly action: string },
): Promise<void> {
  const detail = { kind: request.kind, channel: request.channel };
  return audit(trx, deps, who, { action, aboutKind: 'request', aboutId: request.id, detail });
}
