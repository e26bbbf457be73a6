import { OpenVisits } from './open-visits.ts';
import { addToVisit, beginVisit, type HitIds, joinVisits, settledAfter, type Visit, visitGap } from './visits.ts';

/** Times further apart than this are believed only when several events in a row say so. */
const strange = 3600;
const saidInARow = 10;
/** How often visits that have ended are looked for, in seconds of event time. */
const every = 300;

/**
 * Puts events together into visits. A visit is handed to `ended` once it can take up nothing more. Events may come in disorder:
 * as long as none is later than `disorder`, the visits are those of the events in the order of their times.
 */
export class Sessions {
  /** The time that the events have reached. */
  latest = Number.NaN;
  private readonly ended: (visit: Visit) => void;
  private readonly visits = new OpenVisits();
  private strayed = 0;
  private nextLook = Number.NEGATIVE_INFINITY;

  constructor(ended: (visit: Visit) => void) {
    this.ended = ended;
  }

  /** How many visits are open. */
  get open(): number {
    return this.visits.size;
  }

  /** Takes up an event. @returns the visit that it belongs to */
  hit(hit: HitIds): Visit {
    let visit = this.near(hit);
    if (visit === null) {
      visit = beginVisit(hit);
      this.visits.add(visit);
      addToVisit(visit, hit);
      return visit;
    }
    const grows = hit.at < visit.from || hit.at > visit.until;
    addToVisit(visit, hit);
    if (grows) this.joinNear(visit);
    return visit;
  }

  /** Whether a visitor has a visit that an event at this time would go on with. */
  has(hi: number, lo: number, at: number): boolean {
    return this.near({ hi, lo, at }) !== null;
  }

  /** The visit that an event of this visitor at this time would go on with. */
  find({ hi, lo }: { readonly hi: number; readonly lo: number }, at: number): Visit | null {
    return this.near({ hi, lo, at });
  }

  /** Gives the visits near a time another key, and joins them with those that have it already. */
  rename(
    from: { readonly hi: number; readonly lo: number },
    to: { readonly hi: number; readonly lo: number },
    at: number,
  ): void {
    if (from.hi === to.hi && from.lo === to.lo) return;
    for (let visit = this.find(from, at); visit !== null; visit = this.find(from, at)) {
      this.visits.remove(visit);
      visit.hi = to.hi;
      visit.lo = to.lo;
      this.adopt(visit);
    }
  }

  /** Takes a visit out without ending it. */
  take(visit: Visit): void {
    this.visits.remove(visit);
  }

  /** Takes up a visit that was begun or ended elsewhere, and joins it with those of its visitor that it belongs to. */
  adopt(visit: Visit): void {
    this.visits.add(visit);
    this.joinNear(visit);
  }

  /** Moves on by the time of an event, and ends visits now and then: for logs, where the events are the clock. */
  follow(at: number): void {
    if (Math.abs(at - this.latest) > strange) {
      this.strayed++;
      if (this.strayed < saidInARow) return;
      this.latest = at;
      this.nextLook = at;
    } else if (!(at <= this.latest)) this.latest = at;
    this.strayed = 0;
    if (this.latest < this.nextLook) return;
    this.nextLook = this.latest + every;
    this.endBefore(this.latest - settledAfter);
  }

  /** Ends the visits whose last event lies before a time. */
  endBefore(time: number): void {
    this.visits.each((visit) => {
      if (visit.until < time) this.end(visit);
    });
  }

  /** Ends half of the open visits: those whose last events lie back furthest. */
  endHalf(): void {
    const last = new Float64Array(this.visits.size);
    let count = 0;
    this.visits.each(({ until }) => {
      last[count++] = until;
    });
    this.endBefore((last.sort()[count >>> 1] ?? 0) + 1);
  }

  /** Ends a visit, whatever may come. */
  end(visit: Visit): void {
    this.visits.remove(visit);
    this.ended(visit);
  }

  /** All open visits; the one that is looked at may be removed. */
  each(look: (visit: Visit) => void): void {
    this.visits.each(look);
  }

  /** Takes all open visits out without ending them. */
  takeAll(): Visit[] {
    const taken: Visit[] = [];
    this.visits.each((visit) => {
      this.visits.remove(visit);
      taken.push(visit);
    });
    return taken;
  }

  private near({ at, hi, lo }: { readonly hi: number; readonly lo: number; readonly at: number }): Visit | null {
    for (let visit = this.visits.near(lo); visit !== null; visit = visit.older)
      if (visit.lo === lo && visit.hi === hi && at >= visit.from - visitGap && at <= visit.until + visitGap)
        return visit;
    return null;
  }

  private joinNear(visit: Visit): void {
    for (let other = this.visits.near(visit.lo); other !== null; ) {
      const next: Visit | null = other.older;
      const reaches = other.from <= visit.until + visitGap && other.until >= visit.from - visitGap;
      if (other !== visit && other.lo === visit.lo && other.hi === visit.hi && reaches) {
        this.visits.remove(other);
        // The earlier takes up the later, so that steps of the same second stay in order.
        joinInOrder(visit, other);
        this.joinNear(visit);
        return;
      }
      other = next;
    }
  }
}

function joinInOrder(visit: Visit, other: Visit): void {
  if (other.from >= visit.from) {
    joinVisits(visit, other);
    return;
  }
  const later = { ...visit };
  const { older, mark } = visit;
  Object.assign(visit, other);
  visit.older = older;
  visit.mark = mark;
  joinVisits(visit, later);
}
