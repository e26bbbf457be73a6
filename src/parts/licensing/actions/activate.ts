import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Deps } from '../../../platform/deps.ts';
import { mustHavePassed } from '../../../platform/html/age-screen/age-screen.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { isConcurrentTwin } from '../../../platform/http/idempotency.ts';
import type { Who } from '../../../platform/http/who.ts';
import { isSameAddress } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { checkRegistration } from '../rules/check-registration.ts';
import { screen } from '../rules/screening.ts';
import type { RefusalCode } from '../rules/verdict.ts';
import type { ActivationAnswer } from './activation-answer.ts';
import { type ActivationRequest, attempt, type Checked } from './attempt.ts';
import { findForeignSerial, serialTyped } from './find-serial.ts';
import { keyedParts } from './known-machine.ts';
import { noticeShown } from './notice-shown.ts';
import { refuse, whomToAsk } from './refuse.ts';
import { vendorZone } from './remembered.ts';
import { isSameMachine } from './same-machine.ts';
import { noteHits, screeningOf } from './screening.ts';

export type { ActivationAnswer };

const mostAttempts = 3;

/**
 * Activates a licence with a registration: six statements in three round trips, or as many for all that come at the same moment. A known
 * mail address changes nothing of that person, and the answer does not tell.
 */
export async function activateLicence(deps: Deps, who: Who, request: ActivationRequest): Promise<ActivationAnswer> {
  let checked = await check(deps, request);
  const zone = await vendorZone(deps);
  // Whatever may need a connection of its own comes before the transaction: one that waits inside for another may wait for ever.
  const site = await deps.site();
  for (let number = 1; ; number += 1) {
    try {
      const outcome = await attempt(deps, { who, request, checked, zone, site });
      if ('done' in outcome) {
        deps.nudge();
        return outcome.done;
      }
      if ('met' in outcome) {
        if (await isHeld(deps, who, { checked, licence: outcome.met })) throw await checkedRefusal(deps, outcome.met);
        checked = { ...checked, hits: [] };
        continue;
      }
      // What looks like a serial of ours may be one of another system: looked for whatever was unknown, so that nobody can tell which.
      const unknown = outcome.refused === 'KEPT_SERIAL_UNKNOWN' && number === 1;
      const foreign = unknown ? await findForeignSerial(deps.db.read, request.serial) : null;
      if (foreign !== null && foreign !== checked.serial) {
        checked = { ...checked, serial: foreign };
        continue;
      }
      // The seat may have gone to this very request or machine while the licence was waited for: look once more.
      const maybeOurs = isFull(outcome.refused) && (request.key || checked.machineKey);
      if (number > 1 || !maybeOurs) return await refuse(deps, who, outcome);
    } catch (error) {
      // Somebody has the address whom a registration does not see: a child whose record is sealed.
      if (number >= mostAttempts && isSameAddress(error)) throw errors.KEPT_ADDRESS_REFUSED();
      if (number >= mostAttempts || !meanwhile(error)) throw error;
    }
  }
}

/** Whether the licence is on hold for what was found, unless two people have released just that. */
async function isHeld(
  deps: Deps,
  who: Who,
  { checked, licence }: { readonly checked: Checked; readonly licence: { readonly id: string } },
): Promise<boolean> {
  const { registration, hits } = checked;
  const screened = { company: registration.companyName, country: registration.country };
  const met = { licenceIds: [licence.id], occasion: 'activation', screened, hits } as const;
  return (await deps.db.base((trx) => noteHits(trx, deps, who, met))).length > 0;
}

async function checkedRefusal(deps: Deps, licence: { readonly holder_company_id: string | null }): Promise<Error> {
  return errors.KEPT_LICENCE_CHECKED(await whomToAsk(deps, licence.holder_company_id));
}

/** Everything that needs no transaction. */
async function check(deps: Deps, request: ActivationRequest): Promise<Checked> {
  if (request.registrant === 'student') mustHavePassed(deps, request.agePass);
  const serial = await serialTyped(deps, request.serial);
  const { registration, faults } = checkRegistration(request.fields);
  if (serial === null)
    throw errors.KEPT_SERIAL_MALFORMED({ fields: { ...faults, serial: 'is not a complete serial' } });
  if (faults) throw httpErrors.KEPT_INVALID({ fields: faults });
  return {
    serial,
    registration,
    notice: await noticeShown(deps, request.notice),
    machineKey: request.machine === null ? null : deps.digests.machine(request.machine),
    machineSha256: request.machine === null ? null : sha256(request.machine),
    parts: keyedParts(deps, request.parts),
    emailKey: deps.digests.email(registration.email),
    hits: screen(await screeningOf(deps), {
      company: registration.companyName,
      country: registration.country,
      contact: registration.name,
    }),
  };
}

function isFull(refused: RefusalCode): boolean {
  return refused === 'KEPT_SEATS_USED_UP' || refused === 'KEPT_SEATS_NAMED';
}

/** Whether somebody did the same at the same moment: what is there now is to be looked at once more. */
function meanwhile(error: unknown): boolean {
  return isConcurrentTwin(error) || isSameMachine(error) || isSameAddress(error);
}
