export const kinds = ['schema', 'grants', 'code', 'data', 'logs', 'egress', 'configuration'] as const;

export type Mutant = {
  /** kebab-case, unique, tells what is broken */
  readonly id: string;
  readonly kind: (typeof kinds)[number];
  /** the clause it breaks first */
  readonly clause: string;
  /** one plain sentence: what is now untrue of the policy */
  readonly breaks: string;
  /** touches roles or something else that is shared by the whole cluster: needs a cluster of its own */
  readonly ownCluster?: true;
  /** run as the owner in a scratch copy filled with synthetic rows; `:prefix` stands for the word before role names */
  readonly sql?: string;
  /** what a programmer or an operator changes, enough to plant it in a few lines */
  readonly change?: string;
  /** what is not built yet, without which this one cannot be planted or cannot be seen */
  readonly needs?: string;
};

/** The clauses that have a part in schema.sql. */
export const clauses = [
  ...['A1', 'A2', 'A3', 'A4', 'A6', 'F2', 'M3', 'M5', 'L1', 'L2', 'L3', 'L4', 'L5'],
  ...['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'P1', 'P2'],
];
