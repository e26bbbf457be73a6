import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { actor, type Who } from '../../../../platform/http/who.ts';
import { audit } from '../../../staff/index.ts';
import { errors } from '../../errors/reports.ts';
import { deleteView, insertView, readViews, type ViewRow } from '../../store/kept.ts';
import type { ReportSite } from '../../store/reports.ts';
import type { NewView, View } from '../../wire/kept.ts';

export async function views(deps: Deps, site: ReportSite): Promise<{ views: View[] }> {
  return { views: (await readViews(deps.db.read, site.id)).map(present) };
}

/** Keeps what a screen shows under a name, for all of staff. */
export async function keepView(
  trx: Trx,
  deps: Deps,
  who: Who,
  { site, view }: { readonly site: ReportSite; readonly view: NewView },
): Promise<View> {
  const row: ViewRow = { id: deps.ids.uuid(), ...view, createdAt: deps.clock.now() };
  if (!(await insertView(trx, { ...row, siteId: site.id, by: actor(who).id }))) throw errors.KEPT_VIEW_NAME_TAKEN();
  await audit(trx, deps, who, { action: 'statistics.view kept', aboutKind: 'view', aboutId: row.id });
  return present(row);
}

export async function forgetView(
  trx: Trx,
  deps: Deps,
  who: Who,
  { site, id }: { readonly site: ReportSite; readonly id: string },
): Promise<void> {
  if (!(await deleteView(trx, site.id, id))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'statistics.view removed', aboutKind: 'view', aboutId: id });
}

function present({ id, name, search, createdAt }: ViewRow): View {
  return { id, name, search, createdAt: createdAt.toISOString() };
}
