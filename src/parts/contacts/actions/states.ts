import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readWarned } from '../store/concerned.ts';
import { type HeldState, holdPerson as hold, readIdle, readSealed, writeState } from '../store/erase.ts';
import { countHolding, readHolding } from '../store/provenance.ts';

/** A person, held against every other writer until the end of the transaction. */
export function holdPerson(trx: Trx, personId: string): Promise<HeldState | null> {
  return hold(trx, personId);
}

/** Restricts a person's record or lifts that, and the same for their objection and the seal on a child's; what is not named stays. Announces contacts.state. */
export async function setState(
  trx: Trx,
  deps: Deps,
  personId: string,
  change: { readonly restricted?: boolean; readonly objected?: boolean; readonly sealed?: boolean },
): Promise<void> {
  const held = await hold(trx, personId);
  if (!held || held.erased_at !== null) throw httpErrors.KEPT_NOT_FOUND();
  const since = (wanted: boolean | undefined, before: Date | null) =>
    wanted === undefined ? before : wanted ? (before ?? deps.clock.now()) : null;
  const state = {
    restricted: since(change.restricted, held.restricted_at),
    objected: since(change.objected, held.objected_at),
    sealed: since(change.sealed, held.sealed_at),
  };
  await writeState(trx, personId, state);
  const payload = {
    personId,
    restricted: state.restricted !== null,
    objected: state.objected !== null,
    sealed: state.sealed !== null,
  };
  await announce(trx, deps.clock, { name: 'contacts.state', payload });
}

/** People whose record was sealed before then and still is. */
export function sealedPeople(db: Database['read'], before: Date): Promise<string[]> {
  return readSealed(db, before);
}

/** Of how many people some kinds of data were held in a span of time. */
export function peopleHolding(
  db: Database['read'],
  asked: { readonly fields: readonly string[]; readonly from: Date; readonly until: Date },
): Promise<number> {
  return countHolding(db, asked);
}

/** The same people by their ids, page by page. */
export function peopleOfSpan(
  db: Database['read'],
  asked: { readonly fields: readonly string[]; readonly from: Date; readonly until: Date },
  page: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  return readHolding(db, asked, page);
}

/** Of these people who can be warned by mail: restriction and opt-outs do not stand in the way of what the law makes us tell. */
export function mayBeWarned(trx: Trx<'rights'>, ids: readonly string[]) {
  return readWarned(trx, ids);
}

/** People of whom nothing was changed, looked at or told since then. */
export function idlePeople(db: Database['read'], before: Date): Promise<string[]> {
  return readIdle(db, before);
}
