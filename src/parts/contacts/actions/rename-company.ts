import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { nameKey } from '../rules.ts';
import { holdName, writeName } from '../store/former-names.ts';
import { replaceProvenance } from '../store/provenance.ts';

/**
 * A company is called otherwise. Its licences, people and shares stay as they are; the former name is kept, and an activation under it is
 * still that company's. Renamed back, both stand in its history.
 */
export async function renameCompany(
  trx: Trx<'base'>,
  deps: Deps,
  who: Member,
  input: { readonly companyId: string; readonly name: string; readonly evidence: string },
): Promise<void> {
  const name = input.name.trim();
  const held = await holdName(trx, input.companyId);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  if (held.merged) throw errors.KEPT_COMPANY_MERGED();
  if (held.name === name) throw errors.KEPT_SAME_NAME();
  const at = deps.clock.now();
  const former = {
    id: deps.ids.uuid(),
    companyId: input.companyId,
    name: held.name,
    nameKey: held.name_key,
    until: at,
    actorId: who.memberId,
    evidence: input.evidence.trim(),
  };
  await writeName(trx, { name, nameKey: nameKey(name) }, former);
  await replaceProvenance(trx, {
    id: deps.ids.uuid(),
    subject: { kind: 'company', id: input.companyId },
    field: 'companyName',
    sourceKind: 'staff',
    sourceId: who.memberId,
    noticeId: null,
    purposes: null,
    held: true,
    at,
  });
  await audit(trx, deps, who, { action: 'contacts.company renamed', aboutKind: 'company', aboutId: input.companyId });
}
