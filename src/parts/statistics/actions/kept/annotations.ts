import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import { actor, type Who } from '../../../../platform/http/who.ts';
import { audit } from '../../../staff/index.ts';
import { deleteAnnotation, insertAnnotation, readAnnotations } from '../../store/annotations.ts';
import type { ReportSite } from '../../store/reports.ts';
import type { NewAnnotation } from '../../wire/kept.ts';
import type { Annotation } from '../../wire/reports.ts';

export async function annotations(deps: Deps, site: ReportSite): Promise<{ annotations: Annotation[] }> {
  return { annotations: await readAnnotations(deps.db.read, site.id, null) };
}

/** Notes what explains the figures of a day: a release, a campaign. */
export async function annotate(
  trx: Trx,
  deps: Deps,
  who: Who,
  { site, note }: { readonly site: ReportSite; readonly note: NewAnnotation },
): Promise<Annotation> {
  const made: Annotation = { id: deps.ids.uuid(), ...note };
  await insertAnnotation(trx, { ...made, siteId: site.id, by: actor(who).id, at: deps.clock.now() });
  await audit(trx, deps, who, {
    action: 'statistics.annotated',
    aboutKind: 'annotation',
    aboutId: made.id,
    detail: { site: site.slug, kind: made.kind },
  });
  return made;
}

export async function removeAnnotation(
  trx: Trx,
  deps: Deps,
  who: Who,
  { site, id }: { readonly site: ReportSite; readonly id: string },
): Promise<void> {
  if (!(await deleteAnnotation(trx, site.id, id))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, {
    action: 'statistics.annotation-removed',
    aboutKind: 'annotation',
    aboutId: id,
    detail: { site: site.slug },
  });
}
