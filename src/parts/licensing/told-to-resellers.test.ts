import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { setState, waitForPeople } from '../contacts/index.ts';
import { assignActivated } from '../resellers/index.ts';
import { registrationData, someLicences } from './fixtures.ts';
import { activateLicence, registrationForm } from './index.ts';
import { readTold } from './store/told.ts';

let opened: LicensingDesk;
let licenceId: string;
let personId: string;
beforeAll(async () => {
  opened = await licensingDesk();
  const { deps, holder, product } = opened;
  const [licence] = await someLicences(deps, { ...product, holderCompanyId: holder });
  const { sha256: notice } = (await registrationForm(deps)).notice;
  const typed = { serial: licence?.serial ?? '', fields: registrationData(), notice, marketing: false };
  await activateLicence(deps, { kind: 'public' }, { ...typed, machine: null, releaseId: null, key: null });
  licenceId = licence?.id ?? '';
  const [row] = await opened.owner<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM licensing.registrations WHERE licence_id = $1',
    [licenceId],
  );
  personId = row?.person_id ?? '';
  await assignActivated(deps)({ companyId: row?.company_id ?? '', holderCompanyId: holder });
});
afterAll(() => opened.stop());

const told = () =>
  opened.deps.db.tenant('reseller', opened.holder, (trx) =>
    readTold(trx, 'reseller', { by: 'licence', id: licenceId }),
  );

it('what somebody told is shown to the reseller of their company, and not while their record is held back', async () => {
  const { deps } = opened;
  expect(await told()).toHaveLength(1);
  for (const sealed of [false, true]) {
    await deps.db.as('rights', (trx) => setState(trx, deps, personId, { restricted: true, objected: sealed, sealed }));
    expect(await told()).toEqual([]);
    await deps.db.as('rights', (trx) =>
      setState(trx, deps, personId, { restricted: false, objected: false, sealed: false }),
    );
    expect(await told()).toHaveLength(1);
  }
  await deps.db.base((trx) => waitForPeople(trx, [personId], 'recipient reseller'));
  expect(await told()).toEqual([]);
  const look = await opened.server.call<{ registrations: unknown[] }>(
    aMember('reseller staff', opened.holder),
    'GET',
    `/api/v1/licences/${licenceId}/registrations`,
    { purpose: 'customer service', reason: 'a question' },
  );
  expect([look.status, look.body.registrations]).toEqual([200, []]);
});
