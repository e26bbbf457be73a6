import type { SearchedPlace, TracePlace } from '../../platform/clauses/audit-result.ts';
import { type Finder, type Mark, traceOf } from './finder.ts';
import type { Visitor } from './visitors.ts';

/** One kind of place while it is searched. */
export interface Search {
  /** Looks through one thing, or a part of one. */
  look(where: string, bytes: Uint8Array): void;
  /** One thing is done; its bytes as they were read. */
  examined(things: number, bytes: number): void;
  /** The same, counted another way. */
  counted(things: number, bytes: number): void;
}

export interface Searches {
  readonly longest: number;
  of(place: TracePlace, unit: SearchedPlace['unit']): Search;
  /** All that was found; `faults` where something could not be searched. */
  result(): { readonly places: SearchedPlace[]; readonly faults: string[] };
  fault(words: string): void;
}

/** A visitor that was put into a kind of place on purpose, and which of its marks must be found there. */
export interface Control {
  readonly place: TracePlace;
  readonly visitor: Visitor;
  readonly marks: 'text' | 'agent' | 'all';
}

interface Hit {
  readonly mark: Mark;
  readonly where: string;
}

export function openSearches(finder: Finder, controls: readonly Control[]): Searches {
  const controlling = new Set(controls.map(({ visitor }) => visitor));
  const open = new Map<
    TracePlace,
    { unit: SearchedPlace['unit']; hits: Hit[]; examined: number[]; counted: number[] }
  >();
  const faults: string[] = [];
  const add = (sum: number[], things: number, bytes: number) => {
    sum[0] = (sum[0] ?? 0) + things;
    sum[1] = (sum[1] ?? 0) + bytes;
  };

  /** Chance finds one visitor, not two. */
  function isSure({ mark }: Hit, hits: readonly Hit[]): boolean {
    if (!mark.weak) return true;
    const alike = hits.filter(
      ({ mark: { spelling, visitor } }) => spelling === mark.spelling && !controlling.has(visitor),
    );
    return new Set(alike.map((hit) => hit.mark.visitor)).size > 1;
  }

  function controlsOf(place: TracePlace, hits: readonly Hit[]) {
    const seen = new Set(hits.map(({ mark }) => mark));
    const wanted = controls
      .filter((control) => control.place === place)
      .flatMap((control) => finder.marks.filter((mark) => mark.visitor === control.visitor && isWanted(control, mark)));
    return { put: wanted.length, found: wanted.filter((mark) => seen.has(mark)).length };
  }

  return {
    longest: finder.longest,
    of(place, unit) {
      const kept = open.get(place) ?? { unit, hits: [], examined: [0, 0], counted: [0, 0] };
      open.set(place, kept);
      return {
        look: (where, bytes) => finder.search(bytes, (mark) => kept.hits.push({ mark, where })),
        examined: (things, bytes) => add(kept.examined, things, bytes),
        counted: (things, bytes) => add(kept.counted, things, bytes),
      };
    },
    fault: (words) => void faults.push(words),
    result: () => ({
      faults,
      places: [...open].map(([place, { counted, examined, hits, unit }]) => ({
        place,
        unit,
        examined: { things: examined[0] ?? 0, bytes: examined[1] ?? 0 },
        counted: { things: counted[0] ?? 0, bytes: counted[1] ?? 0 },
        controls: controlsOf(place, hits),
        found: hits
          .filter(({ mark }) => !controlling.has(mark.visitor))
          .filter((hit) => isSure(hit, hits))
          .map(({ mark, where }) => traceOf(mark, where)),
      })),
    }),
  };
}

/** As it was written, and not in another spelling. */
function isWanted({ marks, visitor }: Control, { bytes, what }: Mark): boolean {
  const written = bytes.toString('latin1');
  if (marks === 'all') return true;
  return (
    written === visitor.mark ||
    (marks === 'text' && what !== 'user agent' && visitor.address.startsWith(written) && written.length > 6)
  );
}
