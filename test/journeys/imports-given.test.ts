import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendOn, takeList } from '../../src/parts/licensing/actions/import/imports.ts';
import { workOn } from '../../src/parts/licensing/actions/import/work.ts';
import { aProduct } from '../../src/parts/licensing/fixtures.ts';
import type { ImportPage } from '../../src/parts/licensing/wire/imports.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { importAssigner } from '../../src/parts/resellers/index.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { prove } from '../kit/prove.ts';

// What an import gives to resellers, as the proofs of clause U3 see it: while it holds, and after it was undone.

let app: TestApp;
let desk: Session;
beforeAll(async () => {
  app = await startApp();
  desk = await app.signInAs('licence desk');
  for (const name of ['Nearby Dealers', 'Faraway Dealers']) await aReseller(app, { name });
  await aProduct(app, { name: 'Sample Mill' });
});
afterAll(() => app?.stop());

const demands = ['U3.complete', 'U3.revoked', 'U3.in-ledger', 'U3.ended', 'U3.own-only', 'U3.policies'];
async function proven(): Promise<Record<string, string>> {
  const states: Record<string, string> = {};
  for (const demand of demands) states[demand] = (await prove(app, demand)).verdict;
  return states;
}

test('the proofs hold while customers are given, and once that was taken back', async () => {
  const { deps } = app.kept;
  const rows = Array.from(
    { length: 30 },
    (_, at) => `GIVEN-${at};Sample Mill;Given Works ${at % 10};DE;${at % 2 === 0 ? 'Nearby' : 'Faraway'} Dealers`,
  );
  async function* bytes() {
    yield Buffer.from(['Serial;Product;Customer;Country;Reseller', ...rows].join('\n'));
  }
  const who = { kind: 'member', memberId: desk.memberId, role: 'licence desk', companyId: null } as const;
  const { id, plan } = await takeList(deps, who, { fileName: 'given.csv', bytes: bytes() });
  const path = `/api/v1/imports/${id}`;
  const planned = { plan: { ...plan, assign: true }, cameFrom: 'our old licence server' };
  expect((await desk.call('PUT', `${path}/plan`, planned)).status).toBe(200);
  const act = async (way: 'check' | 'run' | 'undo') => {
    await sendOn(deps, who, id, way);
    await workOn(deps, id, { assigner: importAssigner() });
    await app.settle();
    return (await desk.call<ImportPage>('GET', path)).body;
  };
  await act('check');
  expect((await act('run')).counts).toMatchObject({ licences: 30, companies: 10, assigned: 10 });
  const held = Object.fromEntries(demands.map((demand) => [demand, 'true']));
  expect(await proven()).toEqual(held);
  expect(await act('undo')).toMatchObject({ state: 'undone', counts: { leftLicences: 0, leftCompanies: 10 } });
  // Nobody sees a customer any more, so of some there is nothing left to look at; nothing is broken.
  expect(Object.values(await proven())).not.toContain('false');
});
