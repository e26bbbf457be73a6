import { canonicalJson, sha256 } from '../../../platform/crypto/digest.ts';
import type { Deps } from '../../../platform/deps.ts';
import { idempotencyKey, sameRequest } from '../../../platform/http/idempotency.ts';
import type { Who } from '../../../platform/http/who.ts';
import { writeText } from '../rules/offline-text.ts';
import type { Registrant } from '../rules/registrant.ts';
import { readEarlier } from '../store/offline.ts';
import type { OfflineRequest } from '../wire/offline.ts';
import { activateLicence } from './activate.ts';
import type { ActivationAnswer } from './activation-answer.ts';
import type { SignedDocument } from './sign.ts';

/** What was told of the person, in the request or on the page. */
export interface Told {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notice: string;
  readonly marketing: boolean;
  readonly registrant?: Registrant | undefined;
  readonly agePass?: string | undefined;
}

/** The answer that this very request was given before; null where none was. */
export async function earlierAnswer(deps: Deps, request: OfflineRequest): Promise<ActivationAnswer | null> {
  const key = keyOf(request);
  const stored = key && (await readEarlier(deps.db.read, key));
  return ((stored && sameRequest(key, stored))?.answer as ActivationAnswer | undefined) ?? null;
}

/** Activates for a machine without a network, as any other activation. The request itself is its key: sent again, the same seat and answer. */
export function activateOffline(deps: Deps, who: Who, request: OfflineRequest, told: Told): Promise<ActivationAnswer> {
  return activateLicence(deps, who, {
    serial: request.serial,
    ...told,
    machine: request.machine,
    releaseId: request.releaseId,
    proof: request.proof,
    requestId: request.request,
    key: keyOf(request),
  });
}

function keyOf(request: OfflineRequest) {
  return idempotencyKey('POST /activate/offline', request.request, request);
}

/** The document as text: signature, and the payload without what the program knows itself. */
export function documentText({ payload, signature }: SignedDocument): string[] {
  const { machine: _, product: __, ...told } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return writeText('A', Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.from(canonicalJson(told))]), sha256);
}
