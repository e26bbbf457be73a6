import type { Deps } from '../../../../platform/deps.ts';
import { isFew } from '../../rules/figures.ts';
import { fold } from '../../rules/fold.ts';
import type { LiveValue, ReportsHanded } from '../../wire/handed.ts';
import type { Live } from '../../wire/reports.ts';
import { siteOfSlug } from './frame.ts';

const minutes = 5;
const shown = 20;

/** The last five minutes, as the counting process remembers them. Folded as everything else: of four visits no page is named. */
export async function liveView(deps: Deps, handed: Pick<ReportsHanded, 'live'>, slug: string): Promise<Live> {
  const site = await siteOfSlug(deps, slug);
  const seen = await handed.live(site.id);
  // Of very few visits each view would be somebody's.
  const some = seen && !isFew(seen.visits) ? seen : null;
  return {
    at: deps.clock.now().toISOString(),
    minutes,
    few: seen !== null && isFew(seen.visits),
    visits: some?.visits ?? null,
    views: some?.views ?? null,
    perMinute: some ? [...some.perMinute] : [],
    pages: folded(some?.pages ?? []),
    referrers: folded(some?.referrers ?? []),
    countries: folded(some?.countries ?? []),
  };
}

function folded(values: readonly LiveValue[]): Live['pages'] {
  const cells = values.map(({ value, visits }) => ({
    value,
    visits,
    views: visits,
    bounces: 0,
    seconds: 0,
    amounts: 0,
  }));
  return fold(cells)
    .slice(0, shown)
    .map(({ value, visits }) => ({ value, visits }));
}
