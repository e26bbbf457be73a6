import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { assignActivated } from '../resellers/index.ts';
import { registrationData, someLicences } from './fixtures.ts';
import { registrationForm } from './index.ts';
import type { Licence } from './wire/licences.ts';

let opened: LicensingDesk;
let notice: string;

beforeAll(async () => {
  opened = await licensingDesk();
  notice = (await registrationForm(opened.deps)).notice.sha256;
});
afterAll(() => opened.stop());

const stock = async (holderCompanyId = opened.holder, more: object = {}) =>
  (await someLicences(opened.deps, { ...opened.product, holderCompanyId, ...more }))[0]?.id ?? '';
const activate = (who: ReturnType<typeof aMember>, id: string, changes: object = {}) =>
  opened.server.call<Licence & { error: { code: string } }>(who, 'POST', `/api/v1/licences/${id}/activate`, {
    body: { ...registrationData(), notice, ...changes },
  });

it('a reseller activates a licence of its stock, and every datum carries the reseller as its source', async () => {
  const id = await stock();
  const done = await activate(aMember('reseller staff', opened.holder), id);
  expect(done.body).toMatchObject({ state: 'active', seatsUsed: 1 });
  const rows = await opened.owner<{ registered: string; told: string; marketing: number }>(
    `SELECT g.source_kind AS registered, o.source_kind AS told, (SELECT count(*)::int FROM contacts.preferences f WHERE f.person_id = g.person_id) AS marketing
      FROM licensing.registrations g JOIN contacts.origins o ON o.source_id = g.id WHERE g.licence_id = $1`,
    [id],
  );
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row).toEqual({ registered: 'reseller', told: 'reseller', marketing: 0 });
});

it('a reseller registers the education licence of a school', async () => {
  const id = await stock(opened.holder, { kind: 'education', expiresOn: '2027-12-31' });
  expect((await activate(aMember('reseller staff', opened.holder), id)).body).toMatchObject({ state: 'active' });
  expect(await opened.owner('SELECT FROM licensing.school_licences WHERE licence_id = $1', [id])).toHaveLength(1);
});

it('nothing of another stock or customer, not as staff, and not under another notice', async () => {
  const theirs = await stock(opened.other);
  const reseller = aMember('reseller administrator', opened.holder);
  expect((await activate(reseller, theirs)).status).toBe(404);
  await activate(aMember('reseller staff', opened.other), theirs);
  const [row] = await opened.owner<{ company_id: string }>('SELECT company_id FROM licensing.licences WHERE id = $1', [
    theirs,
  ]);
  await assignActivated(opened.deps)({ companyId: row?.company_id ?? '', holderCompanyId: opened.other });
  expect((await activate(reseller, theirs)).status).toBe(404);
  expect((await activate(aMember('licence desk'), await stock())).status).toBe(403);
  expect((await activate(reseller, await stock(), { notice: 'a'.repeat(64) })).body.error.code).toBe(
    'KEPT_NOTICE_CHANGED',
  );
  expect((await activate(reseller, await stock(), { marketing: true })).status).toBe(400);
});
