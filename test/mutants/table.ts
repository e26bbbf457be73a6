import { clauses, kinds, type Mutant } from './mutant.ts';

/** How many violations there are, clause by kind, as a Markdown table. */
export function table(mutants: readonly Mutant[]): string {
  const count = (clause: string | undefined, kind: string | undefined): number =>
    mutants.filter((m) => (!clause || m.clause === clause) && (!kind || m.kind === kind)).length;
  const row = (name: string, clause: string | undefined): string =>
    `| ${[name, ...kinds.map((kind) => count(clause, kind)), count(clause, undefined)].join(' | ')} |`;
  const head = ['clause', ...kinds, 'all'];
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, index) => (index === 0 ? ' --- |' : ' ---: |')).join('')}`,
    ...clauses.map((clause) => row(clause, clause)),
    row('all', undefined),
  ].join('\n');
}
