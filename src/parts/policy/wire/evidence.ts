/** A kind of fault, how often it was found, and the first places. Ids and sizes, never data. */
export interface Fault {
  readonly code: string;
  readonly count: number;
  readonly where: readonly string[];
}

/** What `./kept ledger verify` found. */
export interface LogReport {
  readonly leaves: number;
  readonly checkpoints: number;
  readonly witnessed: number | null;
  readonly rows: readonly { readonly source: string; readonly rows: number; readonly logged: number; readonly erased: number }[];
  readonly waiting: number;
  readonly keysFrom: 'given' | 'database';
  readonly faults: readonly Fault[];
}
