import type { Deps } from '../../../platform/deps.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { companyRefs } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import type { RefusalCode } from '../rules/verdict.ts';
import { writeRefusal } from '../store/activation.ts';

/** Notes that a licence was refused, and says whom to ask: the reseller, or the vendor where there is none. */
export async function refuse(
  deps: Deps,
  who: Who,
  outcome: { refused: RefusalCode; licence: { id: string; holder_company_id: string | null } | null },
): Promise<never> {
  const { refused: code, licence } = outcome;
  // Unknown, not issued and foreign are one answer, after the same statements.
  if (code === 'KEPT_SERIAL_UNKNOWN' || !licence) throw errors.KEPT_SERIAL_UNKNOWN();
  await deps.db.base((trx) =>
    writeRefusal(trx, { licenceId: licence.id, code, at: deps.clock.now(), actor: actor(who) }),
  );
  throw errors[code](await whomToAsk(deps, licence.holder_company_id));
}

/** The reseller of a licence, or the vendor where there is none. */
export async function whomToAsk(deps: Deps, holder: string | null): Promise<{ ask: string; reseller?: string }> {
  const reseller = holder ? (await companyRefs(deps.db.read, [holder])).get(holder)?.name : undefined;
  return reseller === undefined ? { ask: (await deps.site()).name } : { ask: reseller, reseller };
}
