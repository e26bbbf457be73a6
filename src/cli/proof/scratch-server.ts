import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildApp } from '../../app.ts';
import type { ScratchServer } from '../../platform/clauses/sabotage.ts';
import type { Installation, Scratch } from '../../platform/clauses/scratch.ts';
import type { PlantedApp } from '../../platform/clauses/whole.ts';
import { systemClock } from '../../platform/clock.ts';
import { openSecrets } from '../../platform/crypto/secrets.ts';
import { systemIds } from '../../platform/ids.ts';
import { createLog } from '../../platform/log.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The real server on a scratch database. By itself it does nothing but keep its evidence log: no jobs, no mail. */
export async function startScratchServer(
  scratch: Scratch,
  installation: Installation,
  plant?: (app: PlantedApp) => void,
): Promise<ScratchServer> {
  const kept = await buildApp({
    databaseUrl: installation.appUrl,
    authUrl: installation.authUrl,
    probeUrl: installation.probeUrl,
    rolePrefix: scratch.prefix,
    secrets: openSecrets(join(installation.folder, 'secrets')),
    clock: systemClock,
    ids: systemIds,
    log: createLog('silent'),
    publicUrl: 'http://localhost',
    trustedProxies: [],
    deskFolder: resolve(root, 'desk/dist'),
    dataFolder: installation.folder,
    version: (JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }).version,
    transport: null,
  });
  try {
    plant?.(kept.app as unknown as PlantedApp);
    const baseUrl = await kept.app.listen({ port: 0, host: '127.0.0.1' });
    // A look may last longer than the minute within which everything stands in the log.
    kept.evidence.start();
    return { baseUrl, routes: kept.routes, stop: kept.stop };
  } catch (error) {
    await kept.stop();
    throw error;
  }
}
