/** Kinds of places in which an audit looks for what it has sent. */
export const tracePlaces = [
  'table rows',
  'job payloads',
  'database files',
  'write-ahead log',
  'database log',
  'server output',
  'data folder',
  'temporary files',
  'exports',
  'backup',
  'connections',
] as const;
export type TracePlace = (typeof tracePlaces)[number];

/** One kind of place as it was searched. Figures are of things (files, rows) and bytes, each counted a second way. */
export interface SearchedPlace {
  readonly place: TracePlace;
  readonly unit: 'files' | 'rows' | 'connections';
  readonly examined: { readonly things: number; readonly bytes: number };
  readonly counted: { readonly things: number; readonly bytes: number };
  /** What was put there on purpose, to show that it would be found. */
  readonly controls: { readonly put: number; readonly found: number };
  readonly found: readonly Trace[];
}

/** Something of a visitor that was found. The visitor is never named. */
export interface Trace {
  /** File or table, without its contents. */
  readonly where: string;
  /** `address (IPv4)`, `address (IPv6)` or `user agent`. */
  readonly what: string;
  /** How it was written: `text`, `base64`. */
  readonly spelling: string;
  /** The way in that the visitor had taken. */
  readonly way: string;
}

/** A way in. */
interface TraceWay {
  readonly name: string;
  readonly logs: boolean;
  readonly visitors: number;
  /** What they tell of themselves is marked, and kept as they told it: it may be anywhere but where demands on what is told say so. */
  readonly tells?: true;
}

/** What an audit has come to: visitors with known addresses and agents were sent in every way, then everything was searched. */
export interface Traces {
  readonly ways: readonly TraceWay[];
  readonly places: readonly SearchedPlace[];
  /** Lines of logs of web servers that were sent, and page views that the figures say of them. */
  readonly lines: { readonly sent: number; readonly counted: number };
  /** What did not go as it must, so that nothing is proven. */
  readonly faults: readonly string[];
}

export function traceText({ spelling, way, what, where }: Trace): string {
  return `${where}: ${what} as ${spelling}, of ${way}`;
}

/** A search that has not found what was put there on purpose says nothing. */
export function blindPlaces({ places }: Pick<Traces, 'places'>, wanted: readonly TracePlace[] = tracePlaces): string[] {
  return wanted.filter((name) => {
    const searched = places.find(({ place }) => place === name);
    return !searched || searched.controls.put === 0 || searched.controls.found < searched.controls.put;
  });
}
