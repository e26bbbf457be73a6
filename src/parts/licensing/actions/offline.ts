import { canonicalJson, sha256 } from '../../../platform/crypto/digest.ts';
import type { Deps } from '../../../platform/deps.ts';
import { idempotencyKey, sameRequest } from '../../../platform/http/idempotency.ts';
import type { Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { writeText } from '../rules/offline-text.ts';
import type { Registrant } from '../rules/registrant.ts';
import { dayIn, judgeStatus } from '../rules/verdict.ts';
import { readEarlier } from '../store/offline.ts';
import { holdSeat } from '../store/seats.ts';
import type { OfflineRequest } from '../wire/offline.ts';
import { activateLicence } from './activate.ts';
import type { ActivationAnswer } from './activation-answer.ts';
import { refuse } from './refuse.ts';
import { vendorZone } from './remembered.ts';
import type { SignedDocument } from './sign.ts';
import { refusals } from './take-seat.ts';

/** What was told of the person, in the request or on the page. */
export interface Told {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notice: string;
  readonly marketing: boolean;
  readonly registrant?: Registrant | undefined;
  readonly agePass?: string | undefined;
}

/** The answer that this very request was given before, while its seat may be used; null where none was given. */
export async function earlierAnswer(deps: Deps, who: Who, request: OfflineRequest): Promise<ActivationAnswer | null> {
  const key = keyOf(request);
  const stored = key && (await readEarlier(deps.db.read, key));
  const answer = stored && (sameRequest(key, stored)?.answer as ActivationAnswer | undefined);
  if (!answer) return null;
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  const seat = await deps.db.base((trx) => holdSeat(trx, answer.activationId));
  if (!seat || seat.deactivated) throw errors.KEPT_ACTIVATION_UNKNOWN();
  const refused = refusals[judgeStatus({ ...seat, expiresOn: seat.expires_on }, today)];
  return refused ? refuse(deps, who, { refused, licence: seat }) : answer;
}

/** Activates for a machine without a network, as any other activation. The request itself is its key: sent again, the same seat and answer. */
export function activateOffline(deps: Deps, who: Who, request: OfflineRequest, told: Told): Promise<ActivationAnswer> {
  return activateLicence(deps, who, {
    serial: request.serial,
    ...told,
    machine: request.machine,
    machineKind: request.machineKind,
    parts: request.parts,
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
