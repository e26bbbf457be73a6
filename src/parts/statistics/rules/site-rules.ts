import { dimension } from './dimensions.ts';
import type { Names } from './names.ts';
import { bareStep, kind, kindOfStep, valueOfStep } from './visits.ts';

/** What of a site decides how its visits are counted. */
export interface SiteRules {
  readonly timeZone: string;
  readonly goals: readonly GoalRule[];
  readonly funnels: readonly FunnelRule[];
}

export interface GoalRule {
  readonly name: string;
  /** What reaches it: an event that the page reports, a page, a download or an outside link, by its name. */
  readonly kind: 'event' | 'page' | 'download' | 'outbound';
  readonly fits: (text: string) => boolean;
  /** What one is worth, in hundredths; null: what the event says, or nothing. */
  readonly amount: number | null;
}

export interface FunnelRule {
  readonly name: string;
  /** Reached one after the other; anything may lie between. */
  readonly steps: readonly { readonly kind: 'page' | 'goal'; readonly fits: (text: string) => boolean }[];
}

/** A goal that a step reaches. */
export interface Reached {
  readonly goal: number;
  readonly amount: number | null;
}

const dimensionOfKind = [
  dimension.page,
  dimension.goal,
  dimension.download,
  dimension.outbound,
  dimension.search,
  dimension.notFound,
] as const;
const goalKinds = ['page', 'event', 'download', 'outbound'] as const;

/** In whose values a step's name stands. */
export function dimensionOf(kindOfIt: number): number {
  return dimensionOfKind[kindOfIt] ?? dimension.page;
}

/** Goals and funnels as numbers. What was decided about a step is remembered until names are forgotten. */
export class Decisions {
  /** Names of the steps of each funnel, as numbers. */
  readonly funnels: readonly { readonly names: readonly number[] }[];
  private readonly rules: SiteRules;
  private readonly names: Names;
  private readonly goals = new Map<number, readonly Reached[]>();
  private readonly fitting = new Map<number, boolean>();

  constructor(rules: SiteRules, names: Names) {
    this.rules = rules;
    this.names = names;
    this.funnels = rules.funnels.map(({ name, steps }) => ({
      names: steps.map((_, step) => names.id(dimension.funnelStep, `${name} / ${step + 1}`)),
    }));
  }

  /** Goals that a step reaches. */
  reached(step: number): readonly Reached[] {
    const bare = bareStep(step);
    if (this.rules.goals.length === 0) return none;
    let found = this.goals.get(bare);
    if (found === undefined) {
      found = this.decide(bare);
      this.goals.set(bare, found);
    }
    return found;
  }

  /** Whether the site has a goal for an event of this name: others are not counted, so that nobody makes up names. */
  awaits(event: string): boolean {
    return this.rules.goals.some((goal) => goal.kind === 'event' && goal.fits(event));
  }

  /** Whether a step of a visit is the next step of a funnel. */
  fits(step: number, funnel: number, place: number): boolean {
    const asked = (bareStep(step) * 32 + funnel) * 8 + place;
    const known = this.fitting.get(asked);
    if (known !== undefined) return known;
    const rule = this.rules.funnels[funnel]?.steps[place];
    const fits = rule !== undefined && this.texts(step, rule.kind).some((text) => rule.fits(text));
    this.fitting.set(asked, fits);
    return fits;
  }

  private texts(step: number, as: 'page' | 'goal'): string[] {
    if (as === 'page') return kindOfStep(step) === kind.view ? [this.textOf(step)] : [];
    return this.reached(step).map(({ goal }) => this.names.text(dimension.goal, goal) ?? '');
  }

  private decide(step: number): readonly Reached[] {
    const text = this.textOf(step);
    const sought = goalKinds[kindOfStep(step)];
    return this.rules.goals
      .filter((goal) => goal.kind === sought && goal.fits(text))
      .map(({ name, amount }) => ({ goal: this.names.id(dimension.goal, name), amount }));
  }

  private textOf(step: number): string {
    return this.names.text(dimensionOf(kindOfStep(step)), valueOfStep(step)) ?? '';
  }
}

const none: readonly Reached[] = [];
