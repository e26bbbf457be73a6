import { type ApartPage, type Reason, stronger } from '../rules/apart-keys.ts';
import type { SiteCount } from '../rules/site-count.ts';
import { atStep, whatStep } from '../rules/steps.ts';
import { awaitsLine, type HitIds, isPage, seenBy, takeLine } from '../rules/visits.ts';
import type { ApartHit, Sighting } from '../wire/hit.ts';
import { type Named, type OpenKeys, ownName } from './open-keys.ts';

/** Counts hits of nobody at a time (`at` in seconds, `now` in milliseconds); less than none takes them off again. */
type Add = (reason: Reason, at: number, now: number, hits?: number) => void;

/**
 * Makes one count of what script, picture and the lines of a live log tell of those who are counted apart. A line does not know who has
 * refused by a cookie, or is driven by a program: script and picture do, and what they say of a key holds for its lines.
 */
export class ApartSite {
  private readonly count: SiteCount;
  private readonly keys: OpenKeys;
  private readonly add: Add;

  constructor(count: SiteCount, keys: OpenKeys, add: Add) {
    this.count = count;
    this.keys = keys;
    this.add = add;
  }

  /** A page of somebody who is counted apart. What script or picture says of him holds for the lines of the log, too. */
  told(hit: ApartHit, { address, agent, way }: Sighting, now: number): void {
    const at = Math.floor(hit.at / 1000);
    const day = this.count.calendar.dayOf(at);
    const names = this.keys.around(day, { address, agent });
    let reason: Reason = { kind: hit.kind, value: hit.value };
    for (const { apart, key } of names)
      reason = way === 'log' ? stronger(reason, apart.why(key)) : apart.note(key, reason);
    if (way !== 'log') this.takeOff(names, { at, reason }, now);
    this.page(names, { at, log: way === 'log', reason, borrowed: false }, now);
  }

  /** Whether the line of a log is of somebody whom script or picture counts apart; it is counted then. */
  takesLine(ids: HitIds, names: readonly Named[], now: number): boolean {
    const reason = names.map(({ apart, key }) => apart.why(key)).find((each) => each !== undefined);
    if (reason === undefined) return false;
    const visit = this.count.sessions.find(ids, ids.at);
    // Another of the same address and browser, of whom the script has told.
    if (visit !== null && awaitsLine(visit, ids)) return false;
    if (isPage(ids.kind)) this.page(names, { at: ids.at, log: true, reason, borrowed: true }, now);
    return true;
  }

  /** The line of this page was counted apart, as another of the same address and browser is: now both ways have told of it. */
  takeBack(ids: HitIds, names: readonly Named[], now: number): void {
    for (const { apart, key } of names) {
      const line = apart.takeBack(key, ids.at);
      if (line === null) continue;
      this.add(line.reason, line.at, now, -1);
      ids.seen = seenBy.beacon | seenBy.log;
      return;
    }
  }

  /** Counts a page apart once, whichever ways tell of it, for the stronger of their reasons. */
  private page(names: readonly Named[], page: ApartPage, now: number): void {
    let known: ApartPage | null = null;
    for (const { apart, key } of names) known ??= apart.takeOther(key, page);
    if (known === null) {
      const { apart, key } = ownName(names, this.count.calendar.dayOf(page.at));
      apart.hold(key, page);
      this.add(page.reason, page.at, now);
    } else if (stronger(known.reason, page.reason) !== known.reason) {
      this.add(known.reason, known.at, now, -1);
      this.add(page.reason, known.at, now);
    }
  }

  /** Takes off what lines of a log alone have made a visit of, before it was known that it is none. */
  private takeOff(names: readonly Named[], { at, reason }: { at: number; reason: Reason }, now: number): void {
    const { sessions } = this.count;
    for (const name of names)
      for (let visit = sessions.find(name.key, at); visit !== null; visit = sessions.find(name.key, at)) {
        const line = (when: number) => this.page(names, { at: when, log: true, reason, borrowed: true }, now);
        if (visit.seen !== seenBy.log) {
          if (takeLine(visit, at)) line(at);
          break;
        }
        sessions.take(visit);
        for (let place = 0; place < visit.steps.length; place++)
          if (isPage(whatStep(visit, place))) line(atStep(visit, place));
        for (const [step, times] of visit.more ?? []) if (isPage(step)) this.add(reason, visit.until, now, times);
      }
  }
}
