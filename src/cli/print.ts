import { type Config, readConfig } from '../platform/config/config.ts';
import { KeptError } from '../platform/errors.ts';

/** sysexits.h: something is wrong with the configuration. */
const configurationFault = 78;

/** Ends a command with words and a number instead of an error's stack. */
export class Exit extends Error {
  readonly code: number;
  readonly lines: readonly string[];

  constructor(code: number, lines: readonly string[] = []) {
    super(lines.join('\n'));
    this.code = code;
    this.lines = lines;
  }
}

/** The configuration, or the end of the command with one line per fault. */
export function configOrExit(): Config {
  const read = readConfig(process.env);
  if ('config' in read) return read.config;
  throw new Exit(configurationFault, read.faults);
}

/** Runs a command: coded errors are told in two lines, what nobody foresaw with its stack. */
export async function runCommand(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Exit) {
      for (const line of error.lines) console.error(line);
      return error.code;
    }
    if (error instanceof KeptError) {
      console.error(`${error.keptCode}: ${error.message}\n${error.next}`);
      for (const [field, fault] of Object.entries(error.facts.fields ?? {})) console.error(`  ${field} ${fault}`);
      return 1;
    }
    console.error(error);
    return 70;
  }
}

/** Takes the known flags out of the arguments; anything else is refused. */
export function flagsOf<const F extends string>(args: readonly string[], known: readonly F[]): ReadonlySet<F> {
  const unknown = args.filter((arg) => !known.some((flag) => flag === arg));
  if (unknown.length > 0)
    throw new Exit(64, [`There is no ${unknown.join(' ')} here. It takes: ${known.join(' ') || 'nothing'}`]);
  return new Set(args as F[]);
}
