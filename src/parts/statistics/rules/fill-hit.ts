import type { HitKind, VisitorHit } from '../wire/hit.ts';
import { dimension } from './dimensions.ts';
import type { Names } from './names.ts';
import { dimensionOf } from './site-rules.ts';
import { type HitIds, kind, seenBy } from './visits.ts';

const kinds: Readonly<Record<HitKind, number>> = {
  view: kind.view,
  engaged: kind.engaged,
  goal: kind.goal,
  download: kind.download,
  outbound: kind.outbound,
  search: kind.search,
  'not found': kind.notFound,
};

/** Writes a hit into integers; the key of the visitor is the caller's to add. */
export function fillHit(ids: HitIds, hit: VisitorHit, names: Names): void {
  const number = (of: number, text: string | null) => (text === null ? -1 : names.id(of, text));
  const { source, visitor } = hit;
  ids.at = Math.floor(hit.at / 1000);
  ids.kind = kinds[hit.kind];
  ids.seen = hit.way === 'log' ? seenBy.log : seenBy.beacon;
  const onPage = hit.kind === 'view' || hit.kind === 'engaged';
  ids.value = onPage ? names.id(dimension.page, hit.page) : names.id(dimensionOf(ids.kind), hit.value ?? '');
  ids.amount = hit.kind === 'goal' ? (hit.amount ?? 0) : 0;
  ids.seconds = hit.seconds;
  ids.referrer = number(dimension.referrer, source.referrer);
  ids.channel = number(dimension.channel, source.channel);
  ids.campaign = number(dimension.campaign, source.campaign);
  ids.country = number(dimension.country, visitor.country);
  ids.region = number(dimension.region, visitor.region);
  ids.language = number(dimension.language, visitor.language);
  ids.browser = number(dimension.browser, visitor.browser);
  ids.system = number(dimension.system, visitor.system);
  ids.device = number(dimension.device, visitor.device);
  ids.screen = number(dimension.screen, visitor.screen);
}
