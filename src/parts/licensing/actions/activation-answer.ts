import type { Deps } from '../../../platform/deps.ts';
import type { Grace } from '../wire/terms.ts';
import { type SignedDocument, signDocument } from './sign.ts';

/** What is answered, and answered again to the same request: ids and states, nothing of the person. */
export interface ActivationAnswer {
  readonly activationId: string;
  readonly product: string;
  readonly release: string;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  readonly licence: SignedDocument;
}

/** What an answer says of a licence. */
export interface AnsweredLicence {
  readonly id: string;
  readonly serial: string;
  readonly kind: string;
  readonly product_code: string;
  readonly product_name: string;
  readonly expires_on: string | null;
  readonly maintenance_until: string | null;
  readonly features: readonly string[] | null;
  readonly floating: boolean;
  readonly grace: Grace | null;
}

/** The answer with its signed document, for one seat. */
export function signedAnswer(
  deps: Deps,
  licence: AnsweredLicence,
  seat: {
    readonly activationId: string;
    readonly release: string;
    readonly activatedAt: Date;
    readonly issuedAt: Date;
    /** SHA-256 of the fingerprint. */
    readonly machine: Buffer | null;
    /** Id of the offline request that is answered. */
    readonly requestId?: string | undefined;
  },
): ActivationAnswer {
  const { activationId, release, machine } = seat;
  return {
    activationId,
    product: licence.product_name,
    release,
    expiresOn: licence.expires_on,
    maintenanceUntil: licence.maintenance_until,
    licence: signDocument(deps.signing, {
      activationId,
      licenceId: licence.id,
      serial: licence.serial,
      product: licence.product_code,
      release,
      kind: licence.kind,
      activatedAt: seat.activatedAt.toISOString(),
      issuedAt: seat.issuedAt.toISOString(),
      request: seat.requestId,
      expiresOn: licence.expires_on,
      maintenanceUntil: licence.maintenance_until,
      machine: machine?.toString('hex') ?? null,
      ...(licence.features === null ? {} : { features: licence.features }),
      ...(licence.floating ? { floating: true } : {}),
      ...(licence.grace === null ? {} : { grace: graceSaid(licence.grace) }),
    }),
  };
}

/** What is left to the program is left out. */
function graceSaid(grace: Grace): Partial<Record<keyof Grace, number>> {
  return Object.fromEntries(Object.entries(grace).filter(([, value]) => value !== null));
}
