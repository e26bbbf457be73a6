import { afterAll, beforeAll, expect, it } from 'vitest';
import { aContact } from '../../src/parts/contacts/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { assignActivated } from '../../src/parts/resellers/index.ts';
import { startApp, type TestApp } from '../kit/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

const ground = { purpose: 'customer service', reason: 'a question' };

it('a reseller that is given nothing more sees nothing from the answer on, and its members still sign in', async () => {
  const reseller = await aReseller(app);
  const { companyId } = await aContact(app.kept.deps, { data: { country: 'AT' } });
  await assignActivated(app.kept.deps)({ companyId, holderCompanyId: reseller });
  const [seller, administrator] = [await app.signInAs('reseller staff', reseller), await app.signInAs('administrator')];
  const reads = async () =>
    Promise.all([
      seller.call<{ count: number }>('GET', '/api/v1/companies').then(({ body }) => body.count),
      seller.call('GET', `/api/v1/companies/${companyId}/personal`, undefined, ground).then(({ status }) => status),
      seller.call('GET', '/api/v1/session').then(({ status }) => status),
    ]);
  expect(await reads()).toEqual([1, 200, 200]);
  const { body } = await administrator.call<{ recipientId: string }>('GET', `/api/v1/resellers/${reseller}`);
  // Nothing is delivered in between: the answer itself says that it is so.
  const ended = await administrator.call('POST', `/api/v1/recipients/${body.recipientId}/end`, {});
  expect(ended.status).toBe(200);
  expect(await reads()).toEqual([0, 404, 200]);
  const page = await administrator.call<{ reseller: unknown }>('GET', `/api/v1/companies/${companyId}`);
  expect(page.body.reseller).toBeNull();
  await app.settle();
});

it('staff takes a customer from its reseller and gives it to nobody', async () => {
  const reseller = await aReseller(app);
  const { companyId } = await aContact(app.kept.deps, { data: { country: 'AT' } });
  await assignActivated(app.kept.deps)({ companyId, holderCompanyId: reseller });
  const [seller, desk] = [await app.signInAs('reseller staff', reseller), await app.signInAs('licence desk')];
  const answer = await desk.call<{ reseller: unknown }>('PUT', `/api/v1/companies/${companyId}/reseller`, {
    resellerCompanyId: null,
  });
  expect([answer.status, answer.body.reseller]).toEqual([200, null]);
  expect((await seller.call('GET', `/api/v1/companies/${companyId}`)).status).toBe(404);
});
