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
  /** How many visits are open. */
  open = 0;
  /** The time that the events have reached. */
  latest = Number.NaN;
  private readonly ended: (visit: Visit) => void;
  private readonly chains = new Map<number, Visit>();
  private strayed = 0;
  private nextLook = Number.NEGATIVE_INFINITY;

  constructor(ended: (visit: Visit) => void) {
    this.ended = ended;
  }

  /** Takes up an event. @returns the visit that it belongs to */
  hit(hit: HitIds): Visit {
    const head = this.chains.get(hit.lo);
    let visit = head === undefined ? null : near(head, hit);
    if (visit === null) {
      visit = beginVisit(hit, head ?? null);
      this.chains.set(hit.lo, visit);
      this.open++;
      addToVisit(visit, hit);
      return visit;
    }
    const grows = hit.at < visit.from || hit.at > visit.until;
    addToVisit(visit, hit);
    if (grows && this.chains.get(hit.lo)?.older) this.joinNear(visit);
    return visit;
  }

  /** Whether a visitor has a visit that an event at this time would go on with. */
  has(hi: number, lo: number, at: number): boolean {
    const head = this.chains.get(lo);
    return head !== undefined && near(head, { hi, at }) !== null;
  }

  /** Takes up a visit that was begun or ended elsewhere, and joins it with those of its visitor that it belongs to. */
  adopt(visit: Visit): void {
    visit.older = this.chains.get(visit.lo) ?? null;
    this.chains.set(visit.lo, visit);
    this.open++;
    if (visit.older !== null) this.joinNear(visit);
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
    this.each((visit) => {
      if (visit.until < time) this.end(visit);
    });
  }

  /** Ends a visit, whatever may come. */
  end(visit: Visit): void {
    this.remove(visit);
    this.ended(visit);
  }

  /** All open visits; the one that is looked at may be removed. */
  each(look: (visit: Visit) => void): void {
    for (const head of this.chains.values()) {
      for (let visit: Visit | null = head; visit !== null; ) {
        const { older }: Visit = visit;
        look(visit);
        visit = older;
      }
    }
  }

  /** Takes all open visits out without ending them. */
  takeAll(): Visit[] {
    const visits: Visit[] = [];
    this.each((visit) => visits.push(visit));
    for (const visit of visits) visit.older = null;
    this.chains.clear();
    this.open = 0;
    return visits;
  }

  private remove(visit: Visit): void {
    const head = this.chains.get(visit.lo);
    this.open--;
    if (head === visit) {
      if (visit.older === null) this.chains.delete(visit.lo);
      else this.chains.set(visit.lo, visit.older);
    } else {
      let before = head;
      while (before && before.older !== visit) before = before.older ?? undefined;
      if (before) before.older = visit.older;
    }
    visit.older = null;
  }

  private joinNear(visit: Visit): void {
    for (let other = this.chains.get(visit.lo) ?? null; other !== null; ) {
      const next: Visit | null = other.older;
      const reaches = other.from <= visit.until + visitGap && other.until >= visit.from - visitGap;
      if (other !== visit && other.hi === visit.hi && reaches) {
        this.remove(other);
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

function near(head: Visit, { hi, at }: { readonly hi: number; readonly at: number }): Visit | null {
  for (let visit: Visit | null = head; visit !== null; visit = visit.older) {
    if (visit.hi === hi && at >= visit.from - visitGap && at <= visit.until + visitGap) return visit;
  }
  return null;
}
