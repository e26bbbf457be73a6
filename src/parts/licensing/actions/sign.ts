import { canonicalJson } from '../../../platform/crypto/digest.ts';
import type { SigningKey } from '../../../platform/crypto/secrets.ts';
import type { LeaseVerdict } from '../rules/leases.ts';
import type { MeterVerdict } from '../rules/meters.ts';
import type { StatusVerdict } from '../rules/verdict.ts';

/** What a licence document says. The format is fixed in docs/licence-document.md. */
export interface LicenceFacts {
  readonly activationId: string;
  readonly licenceId: string;
  readonly serial: string;
  readonly product: string;
  readonly release: string;
  readonly kind: string;
  readonly activatedAt: string;
  /** When this document was made; documents made before there were renewals do not say. */
  readonly issuedAt?: string;
  /** The offline request that it answers (docs/offline.md). */
  readonly request?: string | undefined;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  /** SHA-256 of the machine's fingerprint in hexadecimal; null for a seat of no given machine. */
  readonly machine: string | null;
  /** Left out where all are included, as in documents made before there were any. */
  readonly features?: readonly string[];
  /** A seat has to be leased to run. */
  readonly floating?: boolean;
  /** How long a program runs on when something fails, where it is not left to the program. */
  readonly grace?: { readonly networkDays?: number; readonly expiryDays?: number; readonly leaseHours?: number };
}

export interface SignedDocument {
  /** base64url of the canonical JSON of the facts. */
  readonly payload: string;
  readonly keyId: string;
  /** base64url of the Ed25519 signature over `kept-licence-1\n` (2 where floating) and the bytes of the payload. */
  readonly signature: string;
}

export function signDocument(key: SigningKey, facts: LicenceFacts): SignedDocument {
  const payload = Buffer.from(canonicalJson({ ...facts, keyId: key.keyId }), 'utf8');
  // A program that knows nothing of leases must not take the document for one that needs none.
  const version = facts.floating ? 2 : 1;
  const signature = key.sign(Buffer.concat([Buffer.from(`kept-licence-${version}\n`, 'ascii'), payload]));
  return { payload: payload.toString('base64url'), keyId: key.keyId, signature: signature.toString('base64url') };
}

export interface StatusFacts {
  readonly nonce: string;
  readonly activationId: string;
  readonly checkedAt: string;
  readonly verdict: StatusVerdict;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
}

/** Signs the answer to one status check, bound to its nonce: eight lines, each ended by `\n`. */
export function signStatus(key: SigningKey, facts: StatusFacts): string {
  const lines = `kept-status-1\n${facts.nonce}\n${facts.activationId}\n${facts.checkedAt}\n${key.keyId}\n${facts.verdict}\n${facts.expiresOn ?? '-'}\n${facts.maintenanceUntil ?? '-'}\n`;
  return key.sign(Buffer.from(lines, 'ascii')).toString('base64url');
}

export interface LeaseFacts {
  readonly nonce: string;
  readonly activationId: string;
  readonly checkedAt: string;
  readonly verdict: LeaseVerdict;
  readonly seat: number | null;
  readonly leasedUntil: string | null;
  readonly heartbeatSeconds: number | null;
}

/** Signs the answer to one request for a lease, bound to its nonce: nine lines, each ended by `\n`. */
export function signLease(key: SigningKey, facts: LeaseFacts): string {
  const { nonce, activationId, checkedAt, verdict, seat, leasedUntil, heartbeatSeconds } = facts;
  const lease = `${seat ?? '-'}\n${leasedUntil ?? '-'}\n${heartbeatSeconds ?? '-'}\n`;
  const lines = `kept-lease-1\n${nonce}\n${activationId}\n${checkedAt}\n${key.keyId}\n${verdict}\n${lease}`;
  return key.sign(Buffer.from(lines, 'ascii')).toString('base64url');
}

export interface UseFacts {
  readonly nonce: string;
  readonly activationId: string;
  readonly checkedAt: string;
  readonly verdict: MeterVerdict;
  readonly feature: string;
  readonly counter: string;
  readonly total: number;
  readonly used: number;
  readonly cap: number | null;
  readonly resetsOn: string | null;
}

/** Signs the answer to one use of a metered feature, bound to its nonce: twelve lines, each ended by `\n`. */
export function signUse(key: SigningKey, facts: UseFacts): string {
  const { nonce, activationId, checkedAt, verdict, feature, counter, total, used, cap, resetsOn } = facts;
  const meter = `${feature}\n${counter}\n${total}\n${used}\n${cap ?? '-'}\n${resetsOn ?? '-'}\n`;
  const lines = `kept-meter-1\n${nonce}\n${activationId}\n${checkedAt}\n${key.keyId}\n${verdict}\n${meter}`;
  return key.sign(Buffer.from(lines, 'ascii')).toString('base64url');
}

/** A report to a licensor: which it is, its days, how many registrations, and the SHA-256 of the attached table in hexadecimal. */
export interface ReportFacts {
  readonly id: string;
  readonly from: string;
  readonly until: string;
  readonly count: number;
  readonly sha256: string;
}

/** The text that is attached beside a report: seven lines, each ended by `\n`, and their signature in an eighth. */
export function signReport(key: SigningKey, facts: ReportFacts): string {
  const lines = `kept-report-1\n${facts.id}\n${facts.from}\n${facts.until}\n${facts.count}\n${facts.sha256}\n${key.keyId}\n`;
  return `${lines}signature ${key.sign(Buffer.from(lines, 'ascii')).toString('base64url')}\n`;
}
