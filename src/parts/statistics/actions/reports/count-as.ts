import type { Deps } from '../../../../platform/deps.ts';
import { rulesOf } from '../../rules/count-as.ts';
import { dimension } from '../../rules/dimensions.ts';
import { durationSteps } from '../../rules/durations.ts';
import { isFew, sumDays } from '../../rules/figures.ts';
import { unitsOf } from '../../rules/range.ts';
import { sumCells } from '../../rules/sum-cells.ts';
import { isTakenOver } from '../../rules/taken-over.ts';
import { readDays, readSteps } from '../../store/reports.ts';
import type { CountAs } from '../../wire/kept.ts';
import { rowsOf } from './cells.ts';
import { type Asked, type Frame, frameOf } from './frame.ts';

const takenOver = {
  is: 'not told',
  why: 'Not known of history that was imported: its sums were made by the rules of the program that it came from.',
} as const;

/** The same days by the rules of another program, with what differs. Of fewer than `k` visits nothing is told. */
export async function countAs(
  deps: Deps,
  slug: string,
  query: Asked & { readonly as: CountAs['as'] },
): Promise<CountAs> {
  const frame = await frameOf(deps, slug, query);
  const of = { siteId: frame.site.id, origin: frame.origin };
  const [days, steps, downloads, outbound, searches] = await Promise.all([
    readDays(deps.db, { ...of, from: frame.range.from, to: frame.range.to }),
    readSteps(deps.db, { ...of, range: frame.range, steps: durationSteps.length }),
    timesOf(deps, frame, dimension.download),
    timesOf(deps, frame, dimension.outbound),
    timesOf(deps, frame, dimension.search),
  ]);
  const { name, sources, rows } = rulesOf[query.as];
  const few = isFew(sumDays(days).visits);
  return {
    as: query.as,
    name,
    range: frame.range,
    rows: rows({ days, downloads, outbound, searches, spanSteps: steps.span }).map((row) => {
      if (few) return { ...row, value: null, ours: null };
      return isTakenOver(frame.origin) ? { ...row, value: null, ours: row.ours || null, ...takenOver } : row;
    }),
    sources,
  };
}

/** How often anything of a dimension happened, over all its values. */
async function timesOf(deps: Deps, { site, origin, range, counted }: Frame, of: number): Promise<number> {
  const rows = await rowsOf(deps.db, { siteId: site.id, origin, dimension: of, units: unitsOf(range, counted) });
  return sumCells(rows, null).reduce((sum, cell) => sum + cell.views, 0);
}
