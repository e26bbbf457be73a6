import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { shownState } from '../rules/states.ts';
import { extendTrial } from '../rules/terms.ts';
import { dayIn } from '../rules/verdict.ts';
import { productExists } from '../store/products.ts';
import { type HeldLicence, holdLicence, writeEvent } from '../store/states.ts';
import * as store from '../store/terms.ts';
import type { Figures, NewFeature, NewTemplate, ProductTerms } from '../wire/terms.ts';
import { vendorZone } from './remembered.ts';

/** Features and templates of a product. */
export async function productTerms(trx: Trx, productId: string): Promise<ProductTerms> {
  if (!(await productExists(trx, productId))) throw httpErrors.KEPT_NOT_FOUND();
  const templates = await store.readTemplates(trx, productId);
  return {
    features: await store.readFeatures(trx, productId),
    templates: templates.map(({ productId: _, ...template }) => template),
  };
}

export async function addFeature(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: NewFeature & { readonly productId: string },
): Promise<ProductTerms> {
  const { productId } = input;
  if (!(await productExists(trx, productId))) throw httpErrors.KEPT_NOT_FOUND();
  const made = await store.insertFeature(trx, { ...input, at: deps.clock.now() });
  if (!made) throw errors.KEPT_NAME_TAKEN({ fields: { code: 'is taken' } });
  await audit(trx, deps, who, { action: 'licensing.feature added', aboutKind: 'product', aboutId: productId });
  return productTerms(trx, productId);
}

export async function addTemplate(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: NewTemplate & { readonly productId: string },
): Promise<ProductTerms> {
  const { productId } = input;
  const known = (await productTerms(trx, productId)).features.map(({ code }) => code);
  if (input.features?.some((code) => !known.includes(code)))
    throw httpErrors.KEPT_INVALID({ fields: { features: 'names a feature that the product does not have' } });
  if (Object.keys(input.meters ?? {}).some((code) => !known.includes(code)))
    throw httpErrors.KEPT_INVALID({ fields: { meters: 'names a feature that the product does not have' } });
  const made = await store.insertTemplate(trx, {
    floating: null,
    grace: null,
    machines: null,
    meters: null,
    ...input,
    id: deps.ids.uuid(),
    at: deps.clock.now(),
  });
  if (!made) throw errors.KEPT_NAME_TAKEN({ fields: { name: 'is taken' } });
  await audit(trx, deps, who, { action: 'licensing.template added', aboutKind: 'product', aboutId: productId });
  return productTerms(trx, productId);
}

/** From now on nothing is issued by it; what was, stays. */
export async function endTemplate(trx: Trx, deps: Deps, who: Who, id: string): Promise<ProductTerms> {
  const productId = await store.endTemplate(trx, id, deps.clock.now());
  if (productId === null) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'licensing.template ended', aboutKind: 'product', aboutId: productId });
  return productTerms(trx, productId);
}

/** A trial lasts longer, as often as the rules allow. */
export async function extendLicence(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly id: string; readonly days: number },
): Promise<void> {
  const held = await holdLicence(trx, input.id);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  const at = deps.clock.now();
  const today = dayIn(await vendorZone(deps), at);
  const extensions = await store.countExtensions(trx, held.id);
  const { kind, state, expires_on: expiresOn } = held;
  const verdict = extendTrial({ kind, state, expiresOn, extensions }, { days: input.days, today });
  if ('fault' in verdict) throw refusal(held, verdict, today);
  await store.writeTerm(trx, held.id, { until: verdict.until, at });
  await writeEvent(trx, { licenceId: held.id, kind: 'extended', code: null, actor: actor(who), at });
  const detail = { days: input.days, until: verdict.until };
  await audit(trx, deps, who, { action: 'licensing.extended', aboutKind: 'licence', aboutId: held.id, detail });
}

function refusal(held: HeldLicence, { fault, most }: { fault: string; most: number }, today: string): Error {
  if (fault === 'kind') return errors.KEPT_NO_TRIAL();
  if (fault === 'used up') return errors.KEPT_EXTENSIONS_USED_UP({ most });
  return errors.KEPT_LICENCE_STATE({ state: shownState({ state: held.state, expiresOn: held.expires_on }, today) });
}

export async function licenceFigures(trx: Trx): Promise<Figures> {
  return { kinds: await store.countKinds(trx) };
}
