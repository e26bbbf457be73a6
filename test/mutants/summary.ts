import type { Judgement } from './judge.ts';
import type { Mutant } from './mutant.ts';

/** What the board made of one violation. */
export interface Judged extends Judgement {
  readonly mutant: Mutant;
}

/** What is kept of runs, by the id of the violation. */
export type Report = Readonly<
  Record<
    string,
    {
      readonly as: Judgement['as'];
      readonly by: readonly string[];
      /** Of looking, until the first probe was red; null where the probes of the clause alone were tried, by hand. */
      readonly ms: number | null;
      /** The look ended there: it began with the probes of the clause, and who else would have been red was not asked. */
      readonly untilRed?: true;
      readonly day: string;
      readonly detail?: string;
    }
  >
>;

/** No probe may see more than a tenth of the corpus: what it overlooks hardly anybody would see. */
const share = 10;

/** Probes that saw more than a tenth of all violations that there are. */
export function tooBusy(mutants: readonly Mutant[], report: Report): string[] {
  const caught = Object.values(report).filter(({ as }) => as === 'caught');
  return [...counted(caught.flatMap(({ by }) => by))]
    .filter(([, n]) => n * share > mutants.length)
    .map(([id, n]) => `${id} ${n}`);
}

function counted(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Map([...counts].toSorted((a, b) => b[1] - a[1]));
}

/** The whole report, for scripts. */
export function summaryOf(judged: readonly Judged[], rest: { notPlanted: number; falseAlarms: readonly string[] }) {
  const count = (as: Judgement['as']) => judged.filter((each) => each.as === as).length;
  const times = judged.flatMap(({ redAfter }) => redAfter ?? []).toSorted((a, b) => a - b);
  return {
    planted: judged.length,
    caught: count('caught'),
    unproven: count('unproven'),
    missed: count('missed'),
    failed: count('failed'),
    ...rest,
    medianMsToRed: Math.round(times[times.length >> 1] ?? 0),
    longestMsToRed: Math.round(times.at(-1) ?? 0),
    busiest: [...counted(judged.filter(({ as }) => as === 'caught').flatMap(({ by }) => by))].slice(0, 5),
    notCaught: judged
      .filter(({ as }) => as !== 'caught')
      .map(({ mutant, as, by, detail }) => ({ id: mutant.id, clause: mutant.clause, as, by, detail })),
  };
}

/** The same for people. */
export function linesOf(summary: ReturnType<typeof summaryOf>): string[] {
  const { planted, caught, unproven, missed, failed, falseAlarms } = summary;
  return [
    `${caught} of ${planted} planted violations turned a probe red; ${unproven} left one unproven, ${missed} were seen by none, ${failed} could not be planted.`,
    `Not planted, for nobody has written how: ${summary.notPlanted}. False alarms on clean data: ${falseAlarms.join(', ') || 'none'}.`,
    `Time to red: median ${summary.medianMsToRed} ms, longest ${summary.longestMsToRed} ms after the look began.`,
    `Most often red: ${summary.busiest.map(([id, n]) => `${id} ${n}`).join(', ')}.`,
    ...summary.notCaught.map(({ as, clause, id, by, detail }) =>
      [as.padEnd(8), clause.padEnd(3), id, by.length > 0 ? `(${by.join(', ')})` : '', detail ?? ''].join(' ').trimEnd(),
    ),
  ];
}

/** How it was looked at when something was red, and how long that took. */
function lookedAt(report: Report, caught: readonly Mutant[]): string[] {
  const ways = {
    'a look at the whole board': ({ ms, untilRed }: Report[string]) => ms !== null && !untilRed,
    'a look that ended with the first red, the clause first': ({ untilRed }: Report[string]) => untilRed === true,
    'the probes of the clause alone': ({ ms }: Report[string]) => ms === null,
  };
  return Object.entries(ways).map(([way, is]) => {
    const rows = caught.flatMap(({ id }) => report[id] ?? []).filter(is);
    const times = rows.flatMap(({ ms }) => ms ?? []).toSorted((a, b) => a - b);
    const seconds = (ms: number | undefined) => (ms === undefined ? 'not measured' : `${(ms / 1_000).toFixed(1)} s`);
    return `| ${way} | ${rows.length} | ${seconds(times[times.length >> 1])} | ${seconds(times.at(-1))} |`;
  });
}

/** What is kept, as a page: figures, what was not caught, and who saw what. */
export function reportText(mutants: readonly Mutant[], report: Report): string {
  const known = mutants.filter(({ id }) => report[id]);
  const of = (as: Judgement['as']) => known.filter(({ id }) => report[id]?.as === as);
  const caughtBy = lookedAt(report, of('caught'));
  const sorts = (['SQL', 'change'] as const).map((sort) => {
    const all = known.filter(({ sql }) => (sql !== undefined) === (sort === 'SQL'));
    const n = (as: Judgement['as']) => all.filter(({ id }) => report[id]?.as === as).length;
    return `| ${sort} | ${all.length} | ${n('caught')} | ${n('unproven')} | ${n('missed')} | ${n('failed')} |`;
  });
  const busiest = [...counted(of('caught').flatMap(({ id }) => report[id]?.by ?? []))].slice(0, 8);
  const line = ({ clause, id }: Mutant) => {
    const { as, by, detail = '' } = report[id] ?? { as: '', by: [] };
    return `| ${clause} | ${id} | ${as} | ${by.join(', ') || detail.replaceAll(/[|\n]/g, ' ')} |`;
  };
  return `# What the probes made of each violation

Written by \`npm run mutants -- --keep\`; \`report.json\` is the same for programs. Times depend on what else the machine does.

${known.length} of ${mutants.length} were planted, ${of('caught').length} of them turned a probe red.

| sort | planted | caught | unproven | missed | could not be planted |
| --- | ---: | ---: | ---: | ---: | ---: |
${sorts.join('\n')}

| caught by | violations | median time to red | longest |
| --- | ---: | ---: | ---: |
${caughtBy.join('\n')}

Most often red: ${busiest.map(([id, n]) => `${id} ${n}`).join(', ')}. Probes that saw more than a tenth of the corpus: ${tooBusy(mutants, report).join(', ') || 'none'}.

## Not caught

| clause | violation | as | by, or why |
| --- | --- | --- | --- |
${known
  .filter(({ id }) => report[id]?.as !== 'caught')
  .map(line)
  .join('\n')}

## Never planted

${
  mutants
    .filter(({ id }) => !report[id])
    .map(({ id }) => id)
    .join(', ') || 'None.'
}

## Caught

| clause | violation | as | red |
| --- | --- | --- | --- |
${of('caught').map(line).join('\n')}
`;
}
