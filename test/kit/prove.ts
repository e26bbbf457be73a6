import { registeredClauses } from '../../src/app/registered-clauses.ts';
import type { Outcome } from '../../src/platform/clauses/finding.ts';
import { builtDemands } from '../../src/platform/clauses/registry.ts';
import { runProbe } from '../../src/platform/clauses/run-probe.ts';
import { declared, openProbeDatabase } from '../../src/platform/clauses/scene.ts';
import type { TestApp } from './app.ts';

/** What the probe of a demand says of the running application, asked as the board asks it. */
export async function prove(app: TestApp, demandId: string): Promise<Outcome> {
  const found = builtDemands(registeredClauses, [demandId]).find(({ demand }) => demand.id === demandId);
  if (!found) throw new Error(`${demandId} is not built`);
  const probes = openProbeDatabase({ url: app.database.probeUrl, prefix: app.database.prefix });
  const site = await app.kept.deps.site();
  const vendor = { ...site, removeMailbox: site.privacyMailbox, officeCountries: ['DE'] };
  try {
    const scene = {
      snapshot: probes.snapshot,
      baseUrl: app.baseUrl,
      dataFolder: null,
      routes: app.kept.routes,
      vendor: site.ready ? vendor : null,
      declared: declared(app.database.prefix),
    };
    return await runProbe(found.demand.proof.probe, scene, { timeoutMs: 30_000 });
  } finally {
    await probes.close();
  }
}
