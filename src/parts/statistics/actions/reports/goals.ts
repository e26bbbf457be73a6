import type { Deps } from '../../../../platform/deps.ts';
import { dimension } from '../../rules/dimensions.ts';
import { share, unlessSmall } from '../../rules/figures.ts';
import { fold, k } from '../../rules/fold.ts';
import { unitsOf } from '../../rules/range.ts';
import { sumCells } from '../../rules/sum-cells.ts';
import { readValues } from '../../store/cells.ts';
import { type ReportSite, sumVisits } from '../../store/reports.ts';
import type { FunnelFigures, GoalFigures } from '../../wire/kept.ts';
import type { SiteSettings } from '../../wire/sites.ts';
import { rowsOf } from './cells.ts';
import { type Asked, type Frame, frameOf } from './frame.ts';

interface Counts {
  readonly visits: number;
  readonly times: number;
  readonly amount: number;
}

/** What the goals of the site were reached, and those that have figures but are no longer goals. */
export async function goalFigures(deps: Deps, slug: string, asked: Asked): Promise<GoalFigures> {
  const frame = await frameOf(deps, slug, asked);
  const [cells, visits] = await Promise.all([namedCells(deps, frame, dimension.goal), visitsOf(deps, frame)]);
  const goals = settingsOf(frame.site).goals ?? [];
  // Cells too small to be shown are gone here: a goal without one is told to have fewer than k, or none.
  const shown = new Map(
    fold(
      [...cells].map(([value, of]) => ({
        value,
        visits: of.visits,
        views: of.times,
        bounces: 0,
        seconds: 0,
        amounts: of.amount,
      })),
    ).map((cell) => [cell.value, cell]),
  );
  const names = [...new Set([...goals.map(({ name }) => name), ...[...shown.keys()].filter((name) => name !== null)])];
  return {
    range: frame.range,
    visits: unlessSmall(visits),
    goals: names.map((name) => {
      const cell = shown.get(name);
      return {
        name,
        goal: goals.find((goal) => goal.name === name) ?? null,
        visits: cell?.visits ?? null,
        times: cell?.views ?? null,
        rate: cell ? share(cell.visits, visits) : null,
        amount: cell?.amounts || null,
      };
    }),
  };
}

/** How far the visits came along each funnel. A step of fewer than `k` visits is not told, nor what follows it. */
export async function funnelFigures(deps: Deps, slug: string, asked: Asked): Promise<FunnelFigures> {
  const frame = await frameOf(deps, slug, asked);
  const [cells, visits] = await Promise.all([namedCells(deps, frame, dimension.funnelStep), visitsOf(deps, frame)]);
  const funnels = settingsOf(frame.site).funnels ?? [];
  return {
    range: frame.range,
    visits: unlessSmall(visits),
    funnels: funnels.map((funnel) => ({
      name: funnel.name,
      steps: stepsOf(
        funnel.steps.map((step, index) => ({
          kind: step.kind,
          match: step.match,
          visits: cells.get(`${funnel.name} / ${index + 1}`)?.visits ?? 0,
        })),
      ),
    })),
  };
}

type Step = Omit<FunnelFigures['funnels'][number]['steps'][number], 'visits' | 'ofStepBefore' | 'ofFirst'> & {
  readonly visits: number;
};

function stepsOf(steps: readonly Step[]): FunnelFigures['funnels'][number]['steps'] {
  const first = steps[0]?.visits ?? 0;
  return steps.map((step, index) => {
    const before = steps[index - 1]?.visits ?? null;
    const few = step.visits < k;
    return {
      ...step,
      visits: few ? null : step.visits,
      ofStepBefore: few || before === null ? null : share(step.visits, before),
      ofFirst: few ? null : share(step.visits, first),
    };
  });
}

/** The cells of a dimension by name, not folded: for nothing but what is folded next. */
async function namedCells(deps: Deps, frame: Frame, of: number): Promise<Map<string, Counts>> {
  const rows = await rowsOf(deps.db, {
    siteId: frame.site.id,
    origin: frame.origin,
    dimension: of,
    units: unitsOf(frame.range, frame.counted),
  });
  const sums = sumCells(rows, null);
  const names = await readValues(
    deps.db,
    sums.map(({ value }) => value ?? 0),
  );
  const named = new Map<string, Counts>();
  for (const { amounts, value, views, visits } of sums) {
    const name = names.get(value ?? 0);
    if (name !== undefined) named.set(name, { visits, times: views, amount: amounts });
  }
  return named;
}

function visitsOf(deps: Deps, { site, origin, range }: Frame): Promise<number> {
  return sumVisits(deps.db, { siteId: site.id, origin, range });
}

function settingsOf(site: ReportSite): Partial<SiteSettings> {
  return site.settings;
}
