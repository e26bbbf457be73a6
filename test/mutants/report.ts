import { fillScratch } from '../../src/app/clauses/fill-scratch.ts';
import { startScratch } from '../../src/platform/clauses/scratch.ts';
import { mutants } from './all.ts';
import { type Board, look, plant } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { type Judged, linesOf, summaryOf } from './summary.ts';

const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const asJson = process.argv.includes('--json');
const asked = mutants.filter(
  ({ id, kind, clause }) => names.length === 0 || [id, kind, clause].some((one) => names.includes(one)),
);

const tell = (line: string) => console.error(line);
const shared = await startScratch({ fill: fillScratch, log: tell });
const judged: Judged[] = [];
let falseAlarms: string[] = [];
try {
  const clean = await fresh(shared, null);
  falseAlarms = redOf(clean);
  const planted = asked.filter(({ sql, needs }) => sql && !needs);
  for (const [index, mutant] of planted.entries()) {
    const result = await judge(mutant, clean);
    judged.push(result);
    tell(
      `[${index + 1}/${planted.length}] ${result.as.padEnd(8)} ${mutant.id} ${result.by.slice(0, 4).join(' ')}${result.detail ?? ''}`,
    );
  }
} finally {
  await shared.stop();
}
const summary = summaryOf(judged, { notPlanted: asked.length - judged.length, falseAlarms });
for (const line of asJson ? [JSON.stringify(summary, null, 2)] : linesOf(summary)) console.log(line);
process.exit(judged.every((each) => each.as === 'caught') && falseAlarms.length === 0 ? 0 : 1);

async function judge(mutant: Mutant, clean: Board): Promise<Judged> {
  const own = mutant.ownCluster ? await startScratch({ fill: fillScratch }) : null;
  try {
    const board = await fresh(own ?? shared, mutant);
    const red = redOf(board).filter((id) => clean.verdicts.get(id) !== 'false');
    const lost = [...board.verdicts].filter(
      ([id, verdict]) => verdict === 'unknown' && clean.verdicts.get(id) === 'true',
    );
    const as = red.length > 0 ? 'caught' : lost.length > 0 ? 'unproven' : 'missed';
    return { mutant, as, by: red.length > 0 ? red : lost.map(([id]) => id), redAfter: board.redAfter, detail: null };
  } catch (error) {
    return { mutant, as: 'failed', by: [], redAfter: null, detail: error instanceof Error ? error.message : 'failed' };
  } finally {
    await own?.stop();
  }
}

/** The board of a new installation with this violation in it. */
async function fresh(scratch: typeof shared, mutant: Mutant | null): Promise<Board> {
  const installation = await scratch.clone();
  try {
    if (mutant?.sql) await plant(installation, mutant.sql.replaceAll(':prefix', scratch.prefix));
    return await look(scratch, installation);
  } finally {
    await installation.remove();
  }
}

function redOf(board: Board): string[] {
  return [...board.verdicts].filter(([, verdict]) => verdict === 'false').map(([id]) => id);
}
