import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { hasPerson, lookUp } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { insertDemandLooks } from '../store/givings.ts';
import * as store from '../store/holds.ts';
import type { HoldItem } from '../wire/retention.ts';
import { today } from './clock.ts';

export interface NewHold {
  readonly personId: string | null;
  readonly category: string | null;
  readonly reason: string;
  readonly until: string;
}

/** From now on nothing of this person, or of this category, is deleted until that day. */
export async function setHold(deps: Deps, who: Member, hold: NewHold): Promise<{ id: string }> {
  const { personId, category, until } = hold;
  if ((personId === null) === (category === null))
    throw httpErrors.KEPT_INVALID({ fields: { personId: 'or a category: one of them' } });
  return deps.db.base(async (trx) => {
    if (until < (await today(trx, deps))) throw httpErrors.KEPT_INVALID({ fields: { until: 'is over' } });
    if (personId !== null && !(await hasPerson(trx, personId))) throw httpErrors.KEPT_NOT_FOUND();
    return writeHold(trx, deps, who, { ...hold, demandId: null });
  });
}

export async function writeHold(
  trx: Trx,
  deps: Deps,
  who: Member,
  hold: NewHold & { readonly demandId: string | null },
): Promise<{ id: string }> {
  const id = deps.ids.uuid();
  await store.insertHold(trx, {
    id,
    person_id: hold.personId,
    category: hold.category,
    set_by: who.memberId,
    since: deps.clock.now(),
    until: hold.until,
    reason: hold.reason.trim(),
    demand_id: hold.demandId,
  });
  await audit(trx, deps, who, {
    action: 'rights.hold set',
    aboutKind: 'hold',
    aboutId: id,
    detail: { kind: hold.category ?? 'person' },
  });
  return { id };
}

export async function endHold(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    if (!(await store.endHold(trx, id, deps.clock.now()))) throw httpErrors.KEPT_NOT_FOUND();
    await audit(trx, deps, who, { action: 'rights.hold ended', aboutKind: 'hold', aboutId: id, detail: {} });
  });
}

/** Holds with their reasons, as asked; a look at those whom the page is about. */
export async function holdList(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  asked: { readonly list: ListRequest; readonly state: store.HoldState | null },
): Promise<ListAnswer<HoldItem>> {
  const { list, state } = asked;
  const on = await today(deps.db.read, deps);
  return lookUp(deps, who, ground, {
    async read(trx) {
      const rows = await store.readHolds(trx as Parameters<typeof store.readHolds>[0], { list, state, on });
      const looks = rows
        .slice(0, list.limit)
        .flatMap(({ person_id: personId, demand_id: demandId }) =>
          personId === null ? [] : [{ id: deps.ids.uuid(), kind: 'listed' as const, personId, demandId }],
        );
      const lookUps = looks.map(({ demandId: _, ...look }) => ({ ...look, companyId: null, fields: ['hold'] }));
      return { read: { rows, looks }, lookUps };
    },
    async finish(base, { rows, looks }) {
      for (const [demandId, own] of Map.groupBy(looks, (look) => look.demandId))
        if (demandId !== null) await insertDemandLooks(base, demandId, own);
      return answerList(list, rows, await store.countHolds(base, { state, on }), (row) => presentHold(row, on));
    },
  });
}

function presentHold(row: store.ListedHold, on: string): HoldItem {
  return {
    id: row.id,
    personId: row.person_id,
    category: row.category,
    reason: row.reason,
    since: row.since.toISOString(),
    until: row.until,
    endedAt: row.ended_at?.toISOString() ?? null,
    living: row.ended_at === null && row.until >= on,
  };
}
