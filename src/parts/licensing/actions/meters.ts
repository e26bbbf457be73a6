import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/meters.ts';
import { errors as licensingErrors } from '../errors.ts';
import { countUse, dayCounted, nextStart, periodStart } from '../rules/meters.ts';
import { dayIn, judgeStatus } from '../rules/verdict.ts';
import * as store from '../store/meters.ts';
import { holdLicence, writeEvent } from '../store/states.ts';
import { readFeatures } from '../store/terms.ts';
import type { Meter, MeterItem, MeterPeriod, UseAnswer, UseBody } from '../wire/meters.ts';
import type { ProductTerms } from '../wire/terms.ts';
import { readAs, tenantOf } from './read-as.ts';
import { vendorZone } from './remembered.ts';
import { signUse } from './sign.ts';
import { productTerms } from './terms.ts';

type Said = Pick<UseAnswer, 'verdict' | 'total' | 'used' | 'cap' | 'resetsOn'>;

/**
 * Counts what a program has used, and what it is about to use if the cap allows it: under the lock of the licence, whichever server is asked.
 * What was used already is counted whatever the licence or the cap says; refused is only ever the next use.
 */
export async function useFeature(deps: Deps, asked: UseBody & { readonly activationId: string }): Promise<UseAnswer> {
  const zone = await vendorZone(deps);
  const said = await deps.db.base((trx) => count(trx, deps, { ...asked, zone }));
  const { activationId, feature, counter, nonce } = asked;
  const checkedAt = deps.clock.now().toISOString();
  const facts = { activationId: activationId.toLowerCase(), ...said, checkedAt, feature, counter, nonce };
  return { ...facts, keyId: deps.signing.keyId, signature: signUse(deps.signing, facts) };
}

async function count(
  trx: Trx,
  deps: Deps,
  asked: UseBody & { readonly activationId: string; readonly zone: string },
): Promise<Said> {
  const { activationId, feature, counter } = asked;
  const held = await store.holdForUse(trx, asked);
  if (!held) throw licensingErrors.KEPT_ACTIVATION_UNKNOWN();
  if (!held.machine_key?.equals(deps.digests.machine(asked.machine))) throw licensingErrors.KEPT_PROOF_UNKNOWN();
  const { meter, licence_id: licenceId } = held;
  if (!meter || !held.included) throw errors.KEPT_NOT_METERED();
  const today = dayIn(asked.zone, deps.clock.now());
  const day = dayCounted(asked.day, { activatedOn: dayIn(asked.zone, held.activated_at), today });
  const { cap, period } = meter;
  const present = { licenceId, feature, period, startsOn: periodStart(period, today) };
  const its = { ...present, startsOn: periodStart(period, day) };
  const status = judgeStatus({ ...held, expiresOn: held.expires_on }, today);
  const { known, used } = await store.readStand(trx, { ...its, activationId, counter });
  if (known && known.feature !== feature) throw errors.KEPT_COUNTER_OF_OTHER();
  const before = known?.total ?? 0;
  // The next use is one of today: a counter of an earlier period only tells what was.
  const mayAsk = status === 'good' && its.startsOn === present.startsOn;
  const { made, next, refused } = countUse(asked, { known: before, used, cap, mayAsk });
  const total = Math.max(before, asked.total) + next;
  if (made + next > 0 || refused)
    await store.writeUse(trx, { ...its, activationId, counter, total, add: made + next, refused });
  const usedNow = its.startsOn === present.startsOn ? used + made + next : await store.readUsed(trx, present);
  const verdict = status !== 'good' ? status : refused ? 'used up' : 'counted';
  return { verdict, total, used: Math.min(usedNow, 999_999_999), cap, resetsOn: nextStart(period, today) };
}

/** How a feature of a product is counted from now on, wherever a licence says nothing else; null: not at all. */
export async function setFeatureMeter(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly productId: string; readonly feature: string; readonly meter: Meter | null },
): Promise<ProductTerms> {
  if (!(await store.writeFeatureMeter(trx, input))) throw httpErrors.KEPT_NOT_FOUND();
  const { feature, meter } = input;
  const about = { aboutKind: 'product', aboutId: input.productId };
  await audit(trx, deps, who, { action: 'licensing.meter of feature set', ...about, detail: detailOf(feature, meter) });
  return productTerms(trx, input.productId);
}

const detailOf = (feature: string, meter: Meter | null) => ({
  feature,
  ...(meter === null ? { meter: 'as the feature says' } : { cap: meter.cap ?? 'none', period: meter.period }),
});

/** How a feature is counted under this licence; null: as the feature says. */
export async function setLicenceMeter(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly id: string; readonly feature: string; readonly meter: Meter | null },
): Promise<void> {
  const { id, feature, meter } = input;
  const held = await holdLicence(trx, id);
  const features = held ? await readFeatures(trx, held.product_id) : [];
  if (!features.some(({ code }) => code === feature)) throw httpErrors.KEPT_NOT_FOUND();
  await store.writeLicenceMeter(trx, { licenceId: id, feature, meter });
  await writeEvent(trx, { licenceId: id, kind: 'meter set', code: null, actor: actor(who), at: deps.clock.now() });
  const about = { aboutKind: 'licence', aboutId: id };
  await audit(trx, deps, who, { action: 'licensing.meter set', ...about, detail: detailOf(feature, meter) });
}

/** The present period counts from nothing again. What programs told before counts no second time. */
export async function resetMeter(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly id: string; readonly feature: string; readonly reason: string; readonly zone: string },
): Promise<void> {
  const { id, feature, reason, zone } = input;
  const held = await holdLicence(trx, id);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  const at = deps.clock.now();
  const all: ListRequest = { limit: 500, sort: 'name', descending: false, after: null };
  const found = (await store.readMeters(trx, all, id)).rows.find((row) => row.id === feature);
  if (!found) throw errors.KEPT_NOT_METERED();
  const { period } = found.meter;
  const of = { licenceId: id, feature, period, startsOn: periodStart(period, dayIn(zone, at)) };
  const used = await store.resetUsed(trx, of);
  await writeEvent(trx, { licenceId: id, kind: 'meter reset', code: null, actor: actor(who), at });
  const about = { aboutKind: 'licence', aboutId: id };
  await audit(trx, deps, who, { action: 'licensing.meter reset', ...about, detail: { feature, used, reason } });
}

/** Somebody who looks at what is counted under a licence. */
export interface MeterReader {
  readonly who: Who;
  readonly licenceId: string;
}

/** The meters of a licence, as they stand today: for staff, for the reseller that serves the customer, and for the customer. */
export async function listMeters(
  deps: Deps,
  { who, licenceId }: MeterReader,
  list: ListRequest,
): Promise<ListAnswer<MeterItem>> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const start = (period: Meter['period']) => periodStart(period, today);
  const starts = { day: start('day'), month: start('month'), year: start('year'), never: start('never') };
  return readAs(deps, who, async (trx) => {
    await mustSeeUse(trx, who, licenceId);
    const { rows, count } = await store.readMeters(trx, list, licenceId);
    const present = await store.readPresent(trx, { licenceId, starts });
    return answerList(list, rows, count, ({ id, name, meter, own }) => {
      const { used = 0, refused = 0 } = present.get(`${id} ${meter.period}`) ?? {};
      const resetsOn = nextStart(meter.period, today);
      return { id, name, ...meter, used, refused, resetsOn, source: own ? ('licence' as const) : ('feature' as const) };
    });
  });
}

/** Every period of a licence: for a look back, and as CSV. */
export async function listMeterPeriods(
  deps: Deps,
  { who, licenceId }: MeterReader,
  list: ListRequest,
): Promise<ListAnswer<MeterPeriod>> {
  return readAs(deps, who, async (trx) => {
    await mustSeeUse(trx, who, licenceId);
    const { rows, count } = await store.readPeriods(trx, list, licenceId);
    return answerList(list, rows, count, ({ id, feature, period, starts_on: startsOn, used, refused }) => ({
      id,
      feature,
      period,
      startsOn,
      used,
      refused,
    }));
  });
}

async function mustSeeUse(trx: Trx, who: Who, licenceId: string): Promise<void> {
  if (!(await store.seesUse(trx, licenceId, { asTenant: tenantOf(who) !== null }))) throw httpErrors.KEPT_NOT_FOUND();
}
