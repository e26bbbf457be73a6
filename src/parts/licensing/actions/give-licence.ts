import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { isStaff } from '../../../platform/http/roles.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { companiesById, resellersSeen } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { mayGive } from '../rules/history.ts';
import { writeGiven } from '../store/handovers.ts';
import { readLicence } from '../store/licences.ts';
import { holdLicence, writeEvent } from '../store/states.ts';
import { readAs, tenantOf } from './read-as.ts';
import { screenGiven } from './screening.ts';

const ways = {
  'hand over': { kind: 'handed over', to: 'customer', action: 'licensing.handed over' },
  'pass on': { kind: 'passed on', to: 'reseller', action: 'licensing.passed on' },
} as const;
export type GivingWay = keyof typeof ways;

/**
 * Gives a serial out of a stock to a customer or to another reseller. A reseller gives only what it holds, and only to a customer that it
 * sees: both are looked at under its own role before anything is written.
 */
export function giveLicence(
  deps: Deps,
  who: Who,
  input: { readonly id: string; readonly companyId: string; readonly way: GivingWay },
): Promise<void> {
  const { id, companyId } = input;
  const { kind, to, action } = ways[input.way];
  return readAs(deps, who, async (trx) => {
    const tenant = tenantOf(who);
    const seen = await readLicence(trx, id);
    const down = input.way === 'pass on';
    // What a reseller sees of another's stock is that of one that it supplies: this it moves, and does not sell.
    if (!seen || (tenant !== null && !down && seen.holder_company_id !== tenant)) throw httpErrors.KEPT_NOT_FOUND();
    const company = (await companiesById(trx, [companyId])).get(companyId);
    if (company?.kind !== to || (down && companyId === seen.holder_company_id))
      throw httpErrors.KEPT_INVALID({ fields: { companyId: `is no other ${to} that you see` } });
    const base = tenant === null ? trx : await become(trx, deps.db.prefix, 'base');
    const held = await holdLicence(base, id);
    if (!held || held.holder_company_id !== seen.holder_company_id) throw httpErrors.KEPT_NOT_FOUND();
    if (!mayGive({ state: held.state, company: held.company_id })) throw errors.KEPT_LICENCE_NOT_IN_STOCK();
    const at = deps.clock.now();
    const given = { licenceId: id, at, actor: actor(who) };
    await writeGiven(base, {
      ...given,
      kind,
      from: held.holder_company_id,
      to: companyId,
      by: down ? tenant : null,
    });
    await writeEvent(base, { ...given, kind, code: null });
    await audit(base, deps, who, { action, aboutKind: 'licence', aboutId: id, detail: { companyId } });
    await screenGiven(base, deps, who, { licenceIds: [id], companyId, occasion: 'hand-over' });
  });
}

/** Which ways are open to the caller for this licence. */
export async function givingWays(
  trx: Trx,
  who: Who,
  licence: { readonly state: string; readonly company_id: string | null; readonly holder_company_id: string | null },
): Promise<readonly GivingWay[]> {
  if (who.kind !== 'member' || !mayGive({ state: licence.state, company: licence.company_id })) return [];
  if (who.role === 'administrator' || who.role === 'licence desk') return ['hand over', 'pass on'];
  if (isStaff(who.role) || who.companyId === null) return [];
  const passesOn = (await resellersSeen(trx, who.companyId)).length > 1;
  const own = licence.holder_company_id === who.companyId;
  return [...(own ? (['hand over'] as const) : []), ...(passesOn ? (['pass on'] as const) : [])];
}
