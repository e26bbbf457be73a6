import { join } from 'node:path';
import { buildApp } from '../../src/app.ts';
import { tellPolicy } from '../../src/parts/rights/actions/tell-policy.ts';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';

/** A server process of its own that tells people of a new policy, and is killed by whoever started it. Its database stands in KEPT_CHILD. */
const given = JSON.parse(process.env.KEPT_CHILD ?? '{}') as Record<string, string>;
const kept = await buildApp({
  databaseUrl: given.appUrl ?? '',
  authUrl: given.authUrl ?? '',
  probeUrl: given.probeUrl ?? '',
  rolePrefix: given.prefix ?? '',
  secrets: openSecrets(join(given.folder ?? '', 'secrets')),
  dataFolder: given.folder ?? '',
  clock: { now: () => new Date(given.now ?? '') },
  ids: systemIds,
  log: createLog('silent'),
  publicUrl: given.publicUrl ?? '',
  trustedProxies: [],
  deskFolder: join(given.folder ?? '', 'desk'),
  version: 'test',
  transport: null,
});
await tellPolicy(kept.deps);
await kept.stop();
