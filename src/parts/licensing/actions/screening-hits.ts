import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { actor, type Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import * as screening from '../store/screening.ts';
import { holdLicence, readBeneath, writeState } from '../store/states.ts';
import type { ScreeningHitItem } from '../wire/screening.ts';

export async function listHits(
  trx: Trx,
  who: Member,
  list: ListRequest,
  filter: { readonly open?: boolean | undefined; readonly licenceId?: string | undefined },
): Promise<ListAnswer<ScreeningHitItem>> {
  const { rows, count } = await screening.readHits(trx, list, filter);
  return answerList(list, rows, count, (row) => presentHit(row, who));
}

/** The first release, or the second by somebody else: with the last one of a licence it can be used again. */
export async function releaseHit(trx: Trx, deps: Deps, who: Member, id: string): Promise<ScreeningHitItem> {
  const hit = await screening.holdHit(trx, id);
  if (!hit) throw httpErrors.KEPT_NOT_FOUND();
  if (hit.released_at) throw errors.KEPT_SCREENING_RELEASED();
  if (hit.first_by === who.memberId) throw errors.KEPT_SCREENING_SAME_PERSON();
  const at = deps.clock.now();
  const by = { memberId: who.memberId, at };
  const about = { aboutKind: 'licence', aboutId: hit.licence_id, detail: { reference: hit.reference } } as const;
  if (hit.first_by === null) {
    await screening.writeFirst(trx, id, by);
    await audit(trx, deps, who, { action: 'licensing.screening released once', ...about });
  } else {
    const open = await screening.writeReleased(trx, { id, licenceId: hit.licence_id }, by);
    await audit(trx, deps, who, { action: 'licensing.screening released', ...about });
    if (open === 0) await putBack(trx, deps, who, hit.licence_id);
  }
  const after = await screening.holdHit(trx, id);
  if (!after) throw httpErrors.KEPT_NOT_FOUND();
  return presentHit(after, who);
}

async function putBack(trx: Trx, deps: Deps, who: Member, licenceId: string): Promise<void> {
  const held = await holdLicence(trx, licenceId);
  // Whom the licence desk has put on hold, for reasons of its own, it releases itself.
  if (held?.state !== 'on hold' || !(await screening.isHeldForThis(trx, licenceId))) return;
  const { holder_company_id: holder, activated_at: activated } = held;
  const { suspended } = await readBeneath(trx, licenceId);
  await writeState(trx, {
    licenceId,
    kind: 'released',
    code: 'export control',
    actor: actor(who),
    at: deps.clock.now(),
    to: suspended ? 'suspended' : activated ? 'active' : holder ? 'issued' : 'draft',
    holderCompanyId: null,
  });
  await audit(trx, deps, who, { action: 'licensing.released', aboutKind: 'licence', aboutId: licenceId });
}

function presentHit(row: screening.HitRow, who: Member): ScreeningHitItem {
  return {
    id: row.id,
    licence: { id: row.licence_id, serial: row.serial, state: row.state },
    list: row.list_name,
    reference: row.reference,
    matched: row.matched,
    score: row.score,
    occasion: row.occasion,
    company: row.company_name,
    country: row.country,
    foundAt: row.found_at.toISOString(),
    state: row.released_at ? 'released' : row.first_at ? 'released once' : 'open',
    mine: row.first_by === who.memberId,
    releasedAt: row.released_at?.toISOString() ?? null,
  };
}
