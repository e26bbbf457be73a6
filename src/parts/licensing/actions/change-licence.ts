import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { heldActs } from '../rules/disputes.ts';
import { judgeChange, type LicenceAct, licenceActs, shownState, transitions } from '../rules/states.ts';
import { dayIn } from '../rules/verdict.ts';
import { moveContracts } from '../store/contracts.ts';
import { writeHandover } from '../store/handovers.ts';
import { countOpen } from '../store/screening.ts';
import * as store from '../store/states.ts';
import type { LicenceChange } from '../wire/licences.ts';
import { mustNotBeDisputed } from './disputes.ts';
import { freshSerial, mustBeReseller } from './issue.ts';
import { vendorZone } from './remembered.ts';
import { screenGiven } from './screening.ts';

export interface ChangeRequest extends LicenceChange {
  readonly id: string;
  readonly act: LicenceAct;
}

/** What can be done to a licence, and by whom. */
export const licenceChanges = licenceActs.map((act) => ({ act, may: transitions[act].may }));

/** The only way by which anybody changes the state of a licence. Programs learn of it at their next status check. */
export async function changeLicence(trx: Trx, deps: Deps, who: Who, asked: ChangeRequest): Promise<void> {
  const { id, act } = asked;
  const reason = asked.reason ?? null;
  const held = await store.holdLicence(trx, id);
  if (!held) throw httpErrors.KEPT_NOT_FOUND();
  const verdict = judgeChange(
    act,
    { state: held.state, activated: held.activated_at !== null, beneath: await store.readBeneath(trx, id) },
    { role: who.kind === 'member' ? who.role : '', reason },
  );
  if (!verdict.allowed) throw await refusal(deps, held, verdict.fault);
  const holderCompanyId = act === 'issue' ? (asked.holderCompanyId ?? '') : null;
  if (holderCompanyId !== null) await mustBeReseller(trx, holderCompanyId);
  // A hold for export control is a duty, whoever has the licence.
  if (heldActs.includes(act) && reason !== 'export control') await mustNotBeDisputed(trx, id);
  // A new serial for the same customer is as good as a release.
  if ((act === 'release' || act === 'replace') && (await countOpen(trx, id)) > 0) throw errors.KEPT_SCREENING_OPEN();
  const at = deps.clock.now();
  const by = actor(who);
  const { event } = transitions[act];
  await store.writeState(trx, {
    licenceId: id,
    kind: event,
    code: reason,
    actor: by,
    at,
    to: verdict.to,
    holderCompanyId,
  });
  if (holderCompanyId !== null)
    await writeHandover(trx, {
      licenceId: id,
      kind: 'issued',
      from: null,
      by: null,
      to: holderCompanyId,
      actor: by,
      at,
    });
  if (act === 'replace') {
    const next = { id: deps.ids.uuid(), serial: freshSerial(deps) };
    await store.insertReplacement(trx, { ...next, replacesId: id, actor: by, at });
    await moveContracts(trx, id, next.id);
    const { holder_company_id: holder, company_id: customer } = held;
    const given = { licenceId: next.id, actor: by, at };
    if (holder) await writeHandover(trx, { ...given, kind: 'issued', from: null, by: null, to: holder });
    if (customer) {
      await writeHandover(trx, { ...given, kind: 'handed over', from: holder, by: null, to: customer });
      await store.writeEvent(trx, { ...given, kind: 'handed over', code: null });
    }
  }
  if (holderCompanyId !== null)
    await screenGiven(trx, deps, who, { licenceIds: [id], companyId: holderCompanyId, occasion: 'issue' });
  if (act === 'reinstate') await screenAgain(trx, deps, who, held);
  await audit(trx, deps, who, {
    action: actions[act],
    aboutKind: 'licence',
    aboutId: id,
    ...(reason === null ? {} : { detail: { reason } }),
  });
  await announce(trx, deps.clock, { name: 'licensing.changed', payload: { licenceId: id, act, state: verdict.to } });
}

/** What was revoked was passed over when lists were loaded meanwhile. */
async function screenAgain(trx: Trx, deps: Deps, who: Who, held: store.HeldLicence): Promise<void> {
  const given = { licenceIds: [held.id] };
  if (held.holder_company_id !== null)
    await screenGiven(trx, deps, who, { ...given, companyId: held.holder_company_id, occasion: 'issue' });
  if (held.company_id !== null)
    await screenGiven(trx, deps, who, { ...given, companyId: held.company_id, occasion: 'hand-over' });
}

const actions: Readonly<Record<LicenceAct, string>> = {
  issue: 'licensing.draft issued',
  suspend: 'licensing.suspended',
  resume: 'licensing.resumed',
  hold: 'licensing.held',
  release: 'licensing.released',
  revoke: 'licensing.revoked',
  reinstate: 'licensing.reinstated',
  replace: 'licensing.replaced',
};

async function refusal(deps: Deps, held: store.HeldLicence, fault: 'caller' | 'state' | 'reason'): Promise<Error> {
  if (fault === 'caller') return httpErrors.KEPT_NOT_ALLOWED();
  if (fault === 'reason') return errors.KEPT_REASON_NEEDED();
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  return errors.KEPT_LICENCE_STATE({ state: shownState({ state: held.state, expiresOn: held.expires_on }, today) });
}
