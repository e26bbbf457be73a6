import { readFileSync, writeFileSync } from 'node:fs';
import { mutants } from './all.ts';
import { judgeAll } from './lanes.ts';
import { plants } from './plants.ts';
import { type Judged, linesOf, type Report, reportText, summaryOf } from './summary.ts';

const flags = process.argv.slice(2).filter((arg) => arg.startsWith('--'));
const names = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const untilRed = flags.includes('--until-red');
const lanes = Number(flags.find((flag) => flag.startsWith('--lanes='))?.slice(8) ?? 2);
const asked = mutants.filter(
  ({ id, kind, clause }) => names.length === 0 || [id, kind, clause].some((one) => names.includes(one)),
);
const planted = asked.filter(({ id, sql }) => sql !== undefined || plants[id] !== undefined);

const tell = (line: string) => console.error(line);
const judged: Judged[] = [];
const falseAlarms = new Set<string>();
await judgeAll(planted, lanes, {
  untilRed,
  clean({ red, unknown }) {
    for (const id of red) falseAlarms.add(id);
    if (red.length + unknown.length > 0)
      tell(`on clean data red: ${red.join(', ') || 'none'}; not proven: ${unknown.join(', ') || 'none'}`);
  },
  judged(mutant, judgement) {
    judged.push({ mutant, ...judgement });
    const { as, by, detail } = judgement;
    tell(
      `[${judged.length}/${planted.length}] ${as.padEnd(8)} ${mutant.id} ${by.slice(0, 4).join(' ')}${detail ?? ''}`,
    );
    if (flags.includes('--keep')) keep(judged);
  },
});
const summary = summaryOf(judged, { notPlanted: asked.length - planted.length, falseAlarms: [...falseAlarms] });
for (const line of flags.includes('--json') ? [JSON.stringify(summary, null, 2)] : linesOf(summary)) console.log(line);
process.exit(judged.every((each) => each.as === 'caught') && falseAlarms.size === 0 ? 0 : 1);

/** Adds what was judged to what is kept of earlier runs. */
function keep(fresh: readonly Judged[]): void {
  const file = new URL('./report.json', import.meta.url);
  const before = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const day = new Date().toISOString().slice(0, 10);
  const now = fresh.map(({ mutant, as, by, redAfter, detail }) => [
    mutant.id,
    {
      as,
      by: [...by],
      ms: redAfter === null ? null : Math.round(redAfter),
      day,
      // A look that found nothing went through the whole board all the same.
      ...(untilRed && as === 'caught' ? { untilRed } : {}),
      ...(detail ? { detail } : {}),
    },
  ]);
  const report: Report = { ...before, ...(Object.fromEntries(now) as Report) };
  const inOrder = Object.fromEntries(mutants.flatMap(({ id }) => (report[id] ? [[id, report[id]]] : [])));
  writeFileSync(file, `${JSON.stringify(inOrder, null, 1)}\n`);
  writeFileSync(new URL('./report.md', import.meta.url), reportText(mutants, inOrder));
}
