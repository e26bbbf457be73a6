import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false };
const Size = Type.String({ pattern: '^(0|[1-9][0-9]{0,14})$', description: 'A number of leaves' });
const Hash = Type.String({ description: '32 bytes in base64' });
const Note = Type.String({ description: 'A signed note, https://c2sp.org/tlog-checkpoint' });
const noteOrNull = Type.Union([Note, Type.Null()]);

const checkpoint = { size: Type.Integer(), root: Hash, checkpoint: Note, at: Type.String() };
export const CheckpointAnswer = Type.Object({
  ...checkpoint,
  keys: Type.Array(
    Type.Object({
      key: Type.String({ description: 'name+key id+public key, as verifiers of notes take it' }),
      since: Type.String(),
    }),
  ),
});
export type CheckpointAnswer = Static<typeof CheckpointAnswer>;

export const CheckpointQuery = Type.Object({ after: Type.Optional(Size) }, closed);
export const CheckpointList = Type.Object({
  items: Type.Array(Type.Object(checkpoint)),
  next: Type.Union([Type.Integer(), Type.Null()]),
});

export const ConsistencyQuery = Type.Object({ old: Size, size: Type.Optional(Size) }, closed);
export const ConsistencyAnswer = Type.Object({
  kind: Type.Literal('kept-consistency-1'),
  old: Type.Integer(),
  size: Type.Integer(),
  path: Type.Array(Hash),
  before: noteOrNull,
  after: noteOrNull,
  key: Type.String(),
});
export type ConsistencyAnswer = Static<typeof ConsistencyAnswer>;

export const InclusionQuery = Type.Object({ leaf: Size, size: Type.Optional(Size) }, closed);
export const InclusionAnswer = Type.Object({
  index: Type.Integer(),
  size: Type.Integer(),
  leafHash: Hash,
  path: Type.Array(Hash),
  checkpoint: noteOrNull,
});
export type InclusionAnswer = Static<typeof InclusionAnswer>;

/** What the person whom rows concern gets to check them with; the file is specified in docs/evidence-log.md. */
export interface RowEvidence {
  readonly kind: 'kept-inclusion-1';
  readonly checkpoint: string;
  readonly key: string;
  readonly rows: readonly {
    /** The canonical text. */
    readonly row: string;
    /** 32 bytes in base64. */
    readonly nonce: string;
    readonly leafIndex: number;
    readonly path: readonly string[];
  }[];
}

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
  readonly rows: readonly {
    readonly source: string;
    readonly rows: number;
    readonly logged: number;
    readonly erased: number;
  }[];
  readonly waiting: number;
  readonly keysFrom: 'given' | 'database';
  readonly faults: readonly Fault[];
}
