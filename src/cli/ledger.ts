import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { logSources } from '../app/log-sources.ts';
import { verifyLog } from '../parts/policy/index.ts';
import { openProbeDatabase } from '../platform/clauses/scene.ts';
import { systemClock } from '../platform/clock.ts';
import { type NoteKey, readKey } from '../platform/evidence/note.ts';
import { drawReport } from './ledger/draw-report.ts';
import { configOrExit, Exit } from './print.ts';
import { openLive } from './proof/open-live.ts';

export const summary =
  'verify: recompute the evidence log from its rows; --witness=FILE, --key=KEY, --json; exits with 1 if anything was changed';

const usage = ['./kept ledger verify [--witness FILE] [--key KEY] [--json]'];
/** One statement: a sort of all rows may take a while. */
const timeoutMs = 1_800_000;

export async function run(args: string[]): Promise<number> {
  const config = configOrExit();
  const { json, witness, keys } = read(args, config.witnessFile);
  const live = await openLive(config);
  const database = openProbeDatabase({ url: live.roleUrls.probe, prefix: live.prefix, timeoutMs });
  try {
    const report = await database.snapshot(({ query }) =>
      verifyLog(query, {
        sources: logSources,
        keys,
        witness,
        now: systemClock.now(),
        tell: (step) => console.error(step),
      }),
    );
    if (json) console.log(JSON.stringify(report, null, 2));
    else for (const line of drawReport(report)) console.log(line);
    return report.faults.length > 0 ? 1 : 0;
  } finally {
    await database.close();
    await live.close();
  }
}

/** Without --witness, the file that the server adds its checkpoints to is looked at. */
function read(
  args: string[],
  ownFile: string | null,
): { json: boolean; witness: string | null; keys: NoteKey[] | null } {
  if (args[0] !== 'verify') throw new Exit(64, usage);
  const options = {
    witness: { type: 'string', multiple: true },
    key: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: args.slice(1), options });
    const own = ownFile !== null && existsSync(ownFile) ? [ownFile] : undefined;
    const witness = (values.witness ?? own)?.map((path) => readFileSync(path, 'utf8')).join('\n') ?? null;
    return { json: values.json, witness, keys: values.key?.map(keyOf) ?? null };
  } catch (error) {
    if (error instanceof Exit) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Exit(64, [reason, ...usage]);
  }
}

function keyOf(text: string): NoteKey {
  const key = readKey(text);
  if (!key) throw new Exit(64, [`${text} is no key. It is written name+8 hexadecimal digits+44 characters.`]);
  return key;
}
