import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { readPacked } from './packed.ts';
import { Exit, runCommand } from './print.ts';

/** A command is a file of this folder that exports these. */
interface Command {
  readonly summary: string;
  readonly run: (args: string[]) => Promise<number>;
}

const commands: Record<string, () => Promise<Command>> = {
  start: () => import('./start.ts'),
  demo: () => import('./demo.ts'),
  migrate: () => import('./migrate.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  export: () => import('./export.ts'),
  health: () => import('./health.ts'),
  ledger: () => import('./ledger.ts'),
  licences: () => import('./licences.ts'),
  log: () => import('./log.ts'),
  proof: () => import('./proof.ts'),
  token: () => import('./token.ts'),
  staff: () => import('./staff.ts'),
  statistics: () => import('./statistics.ts'),
  retention: () => import('./retention.ts'),
  records: () => import('./records.ts'),
};

async function help(): Promise<string[]> {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(width)}  ${(await load()).summary}`),
  );
  return ['./kept COMMAND', '', ...lines];
}

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    for (const line of await help()) console.log(line);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw new Exit(64, [`There is no command ${name}.`, '', ...(await help())]);
  return (await load()).run(args);
}

// Half of the time of a short command is stripping types; what a command imports is read from there the next time. ./kept says the
// same in the environment, so that it holds for this file and for threads, too.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/node'));
readPacked('kysely');
const [name, ...args] = process.argv.slice(2);
process.exitCode = await runCommand(() => main(name, args));
