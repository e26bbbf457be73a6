import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import type { Who } from '../../../../platform/http/who.ts';
import { audit } from '../../../staff/index.ts';
import { errors } from '../../errors/imports.ts';
import {
  type CameFrom,
  holdImports,
  readImportedOrigins,
  readRuns,
  readSources,
  removeImported,
} from '../../store/import-runs.ts';
import { selectSites } from '../../store/sites.ts';
import type { ImportedOrigin, Imports } from '../../wire/imports.ts';

type Db = Parameters<typeof selectSites>[0];

/** What was imported into a site. */
export async function importsOf(deps: Pick<Deps, 'db'>, slug: string): Promise<Imports> {
  const { id } = await siteOf(deps.db.read, slug);
  const { runs, count } = await readRuns(deps.db.read, id);
  return {
    origins: await readImportedOrigins(deps.db.read, id),
    runs: runs.map((run) => ({ ...run, at: run.at.toISOString() })),
    count,
  };
}

/** What came into all sites from logs and from other programs, by where it came from. */
export function cameFrom(deps: Pick<Deps, 'db'>): Promise<CameFrom[]> {
  return readSources(deps.db.read);
}

/**
 * Takes imported figures out again, all of an origin at once: sums of a single import cannot be told from those of others. What was
 * noted to count each log once goes, too, so that the same logs can be imported anew.
 * @throws KEPT_IMPORT_NOT_REMOVED while an import runs
 */
export async function removeImportedFigures(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  { slug, origin }: { readonly slug: string; readonly origin: ImportedOrigin },
): Promise<void> {
  const { id } = await siteOf(trx, slug);
  if (!(await holdImports(trx, id))) throw errors.KEPT_IMPORT_NOT_REMOVED({ site: slug });
  const days = await removeImported(trx, id, origin);
  if (days === 0) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'statistics.imported figures removed', detail: { slug, origin, days } });
}

async function siteOf(db: Db, slug: string): Promise<{ readonly id: number }> {
  const site = (await selectSites(db)).find((each) => each.slug === slug);
  if (!site) throw httpErrors.KEPT_NOT_FOUND();
  return site;
}
