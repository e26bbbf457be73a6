import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { addDays } from '../rules/calendar.ts';
import { mayWithhold, undecidedDays, type WithholdingStep } from '../rules/legal-demands.ts';
import { updateLegalDemand } from '../store/legal-demands.ts';
import * as store from '../store/withholdings.ts';
import type { NewWithholding } from '../wire/legal-demands.ts';
import { today } from './clock.ts';
import { auditDemand, lockDemand, noteDemand, standing } from './legal-demands.ts';

async function begin(
  trx: Trx,
  deps: Deps,
  who: Member,
  asked: { readonly id: string; readonly step: WithholdingStep },
) {
  const begun = await lockDemand(trx, deps, asked.id);
  const verdict = mayWithhold(standing(begun), asked.step, { memberId: who.memberId, today: begun.today });
  if (verdict === 'state') throw errors.KEPT_LEGAL_DEMAND_STATE({ state: begun.row.state });
  if (verdict === 'same person') throw errors.KEPT_LEGAL_DEMAND_SAME_PERSON();
  if (verdict === 'told') throw errors.KEPT_LEGAL_DEMAND_TOLD();
  if (verdict === 'nothing waits') throw httpErrors.KEPT_NOT_FOUND();
  return begun;
}

/** The law forbids telling the people until a day, or until a later one: asked by one person, in force once a second approves it. */
export async function askWithholding(deps: Deps, who: Member, id: string, asked: NewWithholding): Promise<void> {
  await deps.db.base(async (trx) => {
    const { today: now } = await begin(trx, deps, who, { id, step: 'ask' });
    const { until, basis } = asked;
    if (until < now || addDays(until, 0) !== until) throw httpErrors.KEPT_INVALID({ fields: { until: 'is over' } });
    const at = deps.clock.now();
    await store.dropWaiting(trx, id, at);
    const row = { id: deps.ids.uuid(), demandId: id, until, askedBy: who.memberId, at, basis: basis.trim() };
    await store.insertWithholding(trx, row);
    await noteDemand(trx, deps, who, { demandId: id, kind: 'withholding asked' });
    await auditDemand(trx, deps, who, { id, action: 'rights.withholding asked', detail: { until } });
  });
}

export async function approveWithholding(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    const { waiting } = await begin(trx, deps, who, { id, step: 'approve' });
    if (!waiting) throw httpErrors.KEPT_NOT_FOUND();
    await store.approveWithholding(trx, waiting.id, { by: who.memberId, at: deps.clock.now() });
    await updateLegalDemand(trx, id, { withheld_until: waiting.until });
    await noteDemand(trx, deps, who, { demandId: id, kind: 'withholding approved' });
    const detail = { until: waiting.until };
    await auditDemand(trx, deps, who, { id, action: 'rights.withholding approved', detail });
  });
}

/** What waits is not asked for any more: what was approved before stays. */
export async function dropWithholding(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    await begin(trx, deps, who, { id, step: 'drop' });
    await store.dropWaiting(trx, id, deps.clock.now());
    await noteDemand(trx, deps, who, { demandId: id, kind: 'withholding dropped' });
    await auditDemand(trx, deps, who, { id, action: 'rights.withholding dropped' });
  });
}

/** What a person is not told today, because the law forbids it. */
export async function withheldFrom(trx: Trx, deps: Pick<Deps, 'clock'>, personId: string) {
  const since = new Date(deps.clock.now().getTime() - undecidedDays * 86_400_000);
  return store.readWithheld(trx, { personId, on: await today(trx, deps), since });
}
