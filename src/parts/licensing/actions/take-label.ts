import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { againIfTwin, earlierAnswer, type IdempotencyKey, keepAnswer } from '../../../platform/http/idempotency.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { parseLabel } from '../rules/label.ts';
import { judgeLabel } from '../rules/term.ts';
import { dayIn, judgeActivation, type RefusalCode } from '../rules/verdict.ts';
import * as store from '../store/labels.ts';
import { type ActivationAnswer, signedAnswer } from './activation-answer.ts';
import { capability } from './capability.ts';
import { refuse } from './refuse.ts';
import { vendorZone } from './remembered.ts';

/** What a pupil's program sends, or the page: no registration field at all. */
export interface LabelRequest {
  readonly label: string;
  readonly machine: string | null;
  readonly releaseId: string | null;
  /** SHA-256, in hexadecimal, of the secret by which the program gives its seat up without a network. */
  readonly proof?: string | undefined;
  readonly key?: IdempotencyKey | null;
}

/**
 * Activates the seat of a pupil. Asked again, by the same machine or before any machine has taken it, it is the same seat. The document
 * names the label in place of the serial, and lasts no longer than the term.
 */
export async function takeLabel(deps: Deps, who: Who, request: LabelRequest): Promise<ActivationAnswer> {
  const label = parseLabel(request.label);
  if (label === null) throw errors.KEPT_LABEL_MALFORMED();
  const at = deps.clock.now();
  const asked = {
    who,
    request,
    label,
    at,
    today: dayIn(await vendorZone(deps), at),
    machine: machineOf(deps, request),
  };
  const outcome = await againIfTwin(() => deps.db.base((trx) => takeOnce(trx, deps, asked)));
  return 'done' in outcome ? outcome.done : refuse(deps, who, outcome);
}

async function takeOnce(trx: Trx, deps: Deps, asked: Asked): Promise<Refused | { readonly done: ActivationAnswer }> {
  const { key = null } = asked.request;
  const earlier = await earlierAnswer(trx, key);
  if (earlier) return { done: earlier.answer as ActivationAnswer };
  const outcome = await take(trx, deps, asked);
  if ('refused' in outcome) return outcome;
  const { licence, found, activationId } = outcome;
  const { expires_on: end } = licence;
  const expiresOn = end !== null && end < found.ends_on ? end : found.ends_on;
  const done = signedAnswer(
    deps,
    { ...licence, serial: asked.label, expires_on: expiresOn },
    {
      activationId,
      release: licence.asking_release ?? licence.release,
      activatedAt: found.activated_at ?? asked.at,
      issuedAt: asked.at,
      machine: asked.machine.machineSha256,
    },
  );
  await keepAnswer(trx, deps.clock, { key, answer: { status: 201, answer: done } });
  return { done };
}

interface Asked {
  readonly who: Who;
  readonly request: LabelRequest;
  readonly label: string;
  readonly at: Date;
  readonly today: string;
  readonly machine: ReturnType<typeof machineOf>;
}

interface Refused {
  readonly refused: RefusalCode;
  readonly licence: store.LabelledLicence;
}

type Outcome =
  | Refused
  | { readonly licence: store.LabelledLicence; readonly found: store.FoundLabel; readonly activationId: string };

/** Under the lock of the licence. */
async function take(trx: Trx, deps: Deps, asked: Asked): Promise<Outcome> {
  const { request, label, machine, at } = asked;
  const licence = await store.holdLicenceOfLabel(trx, { label, releaseId: request.releaseId });
  const found = licence && (await store.readLabel(trx, label));
  const verdict = judgeLabel(found && factsOf(found, machine.machineKey), asked.today);
  if (!licence || !found || verdict === 'unknown') throw errors.KEPT_LABEL_UNKNOWN();
  const allowed = judge(licence, { ...asked, hasSeat: verdict !== 'good' });
  if (!allowed.allowed) return { refused: allowed.code, licence };
  if (verdict === 'in use') throw errors.KEPT_LABEL_IN_USE();
  const activationId = found.activation_id ?? capability(deps);
  if (verdict === 'again' && machine.machineKey) await store.writeMachine(trx, { ...machine, activationId });
  if (verdict === 'good')
    await store.writePupilSeat(trx, {
      ...machine,
      activationId,
      licenceId: licence.id,
      label,
      endsOn: found.ends_on,
      releaseId: licence.asking_release === null ? licence.release_id : (request.releaseId ?? ''),
      actor: actor(asked.who),
      at,
    });
  return { licence, found, activationId };
}

function machineOf(deps: Deps, { machine, proof }: LabelRequest) {
  return {
    machineKey: machine === null ? null : deps.digests.machine(machine),
    machineSha256: machine === null ? null : sha256(machine),
    proofSha256: proof === undefined ? null : Buffer.from(proof, 'hex'),
  };
}

/** A seat that no machine has taken yet is that of whoever names the label. */
function factsOf(found: store.FoundLabel, machineKey: Buffer | null) {
  const { starts_on: startsOn, ends_on: endsOn, ended, activation_id: id, machine_key: held } = found;
  const isOwn = held === null || (machineKey !== null && held.equals(machineKey));
  return { startsOn, endsOn, ended, seat: id === null ? null : { isOwn } };
}

function judge(
  licence: store.LabelledLicence,
  asked: { readonly request: LabelRequest; readonly today: string; readonly hasSeat: boolean },
) {
  const { request, today, hasSeat } = asked;
  return judgeActivation(
    {
      state: licence.state,
      seats: licence.seats,
      seatsUsed: licence.seats_used,
      expiresOn: licence.expires_on,
      floating: licence.floating,
      // What a pupil's machine is made of is not asked.
      machines: null,
      productId: licence.product_id,
    },
    {
      today,
      hasSeat,
      machineKind: null,
      askingProductId: request.releaseId === null ? null : (licence.asking_product_id ?? 'unknown'),
    },
  );
}
