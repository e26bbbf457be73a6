import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { KeptError } from '../../../platform/errors.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Member } from '../../../platform/http/who.ts';
import { holdPerson, sealedPeople, setState } from '../../contacts/index.ts';
import { withdrawMails } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { addDays } from '../rules/calendar.ts';
import { childCheckDays, secondLook } from '../rules/children.ts';
import { receiptNumber } from '../rules/receipt.ts';
import * as store from '../store/children.ts';
import { isHeld } from '../store/holds.ts';
import type { ChildItem } from '../wire/children.ts';
import { today } from './clock.ts';
import type { ErasureAsked } from './erasure-asked.ts';
import type { Erasures } from './erasures.ts';
import { backupDays } from './retention.ts';

const dayMs = 86_400_000;

/** Seals the record of a child at once (clause U4): hidden from every purpose but its own rights, nothing sent, nothing shared. */
export async function sealChild(
  deps: Deps,
  who: Member,
  found: { readonly personId: string; readonly reason: store.ChildReason },
): Promise<{ id: string }> {
  const { personId, reason } = found;
  const id = deps.ids.uuid();
  await deps.db.base(async (trx) => {
    const held = await holdPerson(trx, personId);
    if (!held || held.erased_at !== null) throw httpErrors.KEPT_NOT_FOUND();
    const made = await store.insertChild(trx, {
      id,
      person_id: personId,
      reason,
      sealed_at: deps.clock.now(),
      sealed_by: who.memberId,
      check_by: addDays(await today(trx, deps), childCheckDays),
      was_restricted: held.restricted_at !== null,
      was_objected: held.objected_at !== null,
    });
    if (!made) throw errors.KEPT_CHILD_SEALED();
    await setState(trx, deps, personId, { restricted: true, objected: true, sealed: true });
    await withdrawMails(trx, personId);
    await store.endWaysIn(trx, personId);
    await audit(trx, deps, who, { action: 'rights.child sealed', aboutKind: 'child', aboutId: id, detail: { reason } });
  });
  deps.nudge();
  return { id };
}

/** The longest sealed first, or as asked. */
export async function childList(
  db: Database['read'],
  who: Member,
  asked: { readonly list: ListRequest; readonly state: 'open' | 'decided' | null },
): Promise<ListAnswer<ChildItem>> {
  const { rows, count } = await store.listChildren(db, asked.list, asked.state);
  return answerList(asked.list, rows, count, (row) => ({
    id: row.id,
    personId: row.person_id,
    reason: row.reason,
    sealedAt: row.sealed_at.toISOString(),
    checkBy: row.check_by,
    mayLook: row.sealed_by !== who.memberId,
    outcome: row.outcome,
    decidedAt: row.decided_at?.toISOString() ?? null,
  }));
}

/** The second look, by somebody else: it was no child. What stood before stands again. */
export async function liftSeal(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    const child = mustLook(await store.lockChild(trx, id), who);
    await setState(trx, deps, child.person_id, {
      restricted: child.was_restricted,
      objected: child.was_objected,
      sealed: false,
    });
    await store.markLifted(trx, id, { memberId: who.memberId, at: deps.clock.now() });
    await audit(trx, deps, who, { action: 'rights.child seal lifted', aboutKind: 'child', aboutId: id });
  });
  deps.nudge();
}

/** The second look, by somebody else: it is a child. All of it is erased, and looked for afterwards. */
export async function purgeChild(
  deps: Deps,
  erasures: Pick<Erasures, 'erase'>,
  who: Member,
  id: string,
): Promise<void> {
  await erasures.erase(async (trx) => {
    const child = mustLook(await store.lockChild(trx, id), who);
    await audit(trx, deps, who, { action: 'rights.child purged', aboutKind: 'child', aboutId: id });
    return purgeOf(trx, deps, { personId: child.person_id, by: who.memberId });
  });
}

/** Whoever is still sealed when the day of the check is over is purged unseen: data of a child is not kept for want of time. */
export async function purgeUnchecked(deps: Deps, erasures: Pick<Erasures, 'erase'>): Promise<void> {
  const before = new Date(deps.clock.now().getTime() - (childCheckDays + 1) * dayMs);
  const on = await today(deps.db.read, deps);
  for (const personId of await sealedPeople(deps.db.read, before)) {
    if (await isHeld(deps.db.read, personId, on)) continue;
    const purging = erasures.erase(async (trx) => {
      if (!(await store.lockSealed(trx, personId))) throw errors.KEPT_CHILD_DECIDED();
      return purgeOf(trx, deps, { personId, by: null });
    });
    await purging.catch((error: unknown) => {
      // Somebody has looked at this very moment.
      if (error instanceof KeptError && error.keptCode === 'KEPT_CHILD_DECIDED') return;
      deps.log.error('the record of a child could not be purged', { error });
    });
  }
}

/** Writes down what is about to be done, in the same transaction; what is left of it points to nobody. */
async function purgeOf(
  trx: Trx<'rights'>,
  deps: Deps,
  { personId, by }: { readonly personId: string; readonly by: string | null },
): Promise<ErasureAsked> {
  const number = receiptNumber(deps.ids.random(26));
  await store.markPurged(trx, { personId, receipt: number, by, at: deps.clock.now() });
  return { personId, cause: 'child', requestId: null, number, backupDays: await backupDays(trx) };
}

function mustLook(child: store.ChildRow | null, who: Member): store.ChildRow & { readonly person_id: string } {
  if (!child) throw httpErrors.KEPT_NOT_FOUND();
  const verdict = secondLook({ decided: child.outcome !== null, sealedBy: child.sealed_by }, who.memberId);
  if (verdict === 'decided' || child.person_id === null) throw errors.KEPT_CHILD_DECIDED();
  if (verdict === 'same person') throw errors.KEPT_SECOND_LOOK();
  return { ...child, person_id: child.person_id };
}
