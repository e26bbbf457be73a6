import { blindPlaces, type SearchedPlace, type TracePlace, type Traces, traceText } from './audit-result.ts';
import { type Finding, listed } from './finding.ts';
import type { Scene } from './scene.ts';
import type { WholeSaboteur } from './whole.ts';

/** Looks at the newest audit of a whole scratch installation. It runs in a process of its own, never in the server. */
export interface TracesProbe {
  readonly kind: 'traces';
  readonly unit: string;
  /** What is done, one sentence a step. */
  readonly steps: readonly string[];
  readonly places: readonly TracePlace[];
  /** Only visitors that came by logs of web servers; and what is counted is lines. */
  readonly logs?: true;
  /** Only visitors that came by this way. */
  readonly way?: string;
  /** Looks for what people told of themselves, instead of from where they came. */
  readonly told?: true;
}

/** Breaks the demand in an audit of its own. */
export interface TracesSaboteur extends Pick<WholeSaboteur, 'says' | 'app'> {
  readonly kind: 'traces';
  /** A file that is left in the data folder, made of a visitor that came by a log. */
  readonly leave?: (visitor: { readonly address: string; readonly agent: string }) => {
    readonly path: string;
    readonly text: string;
  };
}

// Examined: things that were searched. Counted: things that another way of counting finds. Of logs: lines, and views counted of them.
export async function runTraces(probe: TracesProbe, { traces }: Pick<Scene, 'traces'>): Promise<Finding> {
  if (!traces) throw new Error('the audit has not run here');
  const places = traces.places.filter(({ place }) => probe.places.includes(place));
  const wanted = traces.ways.filter(
    ({ logs, name, tells }) => (logs || !probe.logs) && name === (probe.way ?? name) && tells === probe.told,
  );
  if (wanted.length === 0) throw new Error('nobody has come by that way');
  const ways = new Set(wanted.map(({ name }) => name));
  const against = places.flatMap(({ found, place }) =>
    found.filter(({ way }) => ways.has(way)).map((trace) => `${place}: ${traceText(trace)}`),
  );
  if (against.length === 0) mustBeSeen(probe, traces);
  const sum = (of: (place: SearchedPlace) => number) => places.reduce((total, place) => total + of(place), 0);
  const [examined, counted] = probe.logs
    ? [traces.lines.sent, traces.lines.counted]
    : [sum((place) => place.examined.things), sum((place) => place.counted.things)];
  return { examined, counted, counterexamples: listed([...new Set(against)]) };
}

function mustBeSeen(probe: TracesProbe, traces: Traces): void {
  const [fault] = traces.faults;
  if (fault !== undefined) throw new Error(fault);
  const blind = blindPlaces(traces, probe.places);
  if (blind.length > 0) throw new Error(`what was put there on purpose was not found: ${blind.join(', ')}`);
  const uneven = traces.places.find(
    ({ place, examined, counted }) => probe.places.includes(place) && examined.bytes !== counted.bytes,
  );
  if (uneven)
    throw new Error(`${uneven.place}: ${uneven.examined.bytes} bytes searched, ${uneven.counted.bytes} counted`);
}

/** A probe of traces looks at nothing but them. */
export function auditScene(traces: Traces): Omit<Scene, 'signal'> {
  const nothing = () => Promise.reject(new Error('an audit has no database any more'));
  return {
    traces,
    snapshot: nothing,
    baseUrl: null,
    dataFolder: null,
    routes: [],
    vendor: null,
    declared: { prefix: '', purposes: {}, tenants: {}, appendOnly: [] },
  };
}
