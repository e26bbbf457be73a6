import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/sites.ts';
import { hostFits } from '../rules/hosts.ts';
import { initialSettings } from '../rules/initial-settings.ts';
import { endSite, insertSite, lockSites, type StoredSite, selectSites, updateSite } from '../store/sites.ts';
import type { NewSite, Site, SiteChange, SiteSettings } from '../wire/sites.ts';
import { type SiteInMemory, withAllSettings } from './site-in-memory.ts';

/** All sites, in memory: no hit asks the database. */
export interface Sites {
  /** Those that are counted. */
  all(): readonly SiteInMemory[];
  /** By the host of a page, or null. */
  byHost(host: string): SiteInMemory | null;
  bySlug(slug: string): SiteInMemory | null;
  byId(id: number): SiteInMemory | null;
  /** Reads them again: at the start, once a minute, and after a change. A database that is away changes nothing. */
  refresh(): Promise<void>;
  /** Runs after each reading that found a change. */
  onChange(listener: () => void): void;
}

/** The slug of the vendor's own public pages, that this server draws. */
const ownSite = 'own';

export function openSites(deps: Pick<Deps, 'db'>): Sites {
  let sites: readonly SiteInMemory[] = [];
  let byHost = new Map<string, SiteInMemory | null>();
  let seen = '[]';
  const listeners: (() => void)[] = [];
  return {
    all: () => sites,
    byHost(host) {
      const known = byHost.get(host);
      if (known !== undefined) return known;
      const found = sites.find((site) => hostFits(host, site.hosts)) ?? null;
      // Made-up hosts must not fill the memory.
      if (byHost.size < 1_000) byHost.set(host, found);
      return found;
    },
    bySlug: (slug) => sites.find((site) => site.slug === slug) ?? null,
    byId: (id) => sites.find((site) => site.id === id) ?? null,
    async refresh() {
      const stored = (await selectSites(deps.db.read)).filter(({ endedAt }) => endedAt === null);
      const found = JSON.stringify(stored);
      if (found === seen) return;
      seen = found;
      sites = stored.map(withAllSettings);
      byHost = new Map();
      for (const listener of listeners) listener();
    },
    onChange: (listener) => listeners.push(listener),
  };
}

/** Ended ones, too. */
export async function listSites(deps: Pick<Deps, 'db'>): Promise<Site[]> {
  return (await selectSites(deps.db.read)).map(present);
}

export async function createSite(trx: Trx, deps: Pick<Deps, 'clock' | 'ids'>, who: Who, input: NewSite): Promise<Site> {
  const change = checked({ ...input, settings: input.settings ?? initialSettings });
  await lockSites(trx);
  refuseTaken(await selectSites(trx), change.hosts, null);
  const made = await insertSite(trx, { slug: input.slug, ...change, at: deps.clock.now() });
  if (!made) throw errors.KEPT_SITE_TAKEN({ slug: input.slug });
  await audit(trx, deps, who, { action: 'statistics.site created', detail: { slug: input.slug } });
  return present(await stored(trx, input.slug));
}

export async function changeSite(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: SiteChange & { readonly slug: string },
): Promise<Site> {
  const change = checked(input);
  await lockSites(trx);
  const before = await stored(trx, input.slug);
  refuseTaken(await selectSites(trx), change.hosts, before.id);
  await updateSite(trx, before.id, change);
  await audit(trx, deps, who, { action: 'statistics.site changed', detail: { slug: input.slug } });
  return present(await stored(trx, input.slug));
}

/** From now on nothing is counted of it; its figures stay until their time is over. `ended: false` takes it back. */
export async function setSiteEnded(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  who: Who,
  input: { readonly slug: string; readonly ended: boolean },
): Promise<Site> {
  await lockSites(trx);
  const before = await stored(trx, input.slug);
  if (!input.ended) refuseTaken(await selectSites(trx), before.hosts, before.id);
  await endSite(trx, before.id, input.ended ? (before.endedAt ?? deps.clock.now()) : null);
  const action = input.ended ? 'statistics.site ended' : 'statistics.site taken back';
  await audit(trx, deps, who, { action, detail: { slug: input.slug } });
  return present(await stored(trx, input.slug));
}

/** The vendor's own pages are a site from the day on which the vendor has given its name. */
export async function ensureOwnSite(
  deps: Pick<Deps, 'db' | 'clock' | 'publicUrl' | 'site'>,
  timeZone: string,
): Promise<void> {
  const vendor = await deps.site();
  if (!vendor.ready) return;
  const { hostname } = new URL(deps.publicUrl);
  // An address is nobody's name, and is stored nowhere.
  const host = /^[\d.]+$|^\[/.test(hostname) ? 'localhost' : hostname;
  await deps.db.base(async (trx) => {
    await lockSites(trx);
    const sites = await selectSites(trx);
    if (sites.some(({ slug }) => slug === ownSite)) return;
    await insertSite(trx, {
      slug: ownSite,
      name: 'Pages of this server',
      hosts: [host],
      timeZone,
      settings: initialSettings,
      at: deps.clock.now(),
    });
  });
}

async function stored(trx: Trx, slug: string): Promise<StoredSite> {
  const site = (await selectSites(trx)).find((each) => each.slug === slug);
  if (!site) throw httpErrors.KEPT_NOT_FOUND();
  return site;
}

/** A host belongs to one site: else nobody could say where a hit belongs. */
function refuseTaken(sites: readonly StoredSite[], hosts: readonly string[], except: number | null): void {
  for (const site of sites.filter(({ id, endedAt }) => id !== except && endedAt === null)) {
    const host = hosts.find((each) => site.hosts.includes(each));
    if (host) throw errors.KEPT_HOST_TAKEN({ host, slug: site.slug });
  }
}

/** What the schema cannot say. */
function checked<T extends Omit<SiteChange, 'slug'>>(
  input: T,
): Pick<T, 'name' | 'hosts' | 'timeZone'> & { settings: SiteSettings } {
  const fields: Record<string, string> = {};
  if (!isZone(input.timeZone)) fields.timeZone = 'is not the name of a time zone, such as Europe/Berlin';
  const { goals, funnels } = input.settings;
  if (new Set(input.hosts).size < input.hosts.length) fields.hosts = 'names a host twice';
  if (input.hosts.some((host) => /^[\d.]+$/.test(host))) fields.hosts = 'must be names, not addresses';
  if (new Set(goals.map(({ name }) => name)).size < goals.length) fields['settings.goals'] = 'names a goal twice';
  if (new Set(funnels.map(({ name }) => name)).size < funnels.length)
    fields['settings.funnels'] = 'names a funnel twice';
  const names = new Set(goals.map(({ name }) => name));
  const missing = funnels.flatMap(({ steps }) => steps).find(({ kind, match }) => kind === 'goal' && !names.has(match));
  if (missing) fields['settings.funnels'] = 'has a step that is no goal of the site';
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const { name, hosts, timeZone, settings } = input;
  return { name, hosts, timeZone, settings };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function present(site: StoredSite): Site {
  const { id, slug, name, hosts, timeZone, settings } = withAllSettings(site);
  return {
    id,
    slug,
    name,
    hosts: [...hosts],
    timeZone,
    settings,
    createdAt: site.createdAt.toISOString(),
    endedAt: site.endedAt?.toISOString() ?? null,
  };
}
