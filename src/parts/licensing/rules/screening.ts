/** One entry of a list: a denied party with its names, or, without names, a destination. */
export interface ScreeningEntry {
  readonly list: string;
  readonly reference: string;
  readonly country: string | null;
  readonly names: readonly string[];
}

/** Whom a licence would go to. */
export interface Screened {
  readonly company: string;
  readonly country: string | null;
  /** The contact, where there is one. */
  readonly contact?: string | null;
}

export interface ScreeningHit {
  readonly list: string;
  readonly reference: string;
  readonly matched: 'company' | 'contact' | 'destination';
  /** 0 to 100: how much of both names is the same. */
  readonly score: number;
}

/** From this score on a name is taken for that of the list; more is asked where the countries are known and differ. */
const leastScore = 85;
const leastAbroad = 95;

/** A list made ready for many looks. */
export interface Screening {
  readonly destinations: ReadonlyMap<string, readonly ScreeningEntry[]>;
  /** Names by the beginnings of their words. */
  readonly byStem: ReadonlyMap<string, readonly ListedName[]>;
}

interface ListedName {
  readonly entry: ScreeningEntry;
  readonly words: readonly string[];
}

/** Forms of companies and words that say nothing. */
const empty = new Set(
  'ab ag aps as bv co company corp corporation gmbh inc incorporated kg kgaa limited llc llp ltd nv ohg oy oyj plc pte pty sa sarl sas se spa srl the and of und et y de la der die das'.split(
    ' ',
  ),
);

/** The words of a name in one spelling: no accents, no signs, no forms of companies. */
export function wordsOf(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[øœ]/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/ł/g, 'l')
    .replace(/(?<=\p{L})['’.](?=\p{L})/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !empty.has(word));
  return telling.length > 0 ? telling : words;
}

const stem = (word: string) => word.slice(0, 2);

export function prepareScreening(entries: readonly ScreeningEntry[]): Screening {
  const destinations = Map.groupBy(
    entries.filter(({ names, country }) => names.length === 0 && country !== null),
    ({ country }) => country ?? '',
  );
  const byStem = new Map<string, ListedName[]>();
  for (const entry of entries)
    for (const name of entry.names) {
      const listed = { entry, words: wordsOf(name) };
      for (const key of new Set(listed.words.map(stem))) {
        const held = byStem.get(key);
        if (held) held.push(listed);
        else byStem.set(key, [listed]);
      }
    }
  return { destinations, byStem };
}

/** What of the lists is met: each entry once for company, contact and destination, with its best score. */
export function screen(screening: Screening, { company, country, contact }: Screened): ScreeningHit[] {
  const hits = (screening.destinations.get(country ?? '') ?? []).map(
    ({ list, reference }): ScreeningHit => ({ list, reference, matched: 'destination', score: 100 }),
  );
  hits.push(...named(screening, { name: company, country, matched: 'company' }));
  if (contact) hits.push(...named(screening, { name: contact, country, matched: 'contact' }));
  return hits;
}

function named(
  { byStem }: Screening,
  { name, country, matched }: { name: string; country: string | null; matched: 'company' | 'contact' },
): ScreeningHit[] {
  const words = wordsOf(name);
  const best = new Map<ScreeningEntry, number>();
  const seen = new Set<ListedName>();
  for (const key of new Set(words.map(stem)))
    for (const listed of byStem.get(key) ?? []) {
      if (seen.has(listed)) continue;
      seen.add(listed);
      const score = similarity(words, listed.words);
      const abroad = country !== null && listed.entry.country !== null && listed.entry.country !== country;
      if (score >= (abroad ? leastAbroad : leastScore) && score > (best.get(listed.entry) ?? 0))
        best.set(listed.entry, score);
    }
  return [...best].map(([{ list, reference }, score]) => ({ list, reference, matched, score }));
}

/**
 * How much of two names is the same, 0 to 100: each word is paired with the likest word of the other name, in any order, and counts with its
 * length; a pair counts as far as it is alike, and not at all below four fifths.
 */
export function similarity(a: readonly string[], b: readonly string[]): number {
  const length = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length, 0);
  const all = length(a) + length(b);
  if (all === 0) return 0;
  const left = [...b];
  let same = 0;
  for (const word of [...a].sort((x, y) => y.length - x.length)) {
    let best = { at: -1, like: 0 };
    for (const [at, other] of left.entries()) {
      const like = likeness(word, other);
      if (like > best.like) best = { at, like };
    }
    if (best.like < 0.8) continue;
    const [other = ''] = left.splice(best.at, 1);
    same += best.like * (word.length + other.length);
  }
  return Math.round((100 * same) / all);
}

/** 1 less the share of letters that must be changed, added, left out or exchanged with the next one. */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > longest / 5) return 0;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return 1 - (last[b.length] ?? longest) / longest;
}
