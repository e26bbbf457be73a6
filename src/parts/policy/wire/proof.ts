import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

export type ProofState = 'held' | 'broken' | 'unproven' | 'not built' | 'stale' | 'attested';

const state = Type.Unsafe<ProofState>(
  Type.Enum(['held', 'broken', 'unproven', 'not built', 'stale', 'attested'] satisfies ProofState[]),
);
const text = Type.String();
const textOrNull = Type.Union([Type.String(), Type.Null()]);
const countOrNull = Type.Union([Type.Integer(), Type.Null()]);

const demandOnBoard = Type.Object({
  id: text,
  text,
  state,
  examined: countOrNull,
  counted: countOrNull,
  unit: textOrNull,
  at: textOrNull,
  lastRedAt: textOrNull,
  cause: textOrNull,
  control: text,
  probe: Type.Union([Type.Object({ kind: text, text }), Type.Null()]),
  saboteur: textOrNull,
  counterexamples: Type.Array(text),
  /** A promise that only people can keep. */
  attestable: Type.Boolean(),
  /** The newest promise, also where it has lapsed: by which member; the name for members only. */
  attested: Type.Union([
    Type.Object({ by: text, name: textOrNull, role: text, statement: text, at: text, until: text }),
    Type.Null(),
  ]),
});
export type DemandOnBoard = Static<typeof demandOnBoard>;

const clauseOnBoard = Type.Object({
  id: text,
  group: text,
  part: text,
  says: text,
  keeps: text,
  state,
  demands: Type.Array(demandOnBoard),
});
export type ClauseOnBoard = Static<typeof clauseOnBoard>;

export const proofBoard = Type.Object({
  ranAt: textOrNull,
  run: Type.Union([Type.Object({ done: Type.Integer(), total: Type.Integer(), startedAt: text }), Type.Null()]),
  clauses: Type.Array(clauseOnBoard),
});

const historyEntry = Type.Object({
  id: text,
  at: text,
  kind: Type.Unsafe<'proof' | 'sabotage'>(Type.Enum(['proof', 'sabotage'])),
  verdict: text,
  examined: countOrNull,
  counted: countOrNull,
  cause: textOrNull,
});
export const historyList = listOf(historyEntry);
export const historyQuery = listQuery(['-at'], {});
export type HistoryEntry = Static<typeof historyEntry>;

export const demandParams = Type.Object({ demand: Type.String({ maxLength: 100, pattern: '^[A-Za-z0-9.-]+$' }) });

/** What the privacy officer promises, in words, and to the end of which day. */
export const newAttestation = Type.Object(
  {
    statement: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }),
    until: Type.String({ format: 'date' }),
  },
  { additionalProperties: false },
);
export type NewAttestation = Static<typeof newAttestation>;

export const runRequest = Type.Object(
  { demands: Type.Union([Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500 }), Type.Null()]) },
  { additionalProperties: false },
);
export const runAnswer = Type.Object({ total: Type.Integer() });
