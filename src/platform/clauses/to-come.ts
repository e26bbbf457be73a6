import type { Clause, UnbuiltDemand } from './clause.ts';

interface ToCome {
  readonly id: string;
  /** The part that will keep it, or `all`. */
  readonly part: string;
  readonly title: string;
  /** What Kept will do for it, in one sentence, for the board. */
  readonly keeps: string;
  readonly terms?: readonly string[];
  /** What each demand says, by the end of its id: `pixel` for `A3.pixel`. */
  readonly demands: Readonly<Record<string, string>>;
}

/** A clause of which nothing is built: it is listed, and has no sentence that could be published. */
export function clauseToCome({ id, part, title, keeps, terms = [], demands }: ToCome): Clause {
  return {
    id,
    version: 1,
    part,
    title,
    text: '',
    keeps,
    terms,
    boundary: 'Nothing of this is promised: the policy does not speak of it until it is built.',
    demands: Object.entries(demands).map(
      ([name, says]): UnbuiltDemand => ({ id: `${id}.${name}`, says, built: false }),
    ),
  };
}
