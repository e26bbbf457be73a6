import { ledger } from '../../src/parts/disclosures/index.ts';
import { aProduct } from '../../src/parts/licensing/fixtures.ts';
import { mountLicensing } from '../../src/parts/licensing/plugin.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { importAssigner } from '../../src/parts/resellers/index.ts';
import { openFiles } from '../../src/platform/files/files.ts';
import { emptySite } from '../../src/platform/html/page.ts';
import { connected } from './database.ts';
import { testDeps } from './deps.ts';
import { partServer } from './part-server.ts';

export type LicensingDesk = Awaited<ReturnType<typeof licensingDesk>>;

/** The licences as staff and resellers see them: with a vendor, two resellers and a product. */
export async function licensingDesk() {
  const site = {
    ...emptySite,
    name: 'Example Tooling GmbH',
    address: '1 Sample Street',
    phone: '+49 30 1',
    ready: true,
  };
  const deps = {
    ...(await testDeps(ledger)),
    site: async () => site,
    signing: { keyId: 'k', sign: () => Buffer.alloc(64), publicKey: undefined as never },
  };
  const server = await partServer(deps, (app) =>
    mountLicensing(app, deps, openFiles(null), { assigner: importAssigner() }),
  );
  return {
    deps,
    server,
    holder: await aReseller(deps, { name: 'Holding Dealers' }),
    other: await aReseller(deps, { name: 'Other Dealers' }),
    product: await aProduct(deps, { name: 'Sample Mill' }),
    owner: <Row extends object>(text: string, values: unknown[] = []) =>
      connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows),
    async stop() {
      await server.app.close();
      await deps.stop();
    },
  };
}
