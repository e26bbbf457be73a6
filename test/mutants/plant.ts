/** A change of one file of the source, exact to the letter: `find` stands in it once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** How a violation that is a change of the program, or of what it is started with, is planted in a copy of the tree. */
export interface Plant {
  readonly edits: readonly Edit[];
  /** The made-up vendor lives with it for four years before anybody looks: what it does wrong shows only in what it has done. */
  readonly lived?: true;
  /** A whole installation is made with it, walked through and searched, besides the look at the board. */
  readonly audited?: 'quick' | 'whole';
  /** The nearest place that does the same work, where what the violation names does not exist. */
  readonly place?: string;
}

/** The violations that are a change, by id. */
export type Plants = Readonly<Record<string, Plant>>;
