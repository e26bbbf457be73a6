import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { aMember } from '../contacts/fixtures.ts';
import { isHeldBackSql } from '../contacts/index.ts';
import { createLedger } from '../disclosures/index.ts';
import { isClosedSql } from '../policy/index.ts';
import { acceptLead } from './actions/answer-lead.ts';
import { enterLead } from './actions/enter-lead.ts';
import { aReseller } from './fixtures.ts';
import { assignActivated, runLeadClock, settleReseller } from './index.ts';
import { resellersEraser } from './personal.ts';

let deps: TestDeps;
beforeAll(async () => {
  const made = await testDeps(createLedger(() => 'UTC', { isHeldBack: isHeldBackSql, isClosed: isClosedSql }));
  const site = {
    ...(await made.site()),
    name: 'Sample Software',
    privacyMailbox: 'privacy@sample.example',
    ready: true,
  };
  deps = { ...made, site: async () => site };
});
afterAll(() => deps.stop());

const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
const inTerritory = (country: string, priority: number) => aReseller(deps, { territories: [{ country, priority }] });
let count = 0;
async function enter(country: string) {
  count += 1;
  const told = { name: `Sam Sample ${count}`, email: `sam${count}@ends.example`, companyName: `Ends Works ${count}` };
  const { id } = await enterLead(deps, aMember('licence desk'), { ...told, country, interest: 'advice' });
  const [row] = await owner<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM resellers.leads WHERE id = $1',
    [id],
  );
  return { id, companyId: row?.company_id ?? '', personId: row?.person_id ?? '' };
}
const offersOf = (id: string) =>
  owner<{ reseller_company_id: string; state: string }>(
    'SELECT reseller_company_id, state FROM resellers.lead_offers WHERE lead_id = $1 ORDER BY offered_at, id',
    [id],
  );

it('whoever is erased is offered to nobody any more', async () => {
  await inTerritory('AB', 1);
  await inTerritory('AB', 2);
  const { id, personId } = await enter('AB');
  const erasing = {
    personId,
    emailKey: Buffer.alloc(32),
    freshKey: () => Buffer.alloc(32),
    values: [],
    at: new Date(),
  };
  const told = await deps.db.as('rights', (trx) => resellersEraser.erase(trx, erasing));
  expect(told.erased).toEqual([expect.objectContaining({ count: 1 })]);
  expect(await owner('SELECT state, outcome FROM resellers.leads WHERE id = $1', [id])).toEqual([
    { state: 'closed', outcome: 'erased' },
  ]);
  deps.clock.advance({ days: 4 });
  await runLeadClock(deps);
  expect((await offersOf(id)).map(({ state }) => state)).toEqual(['withdrawn']);
});

it('one lead that cannot be passed on keeps no other back', async () => {
  const [first, second] = [await inTerritory('AC', 1), await inTerritory('AC', 2)];
  const [stuck, other] = [await enter('AC'), await enter('AC')];
  deps.clock.advance({ days: 4 });
  const send = deps.egress.send.bind(deps.egress);
  const failing = vi.spyOn(deps.egress, 'send').mockImplementation(async (trx, outgoing) => {
    const rows = [...(outgoing.disclosures ?? []), ...(outgoing.mails ?? []).map(({ disclosure }) => disclosure)];
    if (rows.some(({ about }) => about?.id === stuck.id)) throw new Error('cannot be sent');
    return send(trx, outgoing);
  });
  expect(await runLeadClock(deps)).toBe(1);
  failing.mockRestore();
  expect((await offersOf(other.id)).map((each) => each.reseller_company_id)).toEqual([first, second]);
  expect(await offersOf(stuck.id)).toMatchObject([{ state: 'open' }]);
});

it('who took a lead and whose contract has ended is no reason to leave the customer alone', async () => {
  const [first, second] = [await inTerritory('AD', 1), await inTerritory('AD', 2)];
  const { id, companyId, personId } = await enter('AD');
  await acceptLead(deps, aMember('reseller staff', first), id);
  await owner('UPDATE disclosures.recipients SET ended_at = $2 WHERE company_id = $1', [first, deps.clock.now()]);
  await deps.db.base((trx) => settleReseller(trx, deps, first));
  await assignActivated(deps)({ companyId, personId, holderCompanyId: null });
  const leads = await owner<{ state: string; holder_company_id: string }>(
    'SELECT state, holder_company_id FROM resellers.leads WHERE company_id = $1 ORDER BY created_at, id',
    [companyId],
  );
  expect(leads).toContainEqual({ state: 'offered', holder_company_id: second });
});

it('while resellers are new to the policy an enquiry is kept, and offered to nobody', async () => {
  await inTerritory('AE', 1);
  await owner(`INSERT INTO policy.closed_uses (use, since) VALUES ('recipient reseller', now())`);
  const { id } = await enter('AE');
  expect(await owner('SELECT state FROM resellers.leads WHERE id = $1', [id])).toEqual([{ state: 'waiting' }]);
  await runLeadClock(deps);
  expect(await offersOf(id)).toEqual([]);
  await owner('DELETE FROM policy.closed_uses');
  for (const _ of [1, 2]) await runLeadClock(deps);
  expect(await offersOf(id)).toMatchObject([{ state: 'open' }]);
});
