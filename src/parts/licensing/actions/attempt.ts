import { type Trx, wasRefused } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Site } from '../../../platform/html/page.ts';
import { type IdempotencyKey, sameRequest } from '../../../platform/http/idempotency.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { servedTogether } from '../../../platform/together.ts';
import {
  companyNamedSoSql,
  companyNameKey,
  newContact,
  personOfAddressSql,
  type RegisteredContact,
  standingCompanies,
  writeContacts,
} from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import type { Registration } from '../rules/check-registration.ts';
import type { Parts } from '../rules/machine.ts';
import { judgeRegistrant, type Registrant } from '../rules/registrant.ts';
import { registrationFields } from '../rules/registration-fields.ts';
import { purposesTold } from '../rules/registration-notice.ts';
import type { ScreeningHit } from '../rules/screening.ts';
import { dayIn, judgeActivation, type RefusalCode } from '../rules/verdict.ts';
import * as store from '../store/activation.ts';
import type { MachineKind } from '../wire/terms.ts';
import { type ActivationAnswer, signedAnswer } from './activation-answer.ts';
import { newsOf, type Told } from './activation-news.ts';
import { capability } from './capability.ts';
import { machineNow, recognised } from './known-machine.ts';
import type { HeldNotice } from './remembered.ts';

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
  readonly machineKind?: MachineKind | undefined;
  /** Digests of what the machine is made of, by name of the part. */
  readonly parts?: Parts | undefined;
  /** The release that is to run; null from the web page. */
  readonly releaseId: string | null;
  /** SHA-256, in hexadecimal, of the secret by which the program gives its seat up without a network. */
  readonly proof?: string | undefined;
  /** Who told it, if not the person who registers. */
  readonly source?: 'reseller';
  /** Id of an offline request, to which the answer is bound. */
  readonly requestId?: string | undefined;
  /** As whom they register, which an education licence needs. */
  readonly registrant?: Registrant | undefined;
  /** What the age screen gave a student. */
  readonly agePass?: string | undefined;
  readonly key: IdempotencyKey | null;
}

export interface Checked {
  readonly serial: string;
  readonly registration: Registration;
  readonly notice: HeldNotice;
  readonly machineKey: Buffer | null;
  /** SHA-256 of the fingerprint, as documents name the machine. */
  readonly machineSha256: Buffer | null;
  /** Keyed digests of its parts. */
  readonly parts: Parts | null;
  readonly emailKey: Buffer;
  /** What of the lists of export control is met. */
  readonly hits: readonly ScreeningHit[];
}

interface Asked {
  readonly who: Who;
  readonly request: ActivationRequest;
  readonly checked: Checked;
  /** The vendor's time zone. */
  readonly zone: string;
  readonly site: Site;
}

type Outcome =
  | { readonly done: ActivationAnswer; readonly made?: Made; readonly again?: store.SeatAgain }
  | { readonly refused: RefusalCode; readonly licence: store.LoadedLicence | null }
  /** Export control has something to say about who registers. */
  | { readonly met: store.LoadedLicence };

/** What is to be written for one activation. */
interface Made extends Told {
  readonly contact: RegisteredContact;
}

const attempts = new WeakMap<Deps, (asked: Asked) => Promise<Outcome>>();

/** Activates once, in one transaction with those who ask at the same moment. */
export function attempt(deps: Deps, asked: Asked): Promise<Outcome> {
  let served = attempts.get(deps);
  if (!served) {
    const act = (all: readonly Asked[], wait: boolean) =>
      deps.db.as('registration', (trx) => activateAll(trx, deps, { all, wait }), { byKey: true });
    served = servedTogether<Asked, Outcome>({
      keysOf: ({ request, checked }) => [
        `serial ${checked.serial}`,
        `address ${checked.emailKey.toString('base64')}`,
        ...(request.key ? [`key ${request.key.route} ${request.key.keyDigest.toString('base64')}`] : []),
      ],
      // Who is refused is looked at alone, whatever the reason: a licence that somebody holds just now is not seen here.
      together: async (all) => (await act(all, false)).map((each) => (each && 'done' in each ? each : undefined)),
      async alone(each) {
        const [outcome] = await act([each], true);
        return outcome ?? { refused: 'KEPT_SERIAL_UNKNOWN', licence: null };
      },
      isRefusal: wasRefused,
    });
    attempts.set(deps, served);
  }
  return served(asked);
}

async function activateAll(
  trx: Trx<'registration'>,
  deps: Deps,
  { all, wait }: { readonly all: readonly Asked[]; readonly wait: boolean },
): Promise<readonly (Outcome | undefined)[]> {
  const at = deps.clock.now();
  const licences = await load(trx, { all, wait });
  const decided = all.map((asked) => {
    try {
      return decide(deps, asked, { licence: licences.get(asked.checked.serial) ?? null, at });
    } catch (error) {
      // The fault of one is not that of the others.
      if (wait) throw error;
      return undefined;
    }
  });
  const made = decided.flatMap((each) => (each && 'done' in each ? (each.made ?? []) : []));
  if (made.length > 0)
    // Asked for together, so that they are one round trip; done in this order.
    await Promise.all([
      writeContacts(
        trx,
        made.map(({ contact }) => contact),
      ),
      store.writeActivations(
        trx,
        made.map(({ row }) => row),
        deps.clock,
      ),
      deps.egress.send(trx, newsOf(deps, made)),
    ]);
  const again = decided.flatMap((each) => (each && 'done' in each ? (each.again ?? []) : []));
  if (again.length > 0) await store.writeAgain(trx, again, deps.clock);
  return decided;
}

/** The licences, held, each with what is known of the one who registers. */
async function load(
  trx: Trx<'registration'>,
  { all, wait }: { readonly all: readonly Asked[]; readonly wait: boolean },
): Promise<ReadonlyMap<string, store.LoadedLicence>> {
  const read = () =>
    store.loadForActivation(
      trx,
      all.map(({ request, checked }) => ({
        serial: checked.serial,
        companyName: checked.registration.companyName,
        companyKey: companyNameKey(checked.registration.companyName),
        emailKey: checked.emailKey,
        machineKey: checked.machineKey,
        hasParts: checked.parts !== null,
        releaseId: request.releaseId,
        key: request.key,
      })),
      { wait, personOf: personOfAddressSql, namedSo: companyNamedSoSql },
    );
  // Their company was merged into another while they were waited for: now that they are held, they are looked at once more.
  let licences = await read();
  if ([...licences.values()].some((row) => row.company_before !== row.company_id)) licences = await read();
  const others = [...licences.values()].flatMap(({ same_company: same, company_id: own }) =>
    same && same !== own ? [same] : [],
  );
  if (others.length === 0) return licences;
  const standing = await standingCompanies(trx, others);
  return new Map(
    [...licences].map(([serial, row]) => [
      serial,
      { ...row, same_company: row.same_company && (standing.get(row.same_company) ?? row.same_company) },
    ]),
  );
}

/** Nothing is written yet: an answer given before, a refusal, or all that is to be written. */
function decide(
  deps: Deps,
  asked: Asked,
  { licence: found, at }: { readonly licence: store.LoadedLicence | null; readonly at: Date },
): Outcome {
  const { request, checked } = asked;
  const earlier = request.key && found ? sameRequest(request.key, found.earlier) : null;
  if (earlier) return { done: earlier.answer as ActivationAnswer };
  const licence = found && recognised(found, asked.checked.parts);
  const verdict = judge(licence, request, dayIn(asked.zone, at));
  if (!licence || !verdict.allowed) return { refused: verdict.allowed ? 'KEPT_SERIAL_UNKNOWN' : verdict.code, licence };
  // A machine gets its own seat back and no more: were it asked anew for a registration, one seat could be made to
  // write to any number of strangers.
  if (licence.seat) return giveAgain(deps, asked, { licence, at });
  const unfit = judgeRegistrant({ kind: licence.kind, isSchools: licence.is_schools }, request.registrant ?? null);
  // Thrown and not noted: whoever may be a child leaves no row.
  if (unfit) throw errors[unfit]();
  if (checked.hits.length > 0) return { met: licence };
  return make(deps, asked, { licence, at });
}

/** The program may have a new secret by now, and what answers an offline request is fetched more than once. */
function giveAgain(
  deps: Deps,
  { request, checked }: Asked,
  { licence, at }: { readonly licence: store.LoadedLicence; readonly at: Date },
): Outcome {
  const done = answerFor(deps, licence, { request, checked, at });
  const machine = machineNow(licence, checked, at);
  if (request.proof === undefined && request.requestId === undefined && !machine) return { done };
  const stored =
    request.requestId !== undefined && request.key ? { key: request.key, answer: { status: 201, answer: done } } : null;
  const { machineSha256 } = checked;
  return {
    done,
    again: { activationId: done.activationId, machineSha256, proofSha256: proofOf(request), machine, stored },
  };
}

function proofOf({ proof }: ActivationRequest): Buffer | null {
  return proof === undefined ? null : Buffer.from(proof, 'hex');
}

function make(
  deps: Deps,
  { who, request, checked, site }: Asked,
  { licence, at }: { readonly licence: store.LoadedLicence; readonly at: Date },
): Outcome {
  const { registration, notice, emailKey, machineKey, machineSha256 } = checked;
  const registrationId = deps.ids.uuid();
  const contact = newContact(deps, {
    data: registration,
    purposes: purposesUnder(notice),
    sourceKind: request.source ?? 'registration',
    sourceId: registrationId,
    noticeId: notice.id,
    givenAt: at,
    mailAllowed: request.marketing,
    companyId: licence.same_company,
    emailKey,
    knownPersonId: licence.known_person,
  });
  const answer = answerFor(deps, licence, { request, checked, at });
  const row: store.NewActivation = {
    licenceId: licence.id,
    registrationId,
    activationId: answer.activationId,
    machineKey,
    machineSha256,
    machineKind: request.machineKind ?? null,
    machineParts: licence.machines ? checked.parts : null,
    proofSha256: proofOf(request),
    releaseId: licence.asking ? (request.releaseId ?? '') : licence.release_id,
    companyId: contact.companyId,
    personId: contact.personId,
    namedSeatId: licence.named_seat,
    noticeId: notice.id,
    state: contact.applied ? 'applied' : 'waiting for proof',
    sourceKind: request.source ?? 'registration',
    emailKey,
    registration,
    makesSchools: licence.kind === 'education' && request.registrant === 'school' && !licence.is_schools,
    actor: actor(who),
    at,
    stored: request.key && { key: request.key, answer: { status: 201, answer } },
  };
  return { done: answer, made: { licence, contact, row, site } };
}

function judge(licence: store.LoadedLicence | null, request: ActivationRequest, today: string) {
  const facts = licence && {
    state: licence.state,
    seats: licence.seats,
    seatsUsed: licence.seats_used,
    seatsNamed: licence.seats_named,
    floating: licence.floating,
    machines: licence.machines,
    expiresOn: licence.expires_on,
    productId: licence.product_id,
  };
  const askingProductId = request.releaseId === null ? null : (licence?.asking?.productId ?? 'unknown');
  return judgeActivation(facts, {
    today,
    hasSeat: Boolean(licence?.seat),
    hasNamedSeat: licence?.named_seat != null,
    machineKind: request.machineKind ?? null,
    askingProductId,
  });
}

function answerFor(
  deps: Deps,
  licence: store.LoadedLicence,
  { request, checked, at }: { readonly request: ActivationRequest; readonly checked: Checked; readonly at: Date },
): ActivationAnswer {
  return signedAnswer(deps, licence, {
    activationId: licence.seat?.id ?? capability(deps),
    release: licence.asking?.version ?? licence.release,
    activatedAt: licence.seat ? new Date(licence.seat.activatedAt) : at,
    issuedAt: at,
    machine: checked.machineSha256,
    requestId: request.requestId,
  });
}

const purposesByNotice = new WeakMap<HeldNotice, Readonly<Record<string, readonly string[]>>>();

/** For what each field is given, in the words of the notice. */
function purposesUnder(notice: HeldNotice) {
  let purposes = purposesByNotice.get(notice);
  if (!purposes) {
    const { reported } = notice;
    purposes = Object.fromEntries(
      registrationFields.map((field) => [field.name, purposesTold(field, reported.has(field.name))]),
    );
    purposesByNotice.set(notice, purposes);
  }
  return purposes;
}
