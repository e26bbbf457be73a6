import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { setState } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { type RequestKind, ruleOf } from '../rules/deadlines.ts';
import { mostOpen } from '../rules/requests.ts';
import { type AgentRow, readAgentsOf } from '../store/agents.ts';
import { openKindsOf, type RequestRow, readRequest, readRequestsOf, updateRequest } from '../store/requests.ts';
import { chooseOwn, marketingChannels } from './change.ts';
import { lawOfPerson } from './clock.ts';
import { beginStep, noteStep, openRequest } from './requests.ts';
import { tellRequest } from './tell-request.ts';

/** A request as the person sees it on their page. */
export type OwnRequest = RequestRow & {
  readonly wording: string | null;
  readonly extension: string | null;
  readonly answer: string | null;
  /** Where the rule of the clock comes from. */
  readonly source: string;
  /** Who made it for them. */
  readonly by: AgentRow | null;
};

export async function ownRequests(trx: Trx<'rights'>, personId: string): Promise<OwnRequest[]> {
  const rows = await readRequestsOf(trx, personId);
  const agents = new Map((await readAgentsOf(trx, personId)).map((each) => [each.request_id, each]));
  return rows.map((row) => ({ ...row, source: ruleOf(row.rule).source, by: agents.get(row.id) ?? null }));
}

/**
 * The person asks for something on their page. The same kind asked for again while it is open is the same request. What a
 * machine can do at once is done at once, and the request is answered with that.
 */
export async function requestOwn(
  trx: Trx<'rights'>,
  deps: Deps,
  personId: string,
  asked: { readonly kind: RequestKind; readonly wording: string },
): Promise<{ readonly number: string; readonly done: boolean; readonly again: boolean }> {
  const open = await openKindsOf(trx, personId);
  const same = asked.kind === 'question' ? undefined : open.find((each) => each.kind === asked.kind);
  if (same) return { number: same.number, done: false, again: true };
  if (open.length >= mostOpen) throw errors.KEPT_REQUESTS_OPEN({ most: String(mostOpen) });
  const who: Who = { kind: 'person', personId };
  const wording = asked.wording.trim() || null;
  if (asked.kind === 'question' && wording === null)
    throw httpErrors.KEPT_INVALID({ fields: { wording: 'must not be empty: write your question' } });
  const law = await lawOfPerson(trx, personId);
  const receivedAt = deps.clock.now();
  const given = { kind: asked.kind, channel: 'page' as const, personId, law, receivedAt, wording, asker: null };
  const request = await openRequest(trx, deps, who, given);
  const answer = await doAtOnce(trx, deps, personId, asked.kind);
  if (answer === null) {
    await tellRequest(trx, deps, { ...request, personId }, 'received');
    return { number: request.number, done: false, again: false };
  }
  await updateRequest(trx, request.id, { state: 'answered', answer, closed_at: deps.clock.now() });
  await noteStep(trx, deps, { kind: 'system', job: 'rights.at-once' }, { requestId: request.id, kind: 'answered' });
  return { number: request.number, done: true, again: false };
}

/** What the page does by itself; null where people have to look. */
async function doAtOnce(trx: Trx<'rights'>, deps: Deps, personId: string, kind: RequestKind): Promise<string | null> {
  if (kind === 'restriction') {
    await setState(trx, deps, personId, { restricted: true });
    return 'Done at once: your data is kept and used for nothing, until you lift that on this page. What you changed here stays possible.';
  }
  if (kind === 'objection') await setState(trx, deps, personId, { objected: true });
  else if (kind !== 'opt-out') return null;
  for (const channel of marketingChannels) await chooseOwn(trx, deps, personId, { channel, allowed: false });
  return kind === 'objection'
    ? 'Done at once: your data is used neither for product information nor to improve our products. If you object to something else, ask a question.'
    : 'Done at once: from now on we send you no product information, by no way.';
}

/** The person lifts what they asked for before: a restriction, or an objection. */
export function liftOwn(
  trx: Trx<'rights'>,
  deps: Deps,
  personId: string,
  state: 'restricted' | 'objected',
): Promise<void> {
  return setState(trx, deps, personId, { [state]: false });
}

/** The person takes an own request back; somebody else's is answered as one that is not there. */
export async function withdrawOwn(trx: Trx<'rights'>, deps: Deps, personId: string, requestId: string): Promise<void> {
  // Before anything is said of it: whether a stranger's request is closed is nobody's business.
  if ((await readRequest(trx, requestId))?.person_id !== personId) throw httpErrors.KEPT_NOT_FOUND();
  await beginStep(trx, deps, requestId, 'withdraw');
  await updateRequest(trx, requestId, { state: 'withdrawn', closed_at: deps.clock.now() });
  await noteStep(trx, deps, { kind: 'person', personId }, { requestId, kind: 'withdrawn' });
}

/** The person says on their page that a request which came by mail is theirs: it counts as if made there. */
export async function confirmOwn(trx: Trx<'rights'>, deps: Deps, personId: string, requestId: string): Promise<void> {
  if ((await readRequest(trx, requestId))?.person_id !== personId) throw httpErrors.KEPT_NOT_FOUND();
  await beginStep(trx, deps, requestId, 'show identity');
  await updateRequest(trx, requestId, { identity: 'proven' });
  await noteStep(trx, deps, { kind: 'person', personId }, { requestId, kind: 'identity shown' });
}
