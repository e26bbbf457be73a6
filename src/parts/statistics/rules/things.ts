import type { Decisions } from './site-rules.ts';
import { atStep, whatStep } from './steps.ts';
import { kind, kindOfStep, type Visit, valueOfStep } from './visits.ts';

/** Beyond what the clock allows: reports of engaged time come a moment later than the time that they speak of. */
const leeway = 5;
/** Fewer things than this are found by looking through them. */
const few = 16;

/**
 * What one visit did, each thing once: pages seen, goals reached, files taken and so on, with how often, for how many seconds
 * and what it was worth. One such object serves all visits, one after the other.
 */
export class Things {
  count = 0;
  readonly kinds: number[] = [];
  readonly values: number[] = [];
  readonly times: number[] = [];
  readonly seconds: number[] = [];
  readonly amounts: number[] = [];
  /** Page views and reached goals in all. */
  views = 0;
  goals = 0;
  /** Engaged seconds, as far as the clock allows; -1: not measured. */
  engaged = -1;
  private rows: Map<number, number> | null = null;

  /** Writes down what a visit did. */
  read(visit: Visit, decisions: Decisions): void {
    this.count = 0;
    this.views = 0;
    this.goals = 0;
    this.rows = null;
    this.readSteps(visit, decisions);
    if (visit.more) for (const [step, times] of visit.more) this.did(step, times, decisions);
    if (visit.worth) this.readWorth(visit.worth, decisions);
    this.readEngaged(visit);
  }

  /** Seconds on a page are those up to the next page view, unless engaged time was reported. */
  private readSteps(visit: Visit, decisions: Decisions): void {
    let page = -1;
    let since = 0;
    for (let place = 0; place < visit.steps.length; place++) {
      const step = whatStep(visit, place);
      const row = this.did(step, 1, decisions);
      if (kindOfStep(step) !== kind.view) continue;
      const now = atStep(visit, place);
      if (page >= 0 && visit.engaged < 0) this.seconds[page] = (this.seconds[page] as number) + now - since;
      page = row;
      since = now;
    }
  }

  private did(step: number, times: number, decisions: Decisions): number {
    const kindOf = kindOfStep(step);
    let row = -1;
    if (kindOf !== kind.goal) {
      row = this.thing(kindOf, valueOfStep(step));
      this.times[row] = (this.times[row] as number) + times;
      if (kindOf === kind.view) this.views += times;
    }
    for (const { goal, amount } of decisions.reached(step)) {
      const reached = this.thing(kind.goal, goal);
      this.times[reached] = (this.times[reached] as number) + times;
      this.goals += times;
      if (amount !== null) this.amounts[reached] = (this.amounts[reached] as number) + amount * times;
    }
    return row;
  }

  /** What events said that they were worth, where the site does not say it. */
  private readWorth(worth: readonly number[], decisions: Decisions): void {
    for (let place = 0; place < worth.length; place += 2) {
      for (const { goal, amount } of decisions.reached((worth[place] as number) * 32 + kind.goal)) {
        const row = this.thing(kind.goal, goal);
        if (amount === null) this.amounts[row] = (this.amounts[row] as number) + (worth[place + 1] as number);
      }
    }
  }

  private readEngaged(visit: Visit): void {
    this.engaged = -1;
    if (visit.engaged < 0) return;
    const possible = visit.until - visit.from + leeway;
    this.engaged = Math.min(visit.engaged, possible);
    const share = visit.engaged > possible ? possible / visit.engaged : 1;
    const on = visit.engagedOn ?? [];
    for (let place = 0; place < on.length; place += 2) {
      const row = this.find(kind.view, on[place] as number);
      if (row >= 0) this.seconds[row] = (this.seconds[row] as number) + Math.round((on[place + 1] as number) * share);
    }
  }

  private find(kindOf: number, value: number): number {
    if (this.rows !== null) return this.rows.get(value * 8 + kindOf) ?? -1;
    for (let row = 0; row < this.count; row++) {
      if (this.values[row] === value && this.kinds[row] === kindOf) return row;
    }
    return -1;
  }

  private thing(kindOf: number, value: number): number {
    const found = this.find(kindOf, value);
    if (found >= 0) return found;
    const row = this.count++;
    this.kinds[row] = kindOf;
    this.values[row] = value;
    this.times[row] = 0;
    this.seconds[row] = 0;
    this.amounts[row] = 0;
    if (this.rows !== null) this.rows.set(value * 8 + kindOf, row);
    else if (this.count > few) {
      this.rows = new Map();
      for (let each = 0; each < this.count; each++)
        this.rows.set((this.values[each] as number) * 8 + (this.kinds[each] as number), each);
    }
    return row;
  }
}
