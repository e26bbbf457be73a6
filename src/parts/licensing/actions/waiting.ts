import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { applyRegistration } from '../../contacts/index.ts';
import { registrationFields } from '../rules/registration-fields.ts';
import { markApplied, readWaiting } from '../store/waiting.ts';

const purposesByField = Object.fromEntries(registrationFields.map((field) => [field.name, field.purposes]));

/**
 * The address is proven: what was told under it while it was not becomes the person's data, in the order it was told.
 * Returns how many registrations were waiting.
 */
export async function applyWaitingRegistrations(trx: Trx<'rights'>, deps: Deps, personId: string): Promise<number> {
  const waiting = await readWaiting(trx, personId);
  for (const row of waiting) {
    await applyRegistration(trx, deps, {
      personId,
      companyId: row.company_id,
      data: row.data,
      purposes: purposesByField,
      sourceKind: row.source_kind,
      sourceId: row.id,
      noticeId: row.notice_id,
      givenAt: row.given_at,
    });
  }
  if (waiting.length > 0)
    await markApplied(
      trx,
      waiting.map((row) => row.id),
      deps.clock.now(),
    );
  return waiting.length;
}
