import { type LogReport, logFindings } from '../../parts/policy/index.ts';

const figure = (count: number) => count.toLocaleString('en');

/** What was checked, what was found, and what that does not tell. */
export function drawReport(report: LogReport): string[] {
  const { leaves, checkpoints, witnessed, rows, waiting, faults } = report;
  return [
    `Leaves:       ${figure(leaves)}, built into the tree anew`,
    `Checkpoints:  ${figure(checkpoints)}, each signature looked at and each root compared`,
    `Witness:      ${witnessed === null ? 'none was given' : `${figure(witnessed)} checkpoints compared`}`,
    'Rows:',
    ...rows.map(
      (each) =>
        `  ${each.source.padEnd(12)}${figure(each.rows).padStart(12)} rows, ${figure(each.logged - each.erased)} held against their leaf${each.erased ? `, ${figure(each.erased)} erased` : ''}`,
    ),
    ...(waiting > 0 ? [`  ${figure(waiting)} are younger than a minute and have no leaf yet`] : []),
    '',
    ...(faults.length === 0 ? ['Nothing was changed.'] : faults.flatMap(drawFault)),
    ...limits(report),
  ];
}

function drawFault({ code, count, where }: LogReport['faults'][number]): string[] {
  const known = Object.entries(logFindings).find(([name]) => name === code)?.[1]();
  return [
    `${code}: ${known?.message ?? ''}`,
    `  ${figure(count)} times: ${where.slice(0, 5).join('; ')}${count > 5 ? ' ...' : ''}`,
    `  ${known?.next ?? ''}`,
  ];
}

/** Without a witness and its key, all of this is what the database says of itself. */
function limits({ witnessed, keysFrom }: LogReport): string[] {
  if (witnessed !== null && keysFrom === 'given') return [];
  const missing = [
    ...(witnessed === null
      ? ['without --witness a log that was set back or written anew as a whole is not noticed']
      : []),
    ...(keysFrom === 'database' ? ['without --key the keys are those that the database itself names'] : []),
  ];
  return ['', `Mind: ${missing.join('; ')}.`];
}
