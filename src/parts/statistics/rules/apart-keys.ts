import { sameThing } from './visits.ts';

/** Why hits are nobody's visit. */
export interface Reason {
  readonly kind: 'bot' | 'refused' | 'own' | 'bad line';
  /** The bot, or the signal; null for none. */
  readonly value: string | null;
}

/** A page of somebody who is counted apart, as one way in told of it. */
export interface ApartPage {
  readonly at: number;
  readonly log: boolean;
  readonly reason: Reason;
  /** A line that by itself would have been a visitor's. */
  readonly borrowed: boolean;
}

interface Name {
  readonly hi: number;
  readonly lo: number;
}

/** Keys held of a day and a site, and pages of them that the other way in may still tell of: beyond, the oldest are forgotten. */
const keysHeld = 50_000;
const pagesHeld = 50_000;
/** Pages of one key that wait for the other way. */
const pagesOfKey = 64;

/** What people said of themselves goes before what is thought of them. */
const weight = { 'bad line': 0, bot: 1, own: 2, refused: 3 } as const;

export function stronger(a: Reason, b: Reason | undefined): Reason {
  return b !== undefined && weight[b.kind] > weight[a.kind] ? b : a;
}

/**
 * Keys of one day that script or picture counted apart, and why: the lines of a log do not know it. In memory only, bounded, and gone
 * with the day.
 */
export class ApartKeys {
  private readonly reasons = new Map<string, Reason>();
  private readonly pages = new Map<string, ApartPage[]>();
  private held = 0;

  why(name: Name): Reason | undefined {
    return this.reasons.size === 0 ? undefined : this.reasons.get(textOf(name));
  }

  /** @returns the strongest reason that is known of this key */
  note(name: Name, reason: Reason): Reason {
    const key = textOf(name);
    const strongest = stronger(reason, this.reasons.get(key));
    this.reasons.set(key, strongest);
    if (this.reasons.size > keysHeld) this.reasons.delete(firstOf(this.reasons));
    return strongest;
  }

  /** Takes out the same page, where the other way in has told of it already: then it is counted. */
  takeOther(name: Name, { at, log }: ApartPage): ApartPage | null {
    return this.takeNear(name, at, (other) => other.log !== log);
  }

  /** Takes out a line that was counted apart because of its key and turns out to be a visitor's. */
  takeBack(name: Name, at: number): ApartPage | null {
    return this.takeNear(name, at, ({ borrowed, log }) => borrowed && log);
  }

  /** Keeps a page in mind, as the other way in may tell of it. */
  hold(name: Name, page: ApartPage): void {
    const key = textOf(name);
    const pages = this.pages.get(key) ?? [];
    // What waits longest is of the key that was first: it goes to the end again with each page.
    this.pages.delete(key);
    this.pages.set(key, pages);
    pages.push(page);
    this.held++;
    if (pages.length > pagesOfKey) {
      pages.shift();
      this.held--;
    }
    if (this.held <= pagesHeld) return;
    const oldest = firstOf(this.pages);
    this.held -= this.pages.get(oldest)?.length ?? 0;
    this.pages.delete(oldest);
  }

  private takeNear(name: Name, at: number, fits: (page: ApartPage) => boolean): ApartPage | null {
    if (this.held === 0) return null;
    const key = textOf(name);
    const pages = this.pages.get(key);
    if (pages === undefined) return null;
    const apart = ({ at: other }: ApartPage) => Math.abs(other - at);
    let nearest: ApartPage | null = null;
    for (const page of pages)
      if (fits(page) && apart(page) <= sameThing && (nearest === null || apart(page) < apart(nearest))) nearest = page;
    if (nearest === null) return null;
    pages.splice(pages.indexOf(nearest), 1);
    this.held--;
    if (pages.length === 0) this.pages.delete(key);
    return nearest;
  }
}

const textOf = ({ hi, lo }: Name) => `${hi} ${lo}`;

function firstOf(map: ReadonlyMap<string, unknown>): string {
  return map.keys().next().value ?? '';
}
