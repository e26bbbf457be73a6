import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit, moveBuyers } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { mergeStands, undoDays } from '../rules.ts';
import * as shares from '../store/companies.ts';
import * as store from '../store/merges.ts';
import type { ContactsHanded, Merging, MovedRows, NewSight } from '../wire/handed.ts';
import type { Merge, MergePreview } from '../wire/merges.ts';
import { companyRefs, endShare, shareOwnCompany } from './companies.ts';

type Handed = Pick<ContactsHanded, 'mergers'>;

/** What would go along, and who would come to see what. Nothing is changed. */
export async function previewMerge(
  trx: Trx<'base'>,
  deps: Deps,
  handed: Handed,
  merging: Merging,
): Promise<MergePreview> {
  mustFit(await store.lookAtCompanies(trx, [merging.from, merging.into]), merging);
  const counts: Record<string, number> = await store.countOwn(trx, merging.from);
  const sees: NewSight[] = [];
  const losing: NewSight[] = [];
  let collides = false;
  for (const merger of handed.mergers) {
    Object.assign(counts, await merger.count(trx, merging.from));
    sees.push(...(await merger.newSights(trx, deps, merging)));
    losing.push(...(await merger.lostSights(trx, deps, merging)));
    collides ||= await merger.collides(trx, merging);
  }
  const administrators = await moveBuyers.count(trx, merging.from);
  const refs = await companyRefs(
    trx,
    [...sees, ...losing].flatMap((one) => [one.resellerCompanyId, one.companyId]),
  );
  const ref = (id: string) => refs.get(id) ?? { id, name: '' };
  const present = (one: NewSight) => ({
    reseller: ref(one.resellerCompanyId),
    company: ref(one.companyId),
  });
  return {
    counts: Object.entries({ ...counts, administrators }).map(([kind, count]) => ({ kind, count })),
    newSights: sees.map(present),
    lostSights: losing.map(present),
    openLeads: collides,
    undoDays,
  };
}

function mustFit(companies: ReadonlyMap<string, store.HeldCompany>, { from, into }: Merging): void {
  const both = [companies.get(from), companies.get(into)];
  if (both.some((one) => !one)) throw httpErrors.KEPT_NOT_FOUND();
  if (from === into || both.some((one) => one?.kind !== 'customer' || one.merged_into !== null))
    throw errors.KEPT_NOT_MERGEABLE();
}

/**
 * Two companies are one: everything of the one goes to the other, and each row that went is noted. Locks in this order: merges, customers as
 * assignments lock them, licences as activations do, companies. An activation that is under way ends first, and its rows go along.
 */
export async function mergeCompanies(
  trx: Trx<'base'>,
  deps: Deps,
  handed: Handed,
  order: Merging & { readonly who: Member; readonly evidence: string },
): Promise<{ readonly mergeId: string }> {
  const { from, into, who, evidence } = order;
  const merging = { from, into };
  await store.holdMerges(trx);
  mustFit(await hold(trx, handed, merging), merging);
  const of = { ...merging, at: deps.clock.now() };
  for (const merger of handed.mergers) if (await merger.collides(trx, merging)) throw errors.KEPT_MERGE_OPEN_LEADS();
  const mergeId = deps.ids.uuid();
  await store.writeMerge(trx, { ...of, id: mergeId, actorId: who.memberId, evidence: evidence.trim() });
  const people = await store.movePeople(trx, of);
  const own: MovedRows = {
    'person left': people.left,
    'person joined': people.joined,
    domain: await store.moveDomains(trx, merging, null),
    ...(await moveBuyers.move(trx, merging, null)),
    ...(await moveOwnShares(trx, deps, merging)),
  };
  await store.noteMoved(trx, mergeId, own);
  for (const merger of handed.mergers) await store.noteMoved(trx, mergeId, await merger.move(trx, deps, merging));
  const detail = { into, mergeId };
  await audit(trx, deps, who, { action: 'contacts.companies merged', aboutKind: 'company', aboutId: from, detail });
  return { mergeId };
}

async function hold(trx: Trx, handed: Handed, merging: Merging): Promise<ReadonlyMap<string, store.HeldCompany>> {
  for (const merger of handed.mergers) await merger.hold(trx, merging);
  return store.holdCompanies(trx, [merging.from, merging.into]);
}

/** The share of a company in itself, by which its administrators see it. */
async function moveOwnShares(trx: Trx, deps: Deps, { from, into }: Merging): Promise<MovedRows> {
  const has = await shares.haveOwnShare(trx, [from, into]);
  if (!has.has(from)) return {};
  await endShare(trx, deps, { companyId: from, tenantCompanyId: from });
  if (!has.has(into)) await shareOwnCompany(trx, deps, into);
  return { 'own share ended': [from], ...(has.has(into) ? {} : { 'own share begun': [into] }) };
}

/** Takes a merge back: what went along goes back, as long as nothing that came later stands against it. */
export async function undoMerge(
  trx: Trx<'base'>,
  deps: Deps,
  handed: Handed,
  order: { readonly who: Member; readonly companyId: string; readonly mergeId: string },
): Promise<void> {
  await store.holdMerges(trx);
  const row = await store.readMerge(trx, order.mergeId);
  if (!row || ![row.from_company_id, row.into_company_id].includes(order.companyId)) throw httpErrors.KEPT_NOT_FOUND();
  const merging = { from: row.from_company_id, into: row.into_company_id };
  const companies = await hold(trx, handed, merging);
  const moved = await store.readMoved(trx, row.id);
  await mustBeFree(trx, deps, handed, { row, merging, moved, buried: !!companies.get(merging.into)?.merged_into });
  const of = { ...merging, at: deps.clock.now() };
  await store.writeUndone(trx, { id: row.id, from: merging.from, at: of.at, actorId: order.who.memberId });
  const back = { from: merging.into, into: merging.from };
  await store.bringPeopleBack(trx, of, { left: moved['person left'] ?? [], joined: moved['person joined'] ?? [] });
  await store.moveDomains(trx, back, moved.domain ?? []);
  await moveBuyers.move(trx, back, moved);
  for (const id of moved['own share begun'] ?? []) await endShare(trx, deps, { companyId: id, tenantCompanyId: id });
  for (const id of moved['own share ended'] ?? []) await shareOwnCompany(trx, deps, id);
  for (const merger of handed.mergers) await merger.back(trx, deps, merging, moved);
  const detail = { into: merging.into, mergeId: row.id };
  const about = { aboutKind: 'company', aboutId: merging.from };
  await audit(trx, deps, order.who, { action: 'contacts.merge undone', ...about, detail });
}

async function mustBeFree(
  trx: Trx,
  deps: Deps,
  handed: Handed,
  merge: { row: store.MergeRow; merging: Merging; moved: MovedRows; buried: boolean },
): Promise<void> {
  if (merge.row.undone_at) throw errors.KEPT_MERGE_UNDONE();
  if (!mergeStands(merge.row.at, deps.clock.now())) throw errors.KEPT_MERGE_OVER({ days: undoDays });
  if (merge.buried) throw errors.KEPT_MERGE_BURIED();
  for (const merger of handed.mergers) {
    const count = await merger.gone(trx, merge.merging, merge.moved);
    if (count > 0) throw errors.KEPT_MERGE_LICENCES_GONE({ count });
  }
}

/** The merges of which a company was part, for staff. */
export async function mergesOfCompany(trx: Trx<'base'>, deps: Deps, companyId: string): Promise<Merge[]> {
  return (await store.readMergesOf(trx, companyId)).map((row) => ({
    id: row.id,
    from: { id: row.from_company_id, name: row.from_name },
    into: { id: row.into_company_id, name: row.into_name },
    at: row.at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    mayUndo: row.undone_at === null && mergeStands(row.at, deps.clock.now()),
  }));
}

export interface MergeOfRow {
  readonly rowId: string;
  readonly from: string;
  readonly into: string;
  readonly at: Date;
  readonly undoneAt: Date | null;
}

/** The merges with which rows of a part above went along, the earliest first. */
export async function mergesOfRows(
  db: Database['read'],
  kind: string,
  ids: readonly string[],
): Promise<readonly MergeOfRow[]> {
  if (ids.length === 0) return [];
  return (await store.readMergesOfRows(db, kind, ids)).map((row) => ({
    rowId: row.row_id,
    from: row.from_company_id,
    into: row.into_company_id,
    at: row.at,
    undoneAt: row.undone_at,
  }));
}

/** What each of these companies is now: itself, or the one that it was merged into. */
export function standingCompanies(db: Database['read'], ids: readonly string[]): Promise<Map<string, string>> {
  return store.readStanding(db, ids);
}

/** What each company was called then, in the order asked. */
export function companyNamesAt(
  db: Database['read'],
  asked: readonly { readonly companyId: string; readonly at: Date }[],
): Promise<(string | null)[]> {
  return asked.length === 0 ? Promise.resolve([]) : store.readNamesAt(db, asked);
}
