import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { countTask, importLogs, keptFrom, openLookUps, siteFor } from '../../parts/statistics/index/logs.ts';
import { systemClock } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import { configOrExit } from '../print.ts';
import { stopAsked } from '../progress.ts';
import { drawBar } from './bar.ts';
import type { ImportOptions } from './options.ts';
import { type Beside, countAll } from './threads.ts';
import { told } from './told.ts';

/** Imports logs, and says what came of it. @param beside a thread that counts one half of them */
export async function importOnce(files: readonly string[], options: ImportOptions, beside: Beside): Promise<number> {
  const config = configOrExit();
  const signal = stopAsked();
  const bar = drawBar();
  const opening = openInstallation(config, { share: true });
  // While the database answers.
  const lookUps = openLookUps(config.dataFolder);
  lookUps.catch(() => undefined);
  const installation = await opening;
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 3 });
  try {
    const began = performance.now();
    const site = await siteFor({ db }, options.site);
    const { ownNetworks } = config;
    const salt = randomBytes(16);
    const result = await importLogs(
      {
        db,
        clock: systemClock,
        countAll: (tasks, counting) =>
          countAll(tasks, {
            ...counting,
            beside,
            countTask: async (task, given) => countTask(task, { ...given, lookUps: await lookUps }),
          }),
        salt,
        ownNetworks,
      },
      {
        site,
        files: files.map((file) => resolve(file)),
        format: options.format,
        server: options.server,
        dryRun: options.dryRun,
        signal,
        planned: ({ bytes }) => bar.total(bytes),
        progress: (progress) => bar.told(progress),
        writing: (written) => bar.writing(written),
      },
    );
    bar.end();
    const seconds = (performance.now() - began) / 1_000;
    if (options.json) console.log(JSON.stringify({ ...result, seconds }));
    else
      for (const line of told(result, { seconds, site: site.slug, keptFrom: keptFrom(site, systemClock) }))
        console.log(line);
    return 0;
  } finally {
    bar.end();
    await db.close();
    await installation.close();
  }
}
