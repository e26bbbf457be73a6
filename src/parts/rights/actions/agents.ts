import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { mailAddressOf, personIdByEmail } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { agentAnswerMail, askPersonMail } from '../mails/agent.ts';
import { agentLinkDays, answersAgent, mostInAnHour, mostWaiting } from '../rules/agents.ts';
import * as store from '../store/agents.ts';
import { type RequestRow, readRequest, updateRequest } from '../store/requests.ts';
import type { BehalfForm } from '../wire/agents.ts';
import { lawOfPerson } from './clock.ts';
import { beginStep, noteStep, openRequest } from './requests.ts';

const publicWho: Who = { kind: 'public' };
const hour = 3_600_000;

/**
 * Somebody asks for somebody else by the form. The answer is the same whether or not the address is known: a number and a clock. The person
 * is asked by mail, where we know them, and nothing is told before.
 */
export async function askOnBehalf(deps: Deps, form: BehalfForm): Promise<{ number: string }> {
  const subject = form.subject.trim();
  const subjectKey = deps.digests.email(subject);
  const made = await deps.db.as('rights', async (trx) => {
    const now = deps.clock.now();
    if ((await store.countForms(trx, new Date(now.getTime() - hour))) >= mostInAnHour)
      throw errors.KEPT_AGENT_FORMS_MANY();
    if ((await store.countWaiting(trx, subjectKey)) >= mostWaiting) throw errors.KEPT_AGENT_WAITING();
    const personId = await personIdByEmail(trx, deps, subject);
    const law = personId === null ? 'house' : await lawOfPerson(trx, personId);
    const request = await openRequest(trx, deps, publicWho, {
      kind: form.kind,
      channel: 'agent',
      personId,
      law,
      receivedAt: now,
      wording: form.wording.trim() || null,
      asker: null,
    });
    await store.insertAgent(trx, request.id, {
      kind: form.agent,
      name: form.name.trim(),
      mailbox: form.mailbox.trim(),
      mandate: form.mandate.trim(),
      coversAnswer: form.covers === 'on',
      subject,
      subjectKey,
    });
    if (personId !== null) await askPerson(trx, deps, { ...request, person_id: personId });
    return { number: request.number };
  });
  deps.nudge();
  return made;
}

/** Staff records who made a request for somebody else; with the request, in its transaction. */
export async function recordAgent(
  trx: Trx<'rights'>,
  deps: Deps,
  request: RequestRow,
  agent: store.NewAgent,
): Promise<void> {
  const clean = {
    ...agent,
    name: agent.name.trim(),
    mandate: agent.mandate.trim(),
    mailbox: agent.mailbox?.trim() || null,
  };
  await store.insertAgent(trx, request.id, { ...clean, subject: null, subjectKey: null });
  if (request.person_id !== null) await askPerson(trx, deps, request);
}

/** Mails the person a link to say whether it is so; the link before is void. */
export async function askPerson(
  trx: Trx<'rights'>,
  deps: Deps,
  request: Pick<RequestRow, 'id' | 'number' | 'kind' | 'person_id'>,
): Promise<void> {
  const [agent] = await store.readAgent(trx, request.id);
  const personId = request.person_id;
  const to = personId === null ? null : await mailAddressOf(trx, personId);
  if (!agent || agent.confirmation !== 'waiting' || personId === null || to === null) return;
  const token = deps.ids.random(32).toString('base64url');
  const at = deps.clock.now();
  await store.writeAgentLink(trx, request.id, {
    tokenSha256: sha256(token),
    at,
    expiresAt: new Date(at.getTime() + agentLinkDays * 24 * hour),
  });
  const mail = askPersonMail({
    site: await deps.site(),
    agent,
    asks: request.kind,
    number: request.number,
    link: `${deps.publicUrl}/me/agent/${token}`,
    days: agentLinkDays,
  });
  const disclosure = {
    recipientKind: 'person',
    recipientId: personId,
    personId,
    companyId: null,
    purpose: 'rights',
    fields: ['email'],
    basis: 'somebody asks in their name',
  } as const;
  await deps.egress.send(trx, { mails: [{ kind: 'request', to, ...mail, disclosure }] });
}

/** What the page of the link shows: who asks for them, and what. */
export function openAgentLink(deps: Deps, token: string) {
  return deps.db.as('rights', async (trx) => {
    const id = await store.findByAgentLink(trx, sha256(token), deps.clock.now());
    const request = id === null ? null : await readRequest(trx, id);
    const [agent] = id === null ? [] : await store.readAgent(trx, id);
    if (!request || !agent) throw errors.KEPT_AGENT_LINK();
    return { request, agent };
  });
}

/** The person says, from their own mailbox, whether somebody acts for them. A yes also proves who the request is about. */
export async function decideByLink(deps: Deps, token: string, mine: boolean): Promise<void> {
  await deps.db.as('rights', async (trx) => {
    const at = deps.clock.now();
    const id = await store.findByAgentLink(trx, sha256(token), at);
    if (id === null) throw errors.KEPT_AGENT_LINK();
    const { person_id: personId } = await beginStep(trx, deps, id, 'show identity');
    const confirmation = mine ? 'confirmed' : 'declined';
    if (personId === null || !(await store.decideAgent(trx, id, { confirmation, by: null, why: null, at })))
      throw errors.KEPT_AGENT_LINK();
    if (mine) await updateRequest(trx, id, { identity: 'proven' });
    await noteStep(trx, deps, { kind: 'person', personId }, { requestId: id, kind: `mandate ${confirmation}` });
  });
  deps.nudge();
}

/** Staff says why the person need not confirm: an order of a court, a child, a power of attorney before a notary. */
export async function mandateEnough(deps: Deps, who: Member, id: string, why: string): Promise<void> {
  await deps.db.base(async (trx) => {
    const request = await beginStep(trx, deps, id, 'confirm');
    const at = deps.clock.now();
    if (request.agent === null) throw httpErrors.KEPT_NOT_FOUND();
    const decision = { confirmation: 'not needed', by: who.memberId, why: why.trim(), at } as const;
    if (!(await store.decideAgent(trx, id, decision))) throw errors.KEPT_AGENT_DECIDED();
    await noteStep(trx, deps, who, { requestId: id, kind: 'mandate enough' });
    const detail = { kind: request.kind, channel: request.channel };
    await audit(trx, deps, who, { action: 'rights.mandate enough', aboutKind: 'request', aboutId: id, detail });
  });
}

/** Asks the person once more. */
export async function askAgain(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.as('rights', async (trx) => {
    const request = await beginStep(trx, deps, id, 'confirm');
    if (request.agent !== 'waiting') throw errors.KEPT_AGENT_DECIDED();
    if (request.person_id === null) throw errors.KEPT_REQUEST_IDENTITY();
    await askPerson(trx, deps, request);
    const detail = { kind: request.kind, channel: request.channel };
    await audit(trx, deps, who, { action: 'rights.person asked', aboutKind: 'request', aboutId: id, detail });
  });
  deps.nudge();
}

/** The answer goes to the agent as well, where the mandate covers that; in the ledger as given by this request. */
export async function tellAgent(trx: Trx<'rights'>, deps: Deps, request: RequestRow, answer: string): Promise<void> {
  const [agent] = request.agent === null ? [] : await store.readAgent(trx, request.id);
  if (!agent || !answersAgent({ ...agent, coversAnswer: agent.covers_answer })) return;
  const mail = agentAnswerMail({ site: await deps.site(), number: request.number, answer });
  const disclosure = {
    recipientKind: 'person',
    recipientId: request.id,
    personId: request.id,
    companyId: null,
    purpose: 'rights',
    fields: ['email'],
    basis: 'the mandate of an agent covers the answer',
    about: { kind: 'request', id: request.id },
  } as const;
  await deps.egress.send(trx, { mails: [{ kind: 'request', to: agent.mailbox ?? '', ...mail, disclosure }] });
  await store.markAgentAnswered(trx, request.id, deps.clock.now());
}
