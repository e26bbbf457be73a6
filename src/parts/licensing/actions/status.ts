import type { Deps } from '../../../platform/deps.ts';
import { errors } from '../errors.ts';
import { dayIn, judgeStatus, type StatusVerdict } from '../rules/verdict.ts';
import { readStatus } from '../store/activation.ts';
import { vendorZone } from './remembered.ts';
import { signStatus } from './sign.ts';

export interface ActivationStatus {
  readonly activationId: string;
  readonly verdict: StatusVerdict;
  readonly checkedAt: string;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  /** With a nonce only: what the signature is made with and over (docs/licence-document.md). */
  readonly nonce: string | null;
  readonly keyId: string | null;
  readonly signature: string | null;
}

/** May the program run on? One statement, nothing of a person. With a nonce the answer is signed and bound to it. */
export async function activationStatus(
  deps: Deps,
  activationId: string,
  nonce: string | null,
): Promise<ActivationStatus> {
  const zone = await vendorZone(deps);
  const row = await readStatus(deps.db, activationId);
  if (!row) throw errors.KEPT_ACTIVATION_UNKNOWN();
  const now = deps.clock.now();
  const verdict = judgeStatus(
    { deactivated: row.deactivated, state: row.state, expiresOn: row.expires_on },
    row.expires_on === null ? '' : dayIn(zone, now),
  );
  const facts = {
    activationId: activationId.toLowerCase(),
    verdict,
    checkedAt: now.toISOString(),
    expiresOn: row.expires_on,
    maintenanceUntil: row.maintenance_until,
  };
  if (nonce === null) return { ...facts, nonce, keyId: null, signature: null };
  return { ...facts, nonce, keyId: deps.signing.keyId, signature: signStatus(deps.signing, { ...facts, nonce }) };
}

/** The keys with which answers and documents are signed. */
export function signingKeys(deps: Deps): { keys: { keyId: string; algorithm: 'Ed25519'; publicKey: string }[] } {
  const raw = deps.signing.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  return { keys: [{ keyId: deps.signing.keyId, algorithm: 'Ed25519', publicKey: raw.toString('base64url') }] };
}
