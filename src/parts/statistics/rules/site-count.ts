import { Calendar } from './calendar.ts';
import { type Counting, countVisit } from './count-visit.ts';
import { dimension } from './dimensions.ts';
import { FoldedDays, joinedDays } from './folded-days.ts';
import { Names } from './names.ts';
import { Piece } from './piece.ts';
import { Sessions } from './sessions.ts';
import { Decisions, type SiteRules } from './site-rules.ts';
import { firstStepAt } from './steps.ts';
import { type Apart, addApart, emptyTally, type Tally } from './tally.ts';
import type { HitIds, Visit } from './visits.ts';

/** Visits of a log that are open at a time, and those at its edges that are held; of more the oldest are ended where they are. */
const openAtMost = 60_000;
const edgesAtMost = 30_000;

/** Bot under which visits are counted that behave as no person does. */
const tooFastName = 'Behaviour: too fast';

/**
 * Counts one site: events go in, tallies of days come out. The live way and the import of logs use it alike; an import makes one for
 * each worker and merges them (merge.ts).
 */
export class SiteCount {
  readonly names = new Names();
  readonly calendar: Calendar;
  readonly days = new Map<number, Tally>();
  readonly sessions: Sessions;
  /** Of an import: days that take too much memory otherwise. */
  readonly folded = new FoldedDays();
  private rules: SiteRules;
  private counting: Counting;
  private lastDay = Number.NaN;
  private lastTally: Tally = emptyTally();
  private piece: Piece | null = null;
  private edges: Visit[] = [];

  constructor(rules: SiteRules) {
    this.calendar = new Calendar(rules.timeZone);
    this.sessions = new Sessions((visit) => this.ended(visit));
    this.rules = rules;
    this.counting = this.countingOf(rules);
  }

  /** Goals and funnels have changed; the time zone stays. */
  obey(rules: SiteRules): void {
    this.rules = rules;
    this.refresh();
  }

  /** Names have been forgotten: those of the rules are numbered anew. */
  refresh(): void {
    this.counting = this.countingOf(this.rules);
  }

  /** Whether an event of this name is a goal of the site. */
  awaits(event: string): boolean {
    return this.counting.decisions.awaits(event);
  }

  /** Takes up an event of a visitor. @returns the visit that it belongs to */
  hit(hit: HitIds): Visit {
    return this.sessions.hit(hit);
  }

  /** The same for a log, where the times of the events are the clock: visits end as the log goes on. */
  logged(hit: HitIds): void {
    this.piece?.note(hit.at);
    if (this.sessions.open >= openAtMost) this.sessions.endHalf();
    this.sessions.hit(hit);
    this.sessions.follow(hit.at);
  }

  /** Counts hits that are nobody's visit, on the day on which they came. `name`: number of the name; -1 for none. */
  apart(kind: Apart, at: number, name: number, hits = 1): void {
    addApart(this.tallyOf(at), kind, name, hits);
  }

  /** The tally of the day of an instant. */
  tallyOf(at: number): Tally {
    return this.tally(this.calendar.dayOf(at));
  }

  tally(day: number): Tally {
    if (day === this.lastDay) return this.lastTally;
    let tally = this.days.get(day);
    if (tally === undefined) {
      tally = emptyTally(this.lastTally);
      this.days.set(day, tally);
    }
    this.lastDay = day;
    this.lastTally = tally;
    return tally;
  }

  /** Takes a day out: it is complete. */
  take(day: number): Tally | undefined {
    const tally = this.days.get(day);
    this.days.delete(day);
    this.lastDay = Number.NaN;
    return tally;
  }

  /** All days, those that were folded with what came late of them. */
  allDays(): [day: number, tally: Tally][] {
    const days = new Map(this.folded.days);
    for (const [day, tally] of this.days) {
      const folded = days.get(day);
      days.set(day, folded ? joinedDays(folded, tally) : tally);
    }
    return [...days];
  }

  /** Visits that are in nothing yet. */
  eachVisit(look: (visit: Visit) => void): void {
    for (const visit of this.edges) look(visit);
    this.sessions.each(look);
  }

  /** Day on which a visit began, and to which all of it belongs. */
  dayOf(visit: Visit): number {
    return this.calendar.dayOf(firstStepAt(visit, visit.from));
  }

  /** The events from now on are a piece of a log; others count what lies before and after it. */
  beginPiece(): void {
    this.piece = new Piece();
  }

  /** The piece is at its end: visits at its edges are handed out, to be joined in the merging of all pieces. */
  endPiece(): Visit[] {
    const { piece, edges } = this;
    for (const visit of this.sessions.takeAll()) {
      const mayBeWhole = piece === null || piece.mayHaveBegunBefore(visit) || piece.mayGoOn(visit);
      if (mayBeWhole && edges.length < 2 * edgesAtMost) edges.push(visit);
      else this.count(visit, 1);
    }
    this.piece = null;
    this.edges = [];
    return edges;
  }

  /** Nothing more will come: all open visits are counted. */
  finish(): void {
    this.sessions.endBefore(Number.POSITIVE_INFINITY);
  }

  /** Counts a visit on its day, or takes it off again. */
  count(visit: Visit, sign: 1 | -1): void {
    if (visit.steps.length > 0) countVisit(this.tallyOf(firstStepAt(visit, visit.from)), visit, this.counting, sign);
  }

  private ended(visit: Visit): void {
    if (this.piece?.mayHaveBegunBefore(visit) && this.edges.length < edgesAtMost) this.edges.push(visit);
    else this.count(visit, 1);
  }

  private countingOf(rules: SiteRules): Counting {
    return {
      decisions: new Decisions(rules, this.names),
      tooFast: this.names.id(dimension.bot, tooFastName),
      hourOfWeek: (at) => this.calendar.hourOfWeek(at),
      hours: Array.from({ length: 168 }, (_, hour) => this.names.id(dimension.hour, String(hour))),
    };
  }
}
