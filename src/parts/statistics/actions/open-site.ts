import type { Reason } from '../rules/apart-keys.ts';
import { dayNumber } from '../rules/calendar.ts';
import { countsOf, type DayCounts } from '../rules/day-counts.ts';
import { dimension, sidesOf } from '../rules/dimensions.ts';
import { fillHit } from '../rules/fill-hit.ts';
import { forgetNames } from '../rules/forget-names.ts';
import { SiteCount } from '../rules/site-count.ts';
import { cellsOf } from '../rules/tally.ts';
import { blankHit, disorder, isPage, settledAfter, type Visit } from '../rules/visits.ts';
import { closing, flushVisits, isPlausible, mayFlush } from '../rules/when.ts';
import type { StoredCell } from '../store/open-day.ts';
import type { DayFigures, DayRow } from '../tables.ts';
import type { Hit, VisitorHit } from '../wire/hit.ts';
import { ApartSite } from './apart-site.ts';
import { type Named, OpenKeys, ownName } from './open-keys.ts';
import type { SiteInMemory } from './site-in-memory.ts';
import { rulesOf } from './site-rules.ts';

/** A day that is being counted: what has come since it was last written. */
interface OpenDay {
  /** Number of the round of counting: a visit with this mark has been heard of since. */
  round: number;
  touched: number;
  wroteAt: number;
  took: number;
  /** When anything of it was last heard, in seconds. */
  heard: number;
  /** Closed before: what comes now is added to what stands. */
  late: boolean;
}

/** Open visits held of a site: beyond, the oldest are ended at once. */
const visitsHeld = 300_000;
const closedHeld = 100;
let rounds = 0;

/**
 * One site in the memory of the process that counts: visits that may go on, days that are not closed, and the salts under
 * which visitors are told apart. Nothing here is ever written but the counts of days.
 */
export class OpenSite {
  readonly id: number;
  readonly count: SiteCount;
  private site: SiteInMemory;
  private readonly since: number;
  private readonly days = new Map<number, OpenDay>();
  private readonly closedDays = new Set<number>();
  private readonly keys: OpenKeys;
  private readonly apartSite: ApartSite;
  private readonly ids = blankHit();

  /** @param since when this process began to count, in milliseconds */
  constructor(site: SiteInMemory, random: () => Uint8Array, since: number) {
    this.id = site.id;
    this.site = site;
    this.since = since;
    this.count = new SiteCount(rulesOf(site));
    this.keys = new OpenKeys(site.id, random);
    this.apartSite = new ApartSite(this.count, this.keys, (...args) => this.apart(...args));
  }

  /** Takes over what was changed of the site. False: its days are others now, so it must be begun anew. */
  obey(site: SiteInMemory): boolean {
    if (site === this.site) return true;
    if (site.timeZone !== this.site.timeZone) return false;
    this.site = site;
    this.count.obey(rulesOf(site));
    return true;
  }

  /** Goes on with a day that was written and not closed when a server ended. */
  restore({ day, ...row }: DayRow, cells: readonly StoredCell[], now: number): void {
    const number = dayNumber(day);
    const tally = this.count.tally(number);
    const { site_id: _, origin: __, closed: ___, ...figures } = row;
    Object.assign(tally.figures, figures satisfies DayFigures);
    tally.figures.visitors_exact = false;
    tally.visitorsBefore = figures.visitors;
    for (const cell of cells) {
      const sides = sidesOf[cell.dimension];
      const id = (of: number, text: string | null) => (text === null ? 0 : this.count.names.id(of, text));
      const second = sides ? id(sides[1], cell.second) : 0;
      cellsOf(tally, cell.dimension).add(id(sides?.[0] ?? cell.dimension, cell.value), second, cell);
    }
    // Also where its time is over: it is closed at once, with its month and year.
    this.day(number, now).late = false;
  }

  /** A day that was closed before this process began to count: what still comes is added to what stands. */
  wasClosed(day: string): void {
    const number = dayNumber(day);
    this.closedDays.add(number);
    const open = this.days.get(number);
    if (open) open.late = true;
  }

  /** Counts a hit; `now` in milliseconds. */
  take(hit: Hit, now: number): void {
    const seconds = Math.floor(now / 1000);
    const at = Math.floor(hit.at / 1000);
    if (!Number.isFinite(at) || !isPlausible(at, seconds)) this.apart({ kind: 'bad line', value: null }, seconds, now);
    else if ('visitor' in hit) this.visitor(hit, at, now);
    else if (hit.by) this.apartSite.told(hit, hit.by, now);
    else this.apart(hit, at, now);
  }

  private apart({ kind, value }: Reason, at: number, now: number, hits = 1): void {
    const of = kind === 'bot' ? dimension.bot : dimension.refusal;
    const name = value !== null && (kind === 'bot' || kind === 'refused') ? this.count.names.id(of, value) : -1;
    this.count.apart(kind, at, name, hits);
    this.day(this.count.calendar.dayOf(at), now).heard = Math.floor(now / 1000);
  }

  private visitor(hit: VisitorHit, at: number, now: number): void {
    if (hit.kind === 'goal' && !this.count.awaits(hit.value ?? '')) return;
    fillHit(this.ids, hit, this.count.names);
    const names = this.nameVisitor(hit, at);
    if (hit.way !== 'log' && isPage(this.ids.kind)) this.apartSite.takeBack(this.ids, names, now);
    else if (hit.way === 'log' && this.apartSite.takesLine(this.ids, names, now)) return;
    const { open } = this.count.sessions;
    // Engaged time alone is nobody's visit.
    if (hit.kind === 'engaged' && !this.count.sessions.has(this.ids.hi, this.ids.lo, at)) return;
    const visit = this.count.hit(this.ids);
    visit.heard = Math.floor(now / 1000);
    if (this.count.sessions.open > open && open >= visitsHeld) this.settle(visit.heard, settledAfter / 4);
    const day = this.day(this.count.dayOf(visit), now);
    day.heard = visit.heard;
    if (visit.mark === day.round) return;
    visit.mark = day.round;
    day.touched++;
  }

  /**
   * Under the salt of the day; under that of the day before, where a visit goes on over midnight. What was told of before it under another
   * salt, as it came in disorder, is given this one.
   */
  private nameVisitor(hit: VisitorHit, at: number): Named[] {
    const day = this.count.calendar.dayOf(at);
    const names = this.keys.around(day, hit);
    const { sessions } = this.count;
    const before = names.find((each) => each.day < day && sessions.has(each.key.hi, each.key.lo, at));
    const { hi, lo } = (before ?? ownName(names, day)).key;
    this.ids.hi = hi;
    this.ids.lo = lo;
    // Engaged time begins no visit, and so moves none to an earlier day.
    if (names.length > 1 && hit.kind !== 'engaged')
      for (const { day: other, key } of names) if (other >= day) sessions.rename(key, this.ids, at);
    return names;
  }

  /** Whether all of a day is counted by this process: of what was counted before the start no key is known, and some may be lost. */
  private isWhole(number: number): boolean {
    const { createdAt } = this.site;
    return this.count.calendar.startOf(number) * 1000 >= this.since || createdAt.getTime() >= this.since;
  }

  private day(number: number, now: number): OpenDay {
    const found = this.days.get(number);
    if (found) return found;
    const closed = this.closedDays.has(number) || now / 1000 >= closing(this.count.calendar, number).from;
    if (!this.isWhole(number)) this.count.tally(number).figures.visitors_exact = false;
    const made = { round: ++rounds, touched: 0, wroteAt: now, took: 0, heard: Math.floor(now / 1000), late: closed };
    this.days.set(number, made);
    return made;
  }

  /** Ends visits that have been silent for long, by their own time and by the clock. `now` in seconds. */
  settle(now: number, silent = settledAfter): void {
    const { sessions } = this.count;
    sessions.each((visit) => {
      if (visit.until < now - silent && visit.heard < now - Math.min(disorder, silent)) sessions.end(visit);
    });
  }

  /** Days that may be written now, as they are. `now` in milliseconds. */
  due(now: number): DayCounts[] {
    const due = [...this.days].filter(([, day]) => !day.late && mayFlush(day, now));
    return due.map(([number]) => this.snapshot(number));
  }

  /** The counts of a day with what its open visits have come to so far. */
  private snapshot(number: number): DayCounts {
    const visits = this.visitsOf(number);
    const { visitors } = this.count.tally(number);
    const { size } = visitors;
    for (const visit of visits) this.count.count(visit, 1);
    const counts = countsOf(number, this.count.tally(number), this.count.names);
    for (const visit of visits) this.count.count(visit, -1);
    // Whether they were visitors of this day is known when their visits have ended.
    visitors.shrinkTo(size);
    return counts;
  }

  private visitsOf(number: number): Visit[] {
    const visits: Visit[] = [];
    this.count.sessions.each((visit) => {
      if (this.count.dayOf(visit) === number) visits.push(visit);
    });
    return visits;
  }

  /** A new round of counting begins, before the day is written: what comes meanwhile is for the next. */
  beginWriting(day: string): void {
    const open = this.days.get(dayNumber(day));
    if (!open) return;
    open.round = ++rounds;
    open.touched = 0;
  }

  wrote(day: string, at: number, took: number): void {
    const open = this.days.get(dayNumber(day));
    if (open) Object.assign(open, { wroteAt: at, took });
  }

  /** It could not be written: the visits since then are still to come. */
  notWritten(day: string, at: number, touched: number): void {
    const open = this.days.get(dayNumber(day));
    if (open) Object.assign(open, { wroteAt: at, touched: open.touched + touched });
  }

  touched(day: string): number {
    return this.days.get(dayNumber(day))?.touched ?? 0;
  }

  /** Takes out the days that are over. `now` in seconds. */
  takeClosed(now: number): DayCounts[] {
    const over = [...this.days].filter(([number, day]) => !day.late && this.isOver(number, now));
    // Late additions wait for company: for five visits, or for a day that is closed anyway.
    const late = [...this.days].filter(([number, day]) => {
      const still = now - day.heard >= disorder && this.visitsOf(number).length === 0;
      return day.late && still && (over.length > 0 || day.touched >= flushVisits);
    });
    return [...over, ...late].map(([number]) => this.takeOut(number, now));
  }

  /** Takes out all days, whether they are over or not. `late`: to be added to what stands. `now` in seconds. */
  takeAll(now: number): { readonly counts: DayCounts; readonly late: boolean }[] {
    return [...this.days].map(([number, { late }]) => ({ late, counts: this.takeOut(number, now) }));
  }

  /** Whether a day has not ended yet. `now` in milliseconds. */
  goesOn(day: string, now: number): boolean {
    return now / 1000 < this.count.calendar.startOf(dayNumber(day) + 1);
  }

  private isOver(number: number, now: number): boolean {
    const { atLast, from } = closing(this.count.calendar, number);
    return now >= atLast || (now >= from && this.visitsOf(number).length === 0);
  }

  private takeOut(number: number, now: number): DayCounts {
    for (const visit of this.visitsOf(number)) this.count.sessions.end(visit);
    const counts = countsOf(number, this.count.tally(number), this.count.names);
    this.count.take(number);
    this.days.delete(number);
    this.closedDays.add(number);
    this.keys.delete(number);
    const today = this.count.calendar.dayOf(now);
    // The oldest entries go, whatever the clock says now: it may have jumped.
    for (const day of this.closedDays) if (this.closedDays.size > closedHeld) this.closedDays.delete(day);
    this.keys.forget(today - 1, (day) => this.days.has(day));
    forgetNames(this.count);
    return counts;
  }
}
