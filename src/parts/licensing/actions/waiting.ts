import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { applyRegistration } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { registrationFields } from '../rules/registration-fields.ts';
import { purposesTold } from '../rules/registration-notice.ts';
import { readReportedFields } from '../store/notice-licensors.ts';
import { holdRegistration, markApplied, markDisowned, type RegistrationOf, readWaiting } from '../store/waiting.ts';

/**
 * The person says that a registration under their address was theirs: what was told becomes their data. Having the
 * address is not enough, as anybody may give anybody's. Said twice does no harm; what was disowned stays so.
 */
export async function claimRegistration(trx: Trx<'rights'>, deps: Deps, of: RegistrationOf): Promise<void> {
  const state = await holdRegistration(trx, of);
  if (state === null) throw httpErrors.KEPT_NOT_FOUND();
  if (state === 'disowned') throw errors.KEPT_REGISTRATION_DISOWNED();
  const [told] = await readWaiting(trx, of.registrationId);
  if (!told) return;
  const reported = (await readReportedFields(trx, [told.notice_id])).get(told.notice_id);
  const purposes = Object.fromEntries(
    registrationFields.map((field) => [field.name, purposesTold(field, reported?.has(field.name) ?? false)]),
  );
  await applyRegistration(trx, deps, {
    personId: of.personId,
    companyId: told.company_id,
    data: told.data,
    purposes,
    sourceKind: told.source_kind,
    sourceId: told.id,
    noticeId: told.notice_id,
    givenAt: told.given_at,
  });
  await markApplied(trx, told.id, deps.clock.now());
  const payload = { licenceId: told.licence_id, registrationId: told.id };
  await announce(trx, deps.clock, { name: 'licensing.claimed', payload });
}

/** The person says that it was not them: it stays with the licence, and nothing of the person changes, now or later. */
export async function disownRegistration(trx: Trx<'rights'>, deps: Deps, of: RegistrationOf): Promise<void> {
  const state = await holdRegistration(trx, of);
  if (state === null) throw httpErrors.KEPT_NOT_FOUND();
  if (state === 'applied') throw errors.KEPT_REGISTRATION_APPLIED();
  await markDisowned(trx, of.registrationId, deps.clock.now());
}
