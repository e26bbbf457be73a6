import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { ReplayLog } from '../../../platform/erasure/replay-log.ts';
import { announce, type Subscriber } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { letUse, waitForPeople } from '../../contacts/index.ts';
import { policyChange } from '../../policy/index.ts';
import { audit } from '../../staff/index.ts';
import * as store from '../store/tellings.ts';

/** What somebody was told of, and what waits for their answer. */
export interface OwnTelling {
  readonly noticeId: string;
  readonly version: number;
  readonly toldAt: Date | null;
  readonly asks: readonly string[];
  readonly answer: 'yes' | 'no' | null;
}

export async function ownTellings(trx: Trx<'rights'>, personId: string): Promise<OwnTelling[]> {
  const rows = await store.readOwnTellings(trx, personId);
  return Promise.all(
    rows.map(async ({ notice_id, version, told_at, answer }) => {
      const change = await policyChange(trx, notice_id);
      const asks = (change?.uses ?? []).filter(({ asked }) => asked).map(({ words }) => words);
      return { noticeId: notice_id, version, toldAt: told_at, asks, answer };
    }),
  );
}

/** The person says whether a new use that was asked for is right with them; the last word counts. */
export async function answerOwn(
  trx: Trx<'rights'>,
  deps: Deps,
  personId: string,
  given: { readonly noticeId: string; readonly answer: 'yes' | 'no' },
): Promise<void> {
  const { noticeId, answer } = given;
  await store.lockTelling(trx);
  const change = await policyChange(trx, noticeId);
  const uses = (change?.uses ?? []).filter(({ asked }) => asked).map(({ use }) => use);
  if (uses.length === 0) throw httpErrors.KEPT_NOT_FOUND();
  const done = await store.writeAnswer(trx, { personId, noticeId, answer, at: deps.clock.now() });
  if (!done) throw httpErrors.KEPT_NOT_FOUND();
  if (answer === 'yes') await letUse(trx, [personId], uses);
  else for (const use of uses) await waitForPeople(trx, [personId], use);
  await announce(trx, deps.clock, { name: 'rights.answered', payload: { personId, noticeId } });
  const detail = { answer };
  await audit(
    trx,
    deps,
    { kind: 'person', personId },
    { action: 'rights.new use answered', aboutKind: 'notice', aboutId: noticeId, detail },
  );
}

/** On `rights.answered`: into the log that lies outside of the database, so that no older backup takes a refusal back. */
export function logAnswer(deps: Deps, handed: { readonly replayLog: ReplayLog }): Subscriber {
  return async (payload) => {
    const [personId, noticeId] = [String(payload.personId), String(payload.noticeId)];
    const telling = (await store.readOwnTellings(deps.db.read, personId)).find((each) => each.notice_id === noticeId);
    const change = await policyChange(deps.db.read, noticeId);
    if (!change || !telling?.answer) return;
    const uses = change.uses.filter(({ asked }) => asked).map(({ use }) => use);
    const at = deps.clock.now().toISOString();
    handed.replayLog.append({ kind: 'answer', at, personId, noticeId, uses, allowed: telling.answer === 'yes' });
  };
}
