import type { Deps } from '../../../platform/deps.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { hasScan, readReceiptNumber } from '../store/requests.ts';
import type { Erasures } from './erasures.ts';
import { beginStep, noteStep } from './requests.ts';
import { backupDays } from './retention.ts';

/** Does what a request for erasure asks, and closes it: in one transaction, so that of two who do it at once one does. */
export async function eraseByRequest(
  deps: Deps,
  erasures: Erasures,
  who: Member,
  requestId: string,
): Promise<{ receipt: string }> {
  const { number } = await erasures.erase(async (trx) => {
    const request = await beginStep(trx, deps, requestId, 'answer');
    if (request.kind !== 'erasure' || request.person_id === null) throw errors.KEPT_NOT_ERASURE();
    if (request.channel === 'letter' && !(await hasScan(trx, requestId))) throw errors.KEPT_SCAN_MISSING();
    await noteStep(trx, deps, who, { requestId, kind: 'erased' });
    const detail = { kind: request.kind, channel: request.channel };
    await audit(trx, deps, who, {
      action: 'rights.erased by request',
      aboutKind: 'request',
      aboutId: requestId,
      detail,
    });
    return {
      personId: request.person_id,
      cause: 'request',
      requestId,
      number: await readReceiptNumber(trx, requestId),
      backupDays: await backupDays(trx),
    };
  });
  return { receipt: number };
}
