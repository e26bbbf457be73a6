import { sha256 } from '../../../../platform/crypto/digest.ts';
import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { actor, type Who } from '../../../../platform/http/who.ts';
import { audit } from '../../../staff/index.ts';
import { errors } from '../../errors/reports.ts';
import { addDays } from '../../rules/range.ts';
import { endLink, insertLink, type LinkRow, linkByToken, noteOpened, readLinks } from '../../store/kept.ts';
import type { ReportSite } from '../../store/reports.ts';
import type { Link, MadeLink, NewLink } from '../../wire/kept.ts';
import type { Overview, Table } from '../../wire/reports.ts';
import { frameOf } from '../reports/frame.ts';
import { overview } from '../reports/overview.ts';
import { tableOf } from '../reports/table.ts';

const dayMs = 86_400_000;

export async function links(deps: Deps, site: ReportSite): Promise<{ links: Link[] }> {
  return { links: (await readLinks(deps.db.read, site.id)).map(present) };
}

/** Makes a page of figures that whoever has its address can read. The address is told once; its digest is kept. */
export async function shareLink(
  trx: Trx,
  deps: Deps,
  who: Who,
  { site, link }: { readonly site: ReportSite; readonly link: NewLink },
): Promise<MadeLink> {
  const token = deps.ids.random(24).toString('base64url');
  const createdAt = deps.clock.now();
  const row: LinkRow = {
    id: deps.ids.uuid(),
    name: link.name,
    days: link.days,
    origin: link.origin,
    dimensions: link.dimensions,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + link.expiresInDays * dayMs),
    endedAt: null,
    lastOpenedOn: null,
  };
  await insertLink(trx, { ...row, siteId: site.id, tokenSha256: sha256(token), by: actor(who).id });
  await audit(trx, deps, who, {
    action: 'statistics.shared',
    aboutKind: 'shared link',
    aboutId: row.id,
    detail: { site: site.slug, days: row.days, expiresInDays: link.expiresInDays },
  });
  return { link: present(row), url: `${deps.publicUrl}/statistics/shared/${token}` };
}

export async function endSharedLink(
  trx: Trx,
  deps: Deps,
  who: Who,
  { site, id }: { readonly site: ReportSite; readonly id: string },
): Promise<void> {
  if (!(await endLink(trx, site.id, { id, at: deps.clock.now() }))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, {
    action: 'statistics.share-ended',
    aboutKind: 'shared link',
    aboutId: id,
    detail: { site: site.slug },
  });
}

export interface SharedPage {
  readonly name: string;
  readonly site: { readonly name: string; readonly timeZone: string };
  readonly expiresAt: Date;
  readonly overview: Overview;
  readonly tables: readonly Table[];
}

const first = { limit: 10 };
const wholeWeek = { limit: 7 * 24 };

/** What a shared address shows; refused once it has ended, and unknown where it never was one. */
export async function openSharedLink(deps: Deps, token: string): Promise<SharedPage> {
  const link = await linkByToken(deps.db.read, sha256(token));
  if (!link) throw httpErrors.KEPT_NOT_FOUND();
  const now = deps.clock.now();
  if (link.endedAt !== null || link.expiresAt <= now) throw errors.KEPT_SHARED_LINK_ENDED();
  const { today, site } = await frameOf(deps, link.site, {});
  const asked = { origin: link.origin, from: addDays(today, 1 - link.days), to: today };
  const frame = await frameOf(deps, link.site, asked);
  const [shown, tables] = await Promise.all([
    overview(deps, { oneAddress: () => false }, link.site, asked),
    Promise.all(
      link.dimensions.map((dimension) => tableOf(deps, frame, dimension, dimension === 'hour' ? wholeWeek : first)),
    ),
  ]);
  const day = now.toISOString().slice(0, 10);
  if (link.lastOpenedOn !== day) await noteOpened(deps.db.read, link.id, day);
  return { name: link.name, site, expiresAt: link.expiresAt, overview: shown, tables };
}

function present(row: LinkRow): Link {
  return {
    id: row.id,
    name: row.name,
    days: row.days,
    origin: row.origin,
    dimensions: row.dimensions,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    lastOpenedOn: row.lastOpenedOn,
  };
}
