import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledger } from '../../src/parts/disclosures/index.ts';
import { aLicensor, aProduct, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { registrationForm } from '../../src/parts/licensing/index.ts';
import { mountLicensing } from '../../src/parts/licensing/plugin.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import { emptySite } from '../../src/platform/html/page.ts';
import { createMetrics } from '../../src/platform/http/metrics.ts';
import { createServer } from '../../src/platform/http/server.ts';
import { connected } from './database.ts';
import { testDeps } from './deps.ts';

export type ActivationServer = Awaited<ReturnType<typeof activationServer>>;

/** A server on which licences are activated, over the API and by the form: with a vendor, a reseller and a product. */
export async function activationServer() {
  const site = {
    ...emptySite,
    name: 'Example Tooling GmbH',
    address: '1 Sample Street, 12345 Exampletown',
    phone: '+49 30 0000000',
    privacyMailbox: 'privacy@vendor.example',
    ready: true,
  };
  const keys = mkdtempSync(join(tmpdir(), 'kept-keys-'));
  const { signing } = openSecrets(keys);
  const deps = { ...(await testDeps(ledger)), site: async () => site, signing };
  const { app } = await createServer({
    log: deps.log,
    ids: deps.ids,
    metrics: createMetrics(),
    trustedProxies: [],
    publicUrl: deps.publicUrl,
    version: 'test',
    identify: async () => null,
    site: deps.site,
  });
  mountLicensing(app, deps);
  const holder = await aReseller(deps, { name: 'Sample Dealers' });
  const licensor = await aLicensor(deps, { name: 'Kernel & Sons', fields: ['companyName', 'email'] });
  const product = await aProduct(deps, { name: 'Sample Mill', technologyIds: [licensor.technologyId] });
  const notice = (await registrationForm(deps)).notice.sha256;

  const licences = (more: Parameters<typeof someLicences>[1] | object = {}) =>
    someLicences(deps, { ...product, holderCompanyId: holder, ...more });
  async function owner<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);
  }
  // Each form from a network of its own, so that the limit of requests a minute stays out of the way.
  let network = 0;
  const elsewhere = () => {
    network += 1;
    return `192.0.2.${network}`;
  };
  return {
    deps,
    app,
    holder,
    product,
    notice,
    licences,
    oneSerial: async (more: object = {}) => (await licences(more))[0]?.serial ?? '',
    owner,
    count: async (table: string) => (await owner<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0,
    activate: (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
      app.inject({ method: 'POST', url: '/api/v1/activations', headers, payload: { notice, ...body } }),
    submit: (form: Record<string, string>, remoteAddress = elsewhere()) =>
      app.inject({
        method: 'POST',
        url: '/activate',
        remoteAddress,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ notice, ...form }).toString(),
      }),
    async stop() {
      await app.close();
      await deps.stop();
      rmSync(keys, { recursive: true, force: true });
    },
  };
}
