import { optionsOf } from '../../app/options-of.ts';
import { buildApp } from '../../app.ts';
import { systemClock } from '../../platform/clock.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Who } from '../../platform/http/who.ts';
import { createLog } from '../../platform/log.ts';
import { configOrExit } from '../print.ts';

export const fromTerminal: Who = { kind: 'system', job: './kept licences' };

/** Runs something on the installation, beside the server or without one. */
export async function withApp<T>(act: (deps: Deps) => Promise<T>): Promise<T> {
  const config = configOrExit();
  const installation = await openInstallation(config, { share: true });
  const kept = await buildApp({
    ...optionsOf(config, installation.roleUrls),
    rolePrefix: installation.prefix,
    clock: systemClock,
    log: createLog('warn', process.stderr),
    transport: null,
    logLines: null,
  });
  try {
    return await act(kept.deps);
  } finally {
    await kept.stop();
    await installation.close();
  }
}
