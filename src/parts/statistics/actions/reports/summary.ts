import type { Deps } from '../../../../platform/deps.ts';
import type { DimensionName, Overview, Table } from '../../wire/reports.ts';
import { type Asked, frameOf } from './frame.ts';
import { overview } from './overview.ts';
import { tableOf } from './table.ts';

export interface StatisticsSummary {
  readonly site: { readonly slug: string; readonly name: string; readonly timeZone: string };
  readonly overview: Overview;
  readonly tables: readonly Table[];
}

const dimensions: readonly DimensionName[] = ['page', 'referrer', 'country', 'device', 'goal', 'bot'];
const rows = 10;

/** What is worth knowing of a site at a glance: for the terminal. */
export async function statisticsSummary(
  deps: Pick<Deps, 'db' | 'clock'>,
  slug: string,
  asked: Omit<Asked, 'compare' | 'filter'>,
): Promise<StatisticsSummary> {
  const frame = await frameOf(deps, slug, { ...asked, compare: 'previous' });
  const { site } = frame;
  return {
    site: { slug: site.slug, name: site.name, timeZone: site.timeZone },
    overview: await overview(deps, { oneAddress: () => false }, slug, { ...asked, compare: 'previous' }),
    tables: await Promise.all(dimensions.map((dimension) => tableOf(deps, frame, dimension, { limit: rows }))),
  };
}
