import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/db/database.ts';
import { errors } from '../errors/imports.ts';
import { initialSettings } from '../rules/initial-settings.ts';
import { firstDayKept } from '../rules/retention.ts';
import { type StoredSite, selectSites } from '../store/sites.ts';
import type { SiteSettings } from '../wire/sites.ts';

/** A site with all its settings, as what counts needs it. */
export interface SiteInMemory {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly timeZone: string;
  readonly settings: SiteSettings;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export function withAllSettings(site: StoredSite): SiteInMemory {
  return { ...site, settings: { ...initialSettings, ...site.settings } };
}

/** The first day of which a site still keeps figures: those before it are removed in the night. */
export function keptFrom({ settings, timeZone }: SiteInMemory, clock: Clock): string {
  return firstDayKept(clock.now(), timeZone, settings.retentionMonths);
}

/** The site of this slug, for commands. @throws KEPT_IMPORT_SITE */
export async function siteFor(deps: { readonly db: Pick<Database, 'read'> }, slug: string): Promise<SiteInMemory> {
  const sites = (await selectSites(deps.db.read)).filter(({ endedAt }) => endedAt === null);
  const site = sites.find((each) => each.slug === slug);
  if (site) return withAllSettings(site);
  const known = sites.map((each) => each.slug);
  throw errors.KEPT_IMPORT_SITE({ site: slug, sites: known.length === 0 ? 'there is none yet' : known.join(', ') });
}
