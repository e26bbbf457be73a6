import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { registrationData, someLicences } from './fixtures.ts';
import { activateLicence, registrationForm } from './index.ts';
import type { Licence } from './wire/licences.ts';

let opened: LicensingDesk;
let notice: string;
const desk = aMember('licence desk');
type Failed = { error: { code: string; fields?: Record<string, string> } };

beforeAll(async () => {
  opened = await licensingDesk();
  notice = (await registrationForm(opened.deps)).notice.sha256;
});
afterAll(() => opened.stop());

/** A licence that a machine without a network runs. */
async function inUse(terms: object) {
  const [licence] = await someLicences(opened.deps, { ...opened.product, holderCompanyId: opened.holder, ...terms });
  const { id, serial } = licence ?? { id: '', serial: '' };
  const asked = { serial, fields: registrationData(), notice, marketing: false, releaseId: null, key: null };
  const { activationId } = await activateLicence(opened.deps, { kind: 'public' }, { ...asked, machine: `m-${serial}` });
  return { id, activationId };
}
const renew = ({ id, activationId }: { id: string; activationId: string }, body: object) =>
  opened.server.call<Failed>(desk, 'POST', `/api/v1/licences/${id}/activations/${activationId}/renewal`, { body });
const daysOf = async (id: string) =>
  (await opened.server.call<Licence>(desk, 'GET', `/api/v1/licences/${id}`)).body.expiresOn;

it('a trial is extended as often as that may be, and not by a renewal; its file can be made as it is', async () => {
  const trial = await inUse({ kind: 'trial', expiresOn: '2099-01-31' });
  for (const expiresOn of ['2099-12-31', null])
    expect((await renew(trial, { expiresOn, maintenanceUntil: null })).body.error.code).toBe('KEPT_TRIAL_RENEWED');
  expect(await daysOf(trial.id)).toBe('2099-01-31');
  expect((await renew(trial, { expiresOn: '2099-01-31', maintenanceUntil: null })).status).toBe(201);
});

it('a licence that needs a last day keeps one', async () => {
  const subscription = await inUse({ kind: 'subscription', expiresOn: '2099-01-31' });
  const endless = await renew(subscription, { expiresOn: null, maintenanceUntil: null });
  expect(endless.body.error.fields).toEqual({ expiresOn: 'is needed for the kind subscription' });
  const later = await renew(subscription, { expiresOn: '2099-12-31', maintenanceUntil: null });
  expect(later.status).toBe(201);
  expect(await daysOf(subscription.id)).toBe('2099-12-31');
});
