import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LicensingDesk, licensingDesk } from '../../../test/kit/licensing-desk.ts';
import { aMember } from '../contacts/fixtures.ts';
import { registrationData, someLicences } from './fixtures.ts';
import { activateLicence, registrationForm } from './index.ts';
import type { IssuedLicences, Licence, LicenceItem } from './wire/licences.ts';
import type { Figures, ProductTerms } from './wire/terms.ts';

let opened: LicensingDesk;
const desk = aMember('licence desk');
type Failed = { error: { code: string; fields?: Record<string, string> } };

beforeAll(async () => {
  opened = await licensingDesk();
  await post(`/products/${opened.product.productId}/features`, { code: '3d', name: 'Machining in 3D' });
  await post(`/products/${opened.product.productId}/features`, { code: '5-axis', name: 'Five axes at once' });
});
afterAll(() => opened.stop());

const post = <T = Failed>(path: string, body: object, who = desk) =>
  opened.server.call<T & Failed>(who, 'POST', `/api/v1${path}`, { body });
const get = async <T>(path: string) => (await opened.server.call<T>(desk, 'GET', `/api/v1${path}`)).body;
const template = { name: 'Trial', kind: 'trial', seats: 2, termDays: 30, maintenanceDays: null, features: ['3d'] };
const issue = (more: object) =>
  post<IssuedLicences>('/licences', { ...opened.product, holderCompanyId: opened.holder, count: 1, ...more });

describe('templates', () => {
  it('are kept by product, and give the terms of what is issued; what is said goes before', async () => {
    const made = await post<ProductTerms>(`/products/${opened.product.productId}/templates`, template);
    expect(made.status).toBe(201);
    const [kept] = made.body.templates;
    expect(kept).toMatchObject(template);
    const plain = await issue({ templateId: kept?.id });
    const own = await issue({ templateId: kept?.id, seats: 7, features: null });
    const read = async (issued: IssuedLicences) => get<Licence>(`/licences/${issued.licences[0]?.id}`);
    expect(await read(plain.body)).toMatchObject({ kind: 'trial', seats: 2, features: ['3d'] });
    expect((await read(plain.body)).expiresOn).toMatch(/^\d{4}-/);
    expect(await read(own.body)).toMatchObject({ kind: 'trial', seats: 7, features: null });
    const ended = await opened.server.call<ProductTerms>(desk, 'DELETE', `/api/v1/templates/${kept?.id}`);
    expect(ended.body.templates).toEqual([]);
    expect((await issue({ templateId: kept?.id })).body.error).toMatchObject({
      code: 'KEPT_INVALID',
      fields: { templateId: 'is no template of this product' },
    });
  });

  it('refuse a name that is taken, a feature that is not known, and callers without the right', async () => {
    const path = `/products/${opened.product.productId}/templates`;
    expect((await post(path, { ...template, name: 'Twice' })).status).toBe(201);
    expect((await post(path, { ...template, name: 'twice' })).body.error.code).toBe('KEPT_NAME_TAKEN');
    expect((await post(path, { ...template, features: ['4d'] })).body.error.code).toBe('KEPT_INVALID');
    expect((await post(path, template, aMember('reseller administrator', opened.holder))).status).toBe(403);
    expect((await issue({ kind: 'education' })).body.error.fields).toHaveProperty('expiresOn');
  });
});

describe('features', () => {
  it('stand in the signed document, and are left out where all are included', async () => {
    const notice = (await registrationForm(opened.deps)).notice.sha256;
    const documentOf = async (features: string[] | null) => {
      const [licence] = await someLicences(opened.deps, {
        ...opened.product,
        holderCompanyId: opened.holder,
        features,
      });
      const asked = {
        serial: licence?.serial ?? '',
        fields: registrationData(),
        notice,
        marketing: false,
        machine: 'a-machine',
        releaseId: null,
        key: null,
      };
      const answer = await activateLicence(opened.deps, { kind: 'public' }, asked);
      return JSON.parse(Buffer.from(answer.licence.payload, 'base64url').toString());
    };
    expect((await documentOf(['3d'])).features).toEqual(['3d']);
    expect(await documentOf(null)).not.toHaveProperty('features');
  });
});

describe('a trial', () => {
  it('lasts longer twice and no more, and nothing else does', async () => {
    const [trial] = await someLicences(opened.deps, {
      ...opened.product,
      holderCompanyId: opened.holder,
      kind: 'trial',
      expiresOn: '2030-01-01',
    });
    const longer = (id: string | undefined) => post<Licence>(`/licences/${id}/extend`, { days: 14 });
    expect((await longer(trial?.id)).body.expiresOn).toBe('2030-01-15');
    const both = await Promise.all([longer(trial?.id), longer(trial?.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await longer(trial?.id)).body.error.code).toBe('KEPT_EXTENSIONS_USED_UP');
    const [bought] = await someLicences(opened.deps, { ...opened.product, holderCompanyId: opened.holder });
    expect((await longer(bought?.id)).body.error.code).toBe('KEPT_NO_TRIAL');
    expect((await post(`/licences/${trial?.id}/extend`, { days: 31 })).body.error.code).toBe('KEPT_INVALID');
  });
});

describe('kinds', () => {
  it('are counted and listed apart', async () => {
    await someLicences(opened.deps, {
      ...opened.product,
      holderCompanyId: opened.holder,
      kind: 'nfr',
      seats: 5,
      count: 3,
    });
    const { kinds } = await get<Figures>('/licences/figures');
    expect(kinds.find(({ kind }) => kind === 'nfr')).toEqual({
      kind: 'nfr',
      licences: 3,
      activated: 0,
      seats: 15,
      seatsUsed: 0,
    });
    const listed = await get<{ items: LicenceItem[]; count: number }>('/licences?kind=nfr');
    expect([listed.count, new Set(listed.items.map(({ kind }) => kind))]).toEqual([3, new Set(['nfr'])]);
  });
});
