import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { companyNameKey, companyRefs } from '../../contacts/index.ts';
import { type Prospect, rankTerritories, reasonOf } from '../rules/territories.ts';
import { readTerritories } from '../store/territories.ts';
import type { WhoWould, WouldGet } from '../wire/territories.ts';
import { liveRecipients } from './live-recipients.ts';
import { vendorDay } from './vendor-day.ts';

export interface Candidate {
  readonly resellerCompanyId: string;
  readonly territoryId: string | null;
  readonly reason: string;
}

/** The resellers in whose territories a prospect lies on a day, each once, the first first. */
export async function candidatesFor(db: Database['read'], prospect: Prospect, day: string): Promise<Candidate[]> {
  const countries = prospect.country === null ? [] : [prospect.country];
  const ranked = rankTerritories(await readTerritories(db, { countries }), prospect, day);
  const seen = new Set<string>();
  return ranked.flatMap((territory) => {
    const { id, resellerCompanyId } = territory;
    if (seen.has(resellerCompanyId)) return [];
    seen.add(resellerCompanyId);
    return [{ resellerCompanyId, territoryId: id, reason: reasonOf(territory) }];
  });
}

/** Who would get a prospect, and why. Nothing is written. */
export async function whoWould(db: Database['read'], deps: Deps, asked: WhoWould): Promise<WouldGet> {
  const prospect = {
    country: asked.country,
    region: asked.region ?? null,
    postalCode: asked.postalCode ?? null,
    industry: asked.industry ?? null,
    nameKey: asked.companyName ? companyNameKey(asked.companyName) : null,
  };
  const candidates = await candidatesFor(db, prospect, asked.on ?? (await vendorDay(db, deps)));
  const ids = candidates.map(({ resellerCompanyId }) => resellerCompanyId);
  const names = await companyRefs(db, ids);
  const live = await liveRecipients(db, deps, ids);
  return {
    candidates: candidates.map(({ resellerCompanyId: id, reason }) => ({
      reseller: names.get(id) ?? { id, name: '' },
      reason,
      live: live.has(id),
    })),
  };
}
