import { blindPlaces, type SearchedPlace, type Traces, traceText } from '../../platform/clauses/audit-result.ts';
import { size } from '../progress.ts';
import { type AuditVerdict, amiss } from './verdict.ts';

/** What was sent, what was searched, and what came of it; of a visitor nothing but the way they came. */
export function told(
  traces: Traces,
  { kept, verdict }: { readonly verdict: AuditVerdict; readonly kept: boolean },
): string[] {
  const { faults, lines, places, ways } = traces;
  const visitors = ways.reduce((sum, way) => sum + way.visitors, 0);
  const blind = blindPlaces(traces);
  return [
    `Sent ${visitors} made-up visitors in by ${ways.length} ways:`,
    ...ways.map(({ name }) => `  ${name}`),
    `Lines of logs: ${lines.sent} sent, ${lines.counted} counted as page views.`,
    '',
    ...table(places),
    ...faults.map((fault) => `Went wrong: ${fault}.`),
    ...blind.map((place) => `Not found where it was put on purpose: ${place}.`),
    ...foundLines(traces),
    '',
    ending[verdict],
    ...(kept ? ['The proofs that rest on it were kept for the board.'] : []),
  ];
}

const ending: Readonly<Record<AuditVerdict, string>> = {
  found: 'FOUND: something of a visitor was stored. See above where.',
  'nothing found': 'Nothing of any visitor was found. All that was put there on purpose was.',
  unproven: 'UNPROVEN: nothing of a visitor was found, but not everything went as it must. See above.',
};

function table(places: readonly SearchedPlace[]): string[] {
  const rows = places.map(({ controls, counted, examined, place, unit }) => [
    place,
    `${examined.things} ${unit}`,
    size(examined.bytes),
    counted.things === examined.things && counted.bytes === examined.bytes
      ? 'the same'
      : `${counted.things}, ${size(counted.bytes)}: NOT THE SAME`,
    `${controls.found} of ${controls.put}`,
  ]);
  const head = ['searched', 'how many', 'bytes', 'counted another way', 'controls found'];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function foundLines(traces: Traces): string[] {
  const found = traces.places.flatMap((each) =>
    amiss(each, traces).map((trace) => `  ${each.place}: ${traceText(trace)}`),
  );
  return found.length === 0 ? [] : ['Found:', ...new Set(found)];
}
