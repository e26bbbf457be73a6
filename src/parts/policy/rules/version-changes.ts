import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import type { Use } from '../../../platform/db/uses.ts';
import type { NoticeSection } from '../wire/notices.ts';
import type { SectionChange } from './diff.ts';

/** A section that says something else than before, and the categories of data that it is about. */
export interface ConcernedSection {
  readonly section: string;
  readonly heading: string;
  readonly categories: readonly Category[];
}

/** Ids of every clause of the policy: A1 to A6, and so on. */
const numbers = { A: 6, M: 5, L: 5, U: 8, P: 2, F: 2, S: 6, T: 5 };
export const policyIds: readonly string[] = Object.entries(numbers).flatMap(([group, count]) =>
  Array.from({ length: count }, (_, index) => `${group}${index + 1}`),
);

/**
 * The first clause that a draft lacks: one that is in no registry, or one that was published and has no words now although something of it
 * is still built. Null: none.
 */
export function missingClause(
  clauses: readonly Pick<Clause, 'id'>[],
  promised: ReadonlySet<string>,
  sections: readonly NoticeSection[],
): string | null {
  const listed = new Set(clauses.map(({ id }) => id));
  const said = new Set(sections.filter(({ text }) => text.trim() !== '').map(({ id }) => id));
  return policyIds.find((id) => !listed.has(id) || (promised.has(id) && !said.has(id))) ?? null;
}

/** What the present uses have that the version before did not declare. One that declared none knew of no uses: then nothing is new. */
export function newUses(before: readonly Use[], now: readonly Use[]): Use[] {
  if (before.length === 0) return [];
  return without(now, before);
}

function without(uses: readonly Use[], others: readonly Use[]): Use[] {
  const known = new Set(others.map(keyOf));
  return uses.filter((each) => !known.has(keyOf(each)));
}

function keyOf({ use, category }: Use): string {
  return `${use}: ${category}`;
}

export interface ChangeFacts {
  readonly clauses: readonly Pick<Clause, 'id' | 'concerns'>[];
  readonly usesBefore: readonly Use[];
  readonly uses: readonly Use[];
  readonly all: readonly Category[];
  /** Ids of the two sections that list uses, by what their uses begin with. */
  readonly useSections: Readonly<Record<string, string>>;
}

/** Of each changed section, which data it is about: a clause says so itself; a list of uses is about those that came or went. */
export function concernedSections(changes: readonly SectionChange[], facts: ChangeFacts): ConcernedSection[] {
  const clauses = new Map(facts.clauses.map((clause) => [clause.id, clause]));
  const { usesBefore, uses, all } = facts;
  const moved = usesBefore.length === 0 ? uses : [...without(uses, usesBefore), ...without(usesBefore, uses)];
  return changes.map(({ id, heading }) => {
    const kind = id === null ? undefined : facts.useSections[id];
    const ofUses = moved.filter(({ use }) => kind !== undefined && use.startsWith(`${kind} `));
    const categories =
      kind === undefined ? (clauses.get(id ?? '')?.concerns ?? all) : ofUses.map((each) => each.category);
    return { section: id ?? heading, heading, categories: [...new Set(categories)] };
  });
}
