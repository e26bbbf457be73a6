export type Basis = 'sold the licence' | 'territory' | 'decision of staff' | 'import';

export interface Assigned {
  /** Null: staff decided that nobody serves it. */
  readonly resellerCompanyId: string | null;
  readonly basis: Basis;
}

export interface Situation {
  /** Who serves the customer now. */
  readonly current: Assigned | null;
  /** The reseller that issued the licence; null where it was the vendor itself, or the reseller's contract has ended. */
  readonly seller: string | null;
}

/** Who serves a customer after an activation; null where nothing changes. */
export function assignAfterActivation({ current, seller }: Situation): Assigned | null {
  // What staff decided, staff changes; and who sold to the customer first keeps it.
  if (seller === null || (current && current.basis !== 'territory')) return null;
  return { resellerCompanyId: seller, basis: 'sold the licence' };
}
