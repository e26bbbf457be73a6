/** What a list remembers in the address bar. Never personal data. */
export interface ListSearch {
  q?: string;
  sort?: string;
  [filter: string]: string | undefined;
}

/** Keeps what is text; anything else in the address bar is not ours. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  const kept: ListSearch = {};
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' || typeof value === 'number') kept[name] = String(value);
  }
  return kept;
}
