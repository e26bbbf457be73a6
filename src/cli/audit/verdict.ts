import { blindPlaces, type SearchedPlace, type Trace, type Traces } from '../../platform/clauses/audit-result.ts';

export type AuditVerdict = 'found' | 'nothing found' | 'unproven';

/** What was found counts, whatever else went wrong; that nothing was found counts only where it would have been. */
export function verdictOf(traces: Traces): AuditVerdict {
  if (traces.places.some((place) => amiss(place, traces).length > 0)) return 'found';
  const even = traces.places.every(
    ({ counted, examined }) => counted.things === examined.things && counted.bytes === examined.bytes,
  );
  const allLines = traces.lines.sent > 0 && traces.lines.sent === traces.lines.counted;
  return even && allLines && traces.faults.length === 0 && blindPlaces(traces).length === 0
    ? 'nothing found'
    : 'unproven';
}

const printed = ['server output', 'database log'];

/** What should not have been found: whoever tells of themselves is in rows and files, and may not be in what is printed. */
export function amiss({ found, place }: SearchedPlace, { ways }: Pick<Traces, 'ways'>): readonly Trace[] {
  const telling = new Set(ways.filter(({ tells }) => tells).map(({ name }) => name));
  return found.filter(({ way }) => printed.includes(place) || !telling.has(way));
}
