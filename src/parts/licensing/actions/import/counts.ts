import type { ImportCounts } from '../../wire/imports.ts';

const none: ImportCounts = {
  licences: 0,
  companies: 0,
  people: 0,
  refused: 0,
  knownCompanies: 0,
  knownPeople: 0,
  suppressed: 0,
  drafts: 0,
  assigned: 0,
  leftLicences: 0,
  leftCompanies: 0,
  leftPeople: 0,
};

/** Counts as they are kept; what is not there is 0. */
export function countsOf(counts: Partial<ImportCounts>): ImportCounts {
  return { ...none, ...counts };
}

export function added(counts: ImportCounts, more: Partial<ImportCounts>): ImportCounts {
  const names = Object.keys(none) as (keyof ImportCounts)[];
  return Object.fromEntries(names.map((name) => [name, counts[name] + (more[name] ?? 0)])) as ImportCounts;
}
