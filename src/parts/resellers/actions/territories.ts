import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { companyNameKey, companyRefs } from '../../contacts/index.ts';
import { holdRecipient } from '../../disclosures/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { postalKey, reasonOf, type Territory, territoryFaults } from '../rules/territories.ts';
import { readResellers } from '../store/resellers.ts';
import * as store from '../store/territories.ts';
import type { NewTerritory, Territory as Shown } from '../wire/territories.ts';

export async function addTerritory(
  trx: Trx,
  deps: Deps,
  who: Who,
  { companyId, territory }: { readonly companyId: string; readonly territory: NewTerritory },
): Promise<void> {
  const reseller = (await readResellers(trx, companyId))[0];
  if (!reseller) throw httpErrors.KEPT_NOT_FOUND();
  if (!(await holdRecipient(trx, reseller.recipient_id))) throw errors.KEPT_RESELLER_UNKNOWN();
  const row = await serve(trx, deps, companyId, territory);
  const detail = { country: row.country, region: row.region, priority: row.priority, territory: reasonOf(row) };
  await audit(trx, deps, who, {
    action: 'resellers.territory added',
    aboutKind: 'company',
    aboutId: companyId,
    detail,
  });
}

/** From now on nobody is assigned by this territory; who was, stays. */
export async function endTerritory(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly companyId: string; readonly territoryId: string },
): Promise<void> {
  const ended = await store.endTerritory(trx, {
    resellerCompanyId: input.companyId,
    territoryId: input.territoryId,
    at: deps.clock.now(),
  });
  if (!ended) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'resellers.territory ended', aboutKind: 'company', aboutId: input.companyId });
}

/** The same place may be served by several at different priorities or on different days, never at the same. */
export async function serve(trx: Trx, deps: Deps, companyId: string, asked: NewTerritory): Promise<Territory> {
  const given = { ...nothing, ...trimmed(asked) };
  const fields = territoryFaults(given);
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const { postalFrom, postalTo, account } = given;
  const row = {
    ...given,
    id: deps.ids.uuid(),
    resellerCompanyId: companyId,
    postalFrom: postalFrom && postalKey(postalFrom),
    postalTo: postalFrom && postalKey(postalTo ?? postalFrom),
    accountKey: account && companyNameKey(account),
    priority: asked.priority ?? 100,
    createdAt: deps.clock.now(),
  };
  await store.lockTerritories(trx);
  const there = await store.readSameTerritory(trx, row);
  if (there !== null) {
    const reseller = (await companyRefs(trx, [there])).get(there)?.name ?? '';
    throw errors.KEPT_TERRITORY_TAKEN({ territory: reasonOf(row).replace(/^territory: /, ''), reseller });
  }
  await store.insertTerritory(trx, row);
  return row;
}

const nothing = {
  country: null,
  region: null,
  postalFrom: null,
  postalTo: null,
  industry: null,
  account: null,
  fromOn: null,
  untilOn: null,
};

type Words = Record<keyof typeof nothing, string | null>;

function trimmed({ priority: _, ...words }: NewTerritory): Words {
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text?.trim() ?? null])) as Words;
}

export function presentTerritory(row: Territory): Shown {
  const { resellerCompanyId: _, accountKey: __, createdAt, ...rest } = row;
  return { ...rest, since: createdAt.toISOString() };
}
