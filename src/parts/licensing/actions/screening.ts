import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import { companiesById } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { prepareScreening, type Screened, type Screening, type ScreeningHit, screen } from '../rules/screening.ts';
import * as store from '../store/screening.ts';

interface Memory {
  readonly lists: string;
  readonly screening: Screening;
  readonly until: number;
}

const memories = new WeakMap<Database, Memory>();
const memoryMs = 60_000;

/** The lists in memory; whether they are still those that hold is asked once a minute, so that an activation needs no statement for it. */
export async function screeningOf(deps: Deps): Promise<Screening> {
  const now = deps.clock.now().getTime();
  const held = memories.get(deps.db);
  if (held && now < held.until && held.until - now <= memoryMs) return held.screening;
  return screeningIn(deps.db.read, deps);
}

/** The lists as they are now. They are read anew, over a connection of its own, only where they are others than those in memory. */
async function screeningIn(db: Database['read'], deps: Deps): Promise<Screening> {
  const lists = await store.readListsInForce(db);
  const held = memories.get(deps.db);
  if (held?.lists !== lists && lists !== '') return deps.db.as('legal', (trx) => screeningNow(trx, deps));
  const screening = held?.lists === lists ? held.screening : prepareScreening([]);
  memories.set(deps.db, { lists, screening, until: deps.clock.now().getTime() + memoryMs });
  return screening;
}

/** The lists as they are in this very transaction: what is held against a new list must not be held against those of a minute ago. */
export async function screeningNow(trx: Trx<'legal'>, deps: Deps): Promise<Screening> {
  const held = memories.get(deps.db);
  const lists = await store.readListsInForce(trx);
  const screening = held?.lists === lists ? held.screening : prepareScreening(await store.readEntries(trx, null));
  memories.set(deps.db, { lists, screening, until: deps.clock.now().getTime() + memoryMs });
  return screening;
}

/** After a list was loaded here: asked anew at the next look. */
export function forgetScreening(deps: Deps): void {
  memories.delete(deps.db);
}

export interface Met {
  readonly licenceIds: readonly string[];
  readonly occasion: store.NewHit['occasion'];
  readonly screened: Screened;
  readonly hits: readonly ScreeningHit[];
}

/**
 * Notes what was found and puts the licences on hold, but those for which two people have released just that. Answers the licences that
 * something is open of.
 */
export async function noteHits(trx: Trx, deps: Deps, who: Who, met: Met): Promise<string[]> {
  const { licenceIds, occasion, screened, hits } = met;
  if (hits.length === 0) return [];
  const at = deps.clock.now();
  await store.holdLicences(trx, licenceIds);
  const rows = licenceIds.flatMap((licenceId) =>
    hits.map((hit) => ({
      ...hit,
      id: deps.ids.uuid(),
      licenceId,
      occasion,
      companyName: screened.company,
      country: screened.country,
    })),
  );
  const open = await store.writeHits(trx, rows, at);
  for (const id of await store.putOnHold(trx, open, { at, actor: actor(who) }))
    await audit(trx, deps, who, {
      action: 'licensing.held by export control',
      aboutKind: 'licence',
      aboutId: id,
      detail: { occasion, count: hits.length },
    });
  return open;
}

/** Screens the company that licences go to, after they were given to it, in the same transaction. */
export async function screenGiven(
  trx: Trx,
  deps: Deps,
  who: Who,
  given: {
    readonly licenceIds: readonly string[];
    readonly companyId: string;
    readonly occasion: 'issue' | 'hand-over';
  },
): Promise<void> {
  // In the transaction at hand: one that waits inside for another may wait for ever.
  const screening = await screeningIn(trx, deps);
  const company = (await companiesById(trx, [given.companyId])).get(given.companyId);
  if (!company) return;
  const screened = { company: company.name, country: company.country };
  await noteHits(trx, deps, who, { ...given, screened, hits: screen(screening, screened) });
}
