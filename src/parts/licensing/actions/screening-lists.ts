import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Member, Who } from '../../../platform/http/who.ts';
import { readCsv, type SheetLine } from '../../../platform/sheets/read-csv.ts';
import { companiesById } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { type Screened, screen } from '../rules/screening.ts';
import { readScreeningList } from '../rules/screening-list.ts';
import * as store from '../store/screening.ts';
import type { ScreeningLists } from '../wire/screening.ts';
import { forgetScreening, noteHits, screeningNow } from './screening.ts';

/** Takes a list in place of the one of that name. Everything that is there already is held against it by `checkLoaded`. */
export async function loadScreeningList(
  deps: Deps,
  who: Member,
  given: { readonly name: string; readonly csv: string },
): Promise<void> {
  const read = readScreeningList(await linesOf(given.csv));
  if ('line' in read) throw errors.KEPT_LIST_UNREADABLE({ line: read.line });
  const id = deps.ids.uuid();
  const name = given.name.trim();
  const load = async (trx: Trx<'base'>) => {
    const list = { id, name, sha256: sha256(given.csv), at: deps.clock.now(), memberId: who.memberId };
    await store.writeList(trx, { ...list, entries: read.entries });
    const detail = { name, count: read.entries.length };
    await audit(trx, deps, who, {
      action: 'licensing.screening list loaded',
      aboutKind: 'screening list',
      aboutId: id,
      detail,
    });
  };
  try {
    await deps.db.base(load);
  } catch (error) {
    if (store.isBeingLoaded(error)) throw errors.KEPT_LIST_BEING_LOADED({}, error);
    throw error;
  }
  forgetScreening(deps);
}

/** A cell may be as long as the list: who has many names has them in one. */
async function linesOf(csv: string): Promise<SheetLine[]> {
  const bytes = async function* () {
    yield Buffer.from(csv);
  };
  const lines: SheetLine[] = [];
  for await (const some of readCsv(bytes(), csv.length)) lines.push(...some);
  return lines;
}

export async function screeningLists(trx: Trx): Promise<ScreeningLists> {
  const rows = await store.readLists(trx);
  return {
    lists: rows.map((row) => ({
      id: row.id,
      name: row.name,
      entries: row.entries,
      loadedAt: row.loaded_at.toISOString(),
      checked: row.checked,
      toCheck: row.to_check,
      checkedAt: row.checked_at?.toISOString() ?? null,
    })),
  };
}

const atOnce = 500;
const job: Who = { kind: 'system', job: 'licensing.screening' };

/** Holds every licence in use against lists that are new, a few hundred at a time; taken up again where it was stopped. Answers how many. */
export async function checkLoaded(deps: Deps): Promise<number> {
  for (let all = 0; ; ) {
    const checked = await deps.db.as('legal', (trx) => checkSome(trx, deps));
    if (checked === null) return all;
    all += checked;
  }
}

/** The next licences of the oldest list that is not through; null where none is. */
async function checkSome(trx: Trx<'legal'>, deps: Deps): Promise<number | null> {
  const list = await store.holdListToCheck(trx);
  if (!list) return null;
  const screening = await screeningNow(trx, deps);
  const licences = await store.readLicencesToCheck(trx, list.checked_up_to, atOnce);
  const whom = await whomTheyWent(trx, licences);
  for (const { id } of licences)
    for (const screened of whom(id)) {
      const hits = screen(screening, screened);
      await noteHits(trx, deps, job, { licenceIds: [id], occasion: 'list', screened, hits });
    }
  const upTo = licences.length < atOnce ? null : (licences.at(-1)?.id ?? null);
  await store.writeProgress(trx, list.id, { checked: licences.length, upTo, at: deps.clock.now() });
  return licences.length;
}

/** The reseller and the customer of each licence, and who registered it. */
async function whomTheyWent(trx: Trx<'legal'>, licences: readonly store.LicenceToCheck[]) {
  const idsOf = (each: store.LicenceToCheck) => [each.holder_company_id, each.company_id].filter((id) => id !== null);
  const companies = await companiesById(trx, [...new Set(licences.flatMap(idsOf))]);
  const licenceIds = licences.map(({ id }) => id);
  const told = Map.groupBy(await store.readToldOf(trx, licenceIds), (row) => row.licence_id);
  const byId = new Map(licences.map((each) => [each.id, each]));
  return (id: string): Screened[] => {
    const licence = byId.get(id);
    const given = licence ? idsOf(licence).flatMap((companyId) => companies.get(companyId) ?? []) : [];
    return [
      ...given.map(({ name, country }) => ({ company: name, country })),
      ...(told.get(id) ?? []).map((row) => ({ company: row.company_name, country: row.country, contact: row.name })),
    ];
  };
}
