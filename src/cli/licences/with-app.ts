import { optionsOf } from '../../app/options-of.ts';
import { buildApp, type KeptApp } from '../../app.ts';
import { systemClock } from '../../platform/clock.ts';
import { openInstallation } from '../../platform/db/installation.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Who } from '../../platform/http/who.ts';
import { createLog } from '../../platform/log.ts';
import { configOrExit } from '../print.ts';

export const fromTerminal: Who = { kind: 'system', job: './kept licences' };

/** Runs something on the installation, beside the server or without one. */
export function withApp<T>(act: (deps: Deps) => Promise<T>): Promise<T> {
  return withKept(({ deps }) => act(deps));
}

export async function withKept<T>(act: (kept: KeptApp) => Promise<T>): Promise<T> {
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
    return await act(kept);
  } finally {
    await kept.stop();
    await installation.close();
  }
}
