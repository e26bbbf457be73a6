export type Basis = 'sold the licence' | 'territory' | 'decision of staff';

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
  /** The reseller whose territory the customer lies in, under the same condition. */
  readonly local: string | null;
}

/** Who serves a customer after an activation; null where nothing changes. */
export function assignAfterActivation({ current, seller, local }: Situation): Assigned | null {
  // What staff decided, staff changes; and who sold to the customer first keeps it.
  if (current && current.basis !== 'territory') return null;
  if (seller !== null) return { resellerCompanyId: seller, basis: 'sold the licence' };
  if (current) return null;
  if (local !== null) return { resellerCompanyId: local, basis: 'territory' };
  return null;
}

export interface Territory {
  readonly resellerCompanyId: string;
  readonly country: string;
  /** Null: the whole country, but for regions of others. */
  readonly region: string | null;
}

/** The reseller of a place: that of its region, else that of its country. */
export function resellerOfPlace(
  territories: readonly Territory[],
  place: { readonly country: string | null; readonly region: string | null },
): string | null {
  const inCountry = territories.filter((territory) => territory.country === place.country);
  const region = place.region?.trim().toLowerCase();
  const own = inCountry.find((territory) => region !== undefined && territory.region?.trim().toLowerCase() === region);
  return (own ?? inCountry.find((territory) => territory.region === null))?.resellerCompanyId ?? null;
}
