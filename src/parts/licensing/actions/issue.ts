import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { type IdempotencyKey, isConcurrentTwin, once } from '../../../platform/http/idempotency.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { companiesById } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { makeSerial, serialBytes } from '../rules/serial.ts';
import { type Terms, termsOf } from '../rules/terms.ts';
import { dayIn } from '../rules/verdict.ts';
import { insertIssued } from '../store/licences.ts';
import { insertLicenceMeters } from '../store/meters.ts';
import { productOfRelease } from '../store/products.ts';
import { readFeatures, readTemplates } from '../store/terms.ts';
import type { IssuedLicences, NewLicences } from '../wire/licences.ts';
import type { Meters } from '../wire/meters.ts';
import { vendorZone } from './remembered.ts';
import { screenGiven } from './screening.ts';

/** Makes licences and issues their serials to a reseller; under the same key once. */
export async function issueLicences(
  deps: Deps,
  who: Who,
  input: NewLicences,
  key: IdempotencyKey | null,
): Promise<IssuedLicences> {
  const run = () =>
    deps.db.base((trx) =>
      once(trx, deps.clock, key, async () => ({ status: 201, answer: await issueWithin(trx, deps, who, input) })),
    );
  const { answer } = await run().catch((error: unknown) => {
    if (isConcurrentTwin(error)) return run();
    throw error;
  });
  deps.nudge();
  return answer as IssuedLicences;
}

/** The same within a transaction of the caller, for the demo and for fixtures. */
export async function issueWithin(trx: Trx, deps: Deps, who: Who, input: NewLicences): Promise<IssuedLicences> {
  const { terms, meters } = await checkIssue(trx, deps, input);
  const licences = Array.from({ length: input.count }, () => ({ id: deps.ids.uuid(), serial: freshSerial(deps) }));
  await insertIssued(trx, {
    ids: licences.map(({ id }) => id),
    serials: licences.map(({ serial }) => serial),
    productId: input.productId,
    releaseId: input.releaseId,
    ...terms,
    holderCompanyId: input.holderCompanyId,
    actor: actor(who),
    at: deps.clock.now(),
  });
  await insertLicenceMeters(
    trx,
    licences.map(({ id }) => id),
    meters,
  );
  const detail = {
    count: input.count,
    kind: terms.kind,
    seats: terms.seats,
    productId: input.productId,
    releaseId: input.releaseId,
  };
  await audit(trx, deps, who, {
    ...(input.holderCompanyId === null
      ? { action: 'licensing.drafted', aboutKind: 'product', aboutId: input.productId }
      : { action: 'licensing.issued', aboutKind: 'company', aboutId: input.holderCompanyId }),
    detail,
  });
  if (input.holderCompanyId === null) return { licences };
  const given = {
    licenceIds: licences.map(({ id }) => id),
    companyId: input.holderCompanyId,
    occasion: 'issue',
  } as const;
  await screenGiven(trx, deps, who, given);
  await announce(trx, deps.clock, {
    name: 'licensing.issued',
    payload: { holderCompanyId: input.holderCompanyId, count: input.count, productId: input.productId },
  });
  return { licences };
}

/** Serials are issued to resellers only. */
export async function mustBeReseller(trx: Trx, companyId: string): Promise<void> {
  const holder = (await companiesById(trx, [companyId])).get(companyId);
  if (holder?.kind !== 'reseller') throw errors.KEPT_HOLDER_NOT_RESELLER();
}

async function checkIssue(
  trx: Trx,
  deps: Deps,
  input: NewLicences,
): Promise<{ readonly terms: Terms; readonly meters: Meters }> {
  const { productId, templateId } = input;
  const template = (await readTemplates(trx, productId)).find(({ id }) => id === templateId) ?? null;
  const known = (await readFeatures(trx, productId)).map(({ code }) => code);
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const decided = termsOf(template, input, { today, features: known });
  const fields = 'faults' in decided ? decided.faults : {};
  if (templateId !== undefined && !template) fields.templateId = 'is no template of this product';
  if ((await productOfRelease(trx, input.releaseId)) !== input.productId)
    fields.releaseId = 'is no release of this product';
  if ('faults' in decided || Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  if (input.holderCompanyId !== null) await mustBeReseller(trx, input.holderCompanyId);
  return { terms: decided.terms, meters: template?.meters ?? null };
}

export function freshSerial(deps: Deps): string {
  for (;;) {
    const serial = makeSerial(deps.ids.random(serialBytes));
    if (serial !== null) return serial;
  }
}
