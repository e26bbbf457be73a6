import type { Prover } from '../../parts/policy/index.ts';
import type { Sabotage } from '../../platform/clauses/sabotage.ts';

export interface SabotageLine extends Sabotage {
  /** What the saboteur did. */
  readonly says: string;
}

type Board = Awaited<ReturnType<Prover['board']>>;

/** The board for a terminal: one line a demand, what needs a look below it. */
export function proofTable(board: Board, sabotages: readonly SabotageLine[]): string[] {
  const rows = board.flatMap(({ clause, demands }) =>
    demands.map(({ demand, state, why, newest, lastRedAt }) => ({
      clause: clause.id,
      cells: [
        demand.id,
        state,
        newest?.examined == null ? '' : `${newest.examined} ${demand.built === true ? demand.proof.probe.unit : ''}`,
        when(newest?.at),
        when(lastRedAt),
      ],
      notes: [
        ...(state === 'not built' ? [] : [[why, newest?.cause].filter(Boolean).join(': ')].filter(Boolean)),
        ...(state === 'broken' ? (newest?.counterexamples ?? []) : []),
      ],
    })),
  );
  const head = ['demand', 'state', 'examined', 'when', 'last red'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = [line(head)];
  for (const { clause, state, demands } of board) {
    const held = demands.filter((demand) => demand.state === 'held').length;
    lines.push('', `${clause.id}  ${clause.title}: ${state} (${held} of ${demands.length} held)`);
    for (const row of rows.filter((each) => each.clause === clause.id))
      lines.push(line(row.cells), ...row.notes.map((note) => `    ${note}`));
  }
  return [...lines, ...sabotageLines(sabotages), '', summary(board)];
}

function sabotageLines(sabotages: readonly SabotageLine[]): string[] {
  if (sabotages.length === 0) return [];
  return [
    '',
    'Broken on purpose, in scratch:',
    ...sabotages.flatMap(({ demand, red, greenBefore, says, detail }) => {
      const seen = red && greenBefore;
      return [`${seen ? 'red    ' : 'NOT RED'}  ${demand}  ${says}`, ...(seen ? [] : [`         ${detail}`])];
    }),
  ];
}

function summary(board: Board): string {
  const counts = new Map<string, number>();
  for (const { demands } of board) for (const { state } of demands) counts.set(state, (counts.get(state) ?? 0) + 1);
  const order = ['held', 'attested', 'stale', 'unproven', 'not built', 'broken'];
  return order
    .filter((state) => counts.has(state))
    .map((state) => `${counts.get(state)} ${state}`)
    .join(', ');
}

function when(at: Date | null | undefined): string {
  return at ? at.toISOString().slice(0, 16).replace('T', ' ') : '';
}
