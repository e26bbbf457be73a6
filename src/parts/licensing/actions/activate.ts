import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Site } from '../../../platform/html/page.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { type IdempotencyKey, isConcurrentTwin, sameRequest } from '../../../platform/http/idempotency.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import {
  isSameAddress,
  newContact,
  personOfAddressSql,
  type RegisteredContact,
  writeContact,
} from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { activatedMail } from '../mails/activated.ts';
import { checkRegistration, type Registration } from '../rules/check-registration.ts';
import { registrationFields } from '../rules/registration-fields.ts';
import { purposesTold } from '../rules/registration-notice.ts';
import { parseSerial } from '../rules/serial.ts';
import { dayIn, judgeActivation, type RefusalCode } from '../rules/verdict.ts';
import * as store from '../store/activation.ts';
import { type ActivationAnswer, signedAnswer } from './activation-answer.ts';
import { noticeShown } from './notice-shown.ts';
import { refuse } from './refuse.ts';
import { type HeldNotice, vendorZone } from './remembered.ts';
import { isSameMachine } from './same-machine.ts';

export type { ActivationAnswer };

/** An activation as it was asked for, unchecked. */
export interface ActivationRequest {
  readonly serial: string;
  /** Registration fields by name. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Hash of the registration notice that was shown. */
  readonly notice: string;
  /** Whether product information by mail was ticked. */
  readonly marketing: boolean;
  /** Fingerprint of the machine, from the desktop program; the same machine gets its seat back. */
  readonly machine: string | null;
  /** The release that is to run; null from the web page. */
  readonly releaseId: string | null;
  readonly key: IdempotencyKey | null;
}

interface Checked {
  readonly serial: string;
  readonly registration: Registration;
  readonly notice: HeldNotice;
  readonly machineKey: Buffer | null;
  readonly emailKey: Buffer;
}

type Attempt =
  | { readonly done: ActivationAnswer }
  | { readonly refused: RefusalCode; readonly licence: store.LoadedLicence | null };

const mostAttempts = 3;

/**
 * Activates a licence with a registration: six statements in three round trips. A known mail address changes nothing of that person, and
 * the answer does not tell.
 */
export async function activateLicence(deps: Deps, who: Who, request: ActivationRequest): Promise<ActivationAnswer> {
  const checked = await check(deps, request);
  const zone = await vendorZone(deps);
  // Whatever may need a connection of its own comes before the transaction: one that waits inside for another may wait for ever.
  const site = await deps.site();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await deps.db.as('registration', (trx) =>
        attemptActivation(trx, deps, who, { request, checked, zone, site }),
      );
      if ('done' in outcome) {
        deps.nudge();
        return outcome.done;
      }
      // The seat may have gone to this very request or machine while the licence was waited for: look once more.
      const maybeOurs = outcome.refused === 'KEPT_SEATS_USED_UP' && (request.key || checked.machineKey);
      if (attempt > 1 || !maybeOurs) return await refuse(deps, who, outcome);
    } catch (error) {
      if (attempt >= mostAttempts || !meanwhile(error)) throw error;
    }
  }
}

/** Everything that needs no transaction. A malformed serial is said at once, without asking the database. */
async function check(deps: Deps, request: ActivationRequest): Promise<Checked> {
  const serial = parseSerial(request.serial);
  const { registration, faults } = checkRegistration(request.fields);
  if (serial === null)
    throw errors.KEPT_SERIAL_MALFORMED({ fields: { ...faults, serial: 'is not a complete serial' } });
  if (faults) throw httpErrors.KEPT_INVALID({ fields: faults });
  return {
    serial,
    registration,
    notice: await noticeShown(deps, request.notice),
    machineKey: request.machine === null ? null : deps.digests.machine(request.machine),
    emailKey: deps.digests.email(registration.email),
  };
}

async function attemptActivation(
  trx: Trx<'registration'>,
  deps: Deps,
  who: Who,
  given: { request: ActivationRequest; checked: Checked; zone: string; site: Site },
): Promise<Attempt> {
  const { request, checked } = given;
  const at = deps.clock.now();
  const licence = await store.loadForActivation(trx, {
    serial: checked.serial,
    companyName: checked.registration.companyName,
    knownPerson: personOfAddressSql(checked.emailKey),
    machineKey: checked.machineKey,
    releaseId: request.releaseId,
    key: request.key,
  });
  const earlier = request.key && licence ? sameRequest(request.key, licence.earlier) : null;
  if (earlier) return { done: earlier.answer as ActivationAnswer };
  const verdict = judge(licence, request, dayIn(given.zone, at));
  if (!licence || !verdict.allowed) return { refused: verdict.allowed ? 'KEPT_SERIAL_UNKNOWN' : verdict.code, licence };

  // A machine gets its own seat back and no more: were it asked anew for a registration, one seat could be made to
  // write to any number of strangers.
  if (licence.seat) return { done: answerFor(deps, licence, request, at) };

  const registrationId = deps.ids.uuid();
  const contact = newContact(deps, {
    data: checked.registration,
    purposes: purposesUnder(checked.notice),
    sourceKind: 'registration',
    sourceId: registrationId,
    noticeId: checked.notice.id,
    givenAt: at,
    mailAllowed: request.marketing,
    companyId: licence.same_company,
    emailKey: checked.emailKey,
    knownPersonId: licence.known_person,
  });
  const answer = answerFor(deps, licence, request, at);
  // Asked for together, so that they are one round trip; done in this order.
  await Promise.all([
    writeContact(trx, contact),
    store.writeActivation(
      trx,
      {
        licenceId: licence.id,
        registrationId,
        activationId: answer.activationId,
        machineKey: checked.machineKey,
        releaseId: licence.asking ? (request.releaseId ?? '') : licence.release_id,
        companyId: contact.companyId,
        personId: contact.personId,
        noticeId: checked.notice.id,
        state: contact.applied ? 'applied' : 'waiting for proof',
        sourceKind: 'registration',
        emailKey: checked.emailKey,
        registration: checked.registration,
        actor: actor(who),
        at,
      },
      request.key && { key: request.key, answer: { status: 201, answer }, clock: deps.clock },
    ),
    tell(trx, deps, { licence, checked, contact, registrationId, answer, site: given.site }),
  ]);
  return { done: answer };
}

/** Whether somebody did the same at the same moment: what is there now is to be looked at once more. */
function meanwhile(error: unknown): boolean {
  return isConcurrentTwin(error) || isSameMachine(error) || isSameAddress(error);
}

function judge(licence: store.LoadedLicence | null, request: ActivationRequest, today: string) {
  const facts = licence && {
    state: licence.state,
    seats: licence.seats,
    seatsUsed: licence.seats_used,
    expiresOn: licence.expires_on,
    productId: licence.product_id,
  };
  const askingProductId = request.releaseId === null ? null : (licence?.asking?.productId ?? 'unknown');
  return judgeActivation(facts, { today, hasSeat: Boolean(licence?.seat), askingProductId });
}

function answerFor(deps: Deps, licence: store.LoadedLicence, request: ActivationRequest, at: Date): ActivationAnswer {
  return signedAnswer(deps, licence, {
    activationId: licence.seat?.id ?? capability(deps),
    release: licence.asking?.version ?? licence.release,
    activatedAt: licence.seat ? new Date(licence.seat.activatedAt) : at,
    machine: request.machine,
  });
}

/** The mail with its ledger row, and the news for the other parts: one statement. */
async function tell(
  trx: Trx<'registration'>,
  deps: Deps,
  made: {
    licence: store.LoadedLicence;
    checked: Checked;
    contact: RegisteredContact;
    registrationId: string;
    answer: ActivationAnswer;
    site: Site;
  },
): Promise<void> {
  const { licence, contact, answer, site } = made;
  await deps.egress.send(trx, {
    mails: [
      {
        kind: 'licence activated',
        to: made.checked.registration.email,
        ...activatedMail({ site, product: `${licence.product_name} ${answer.release}`, publicUrl: deps.publicUrl }),
        disclosure: {
          recipientKind: 'person',
          recipientId: contact.personId,
          personId: contact.personId,
          companyId: contact.companyId,
          purpose: 'registration',
          fields: ['email'],
          basis: 'their own activation',
          about: { kind: 'licence', id: licence.id },
        },
      },
    ],
    events: [
      {
        name: 'licensing.activated',
        payload: {
          licenceId: licence.id,
          activationId: answer.activationId,
          registrationId: made.registrationId,
          companyId: contact.companyId,
          personId: contact.personId,
          releaseId: licence.release_id,
          holderCompanyId: licence.holder_company_id,
        },
      },
    ],
  });
}

/** 128 random bits in the form of a uuid: who knows it may ask for the activation's state. */
function capability(deps: Deps): string {
  const hex = deps.ids.random(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** For what each field is given, in the words of the notice. */
function purposesUnder({ reported }: HeldNotice) {
  return Object.fromEntries(
    registrationFields.map((field) => [field.name, purposesTold(field, reported.has(field.name))]),
  );
}
