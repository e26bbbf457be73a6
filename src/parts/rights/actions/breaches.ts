import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { mayBeWarned, peopleOfSpan } from '../../contacts/index.ts';
import { incidentItem } from '../../policy/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { breachMail } from '../mails/breach.ts';
import * as store from '../store/breaches.ts';
import type { BreachItem } from '../wire/breaches.ts';

const listedAtOnce = 1_000;
const toldAtOnce = 100;
const nobody = '00000000-0000-0000-0000-000000000000';

export async function breachNotices(deps: Deps, who: Member, incidentId: string): Promise<BreachItem[]> {
  return (await store.readBreaches(deps.db.read, incidentId)).map((row) => present(row, who));
}

function present(row: store.BreachRow, who: Member): BreachItem {
  const state = row.finished_at
    ? 'done'
    : row.stopped_at
      ? 'stopped'
      : row.approved_at
        ? 'running'
        : 'waiting for approval';
  return {
    id: row.id,
    happened: row.happened,
    consequences: row.consequences,
    measures: row.measures,
    contact: row.contact,
    fields: [...row.fields],
    people: row.people,
    state,
    mayApprove: row.approved_at === null && row.written_by !== who.memberId,
    writtenAt: row.written_at.toISOString(),
    approvedAt: row.approved_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    waiting: row.waiting,
    told: row.told,
    gone: row.gone,
    byHand: row.by_hand,
  };
}

/** An officer writes what people are told; whom it concerns is what was counted for the incident. Nothing is sent yet. */
export async function writeBreach(
  deps: Deps,
  who: Member,
  incidentId: string,
  words: store.BreachWords,
): Promise<void> {
  await deps.db.base(async (trx) => {
    const { affected } = await incidentItem(trx, incidentId);
    if (affected === null) throw errors.KEPT_BREACH_NOT_COUNTED();
    const id = deps.ids.uuid();
    const clean = {
      happened: words.happened.trim(),
      consequences: words.consequences.trim(),
      measures: words.measures.trim(),
      contact: words.contact.trim(),
    };
    await store.insertBreach(trx, { ...affected, ...clean, id, incidentId, by: who.memberId, at: deps.clock.now() });
    await note(trx, deps, who, { id, action: 'rights.breach written', count: affected.people });
  });
}

/** A second person approves; from then on everybody whom it concerns is told, once. */
export async function approveBreach(deps: Deps, who: Member, id: string): Promise<void> {
  await deps.db.base(async (trx) => {
    const row = await store.lockBreach(trx, id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    if (row.approved_at !== null) throw errors.KEPT_BREACH_APPROVED();
    if (row.written_by === who.memberId) throw errors.KEPT_LEGAL_DEMAND_SAME_PERSON();
    await store.updateBreach(trx, id, { approved_by: who.memberId, approved_at: deps.clock.now() });
    const asked = { fields: row.fields, from: row.open_from, until: row.open_until };
    for (let after = nobody; ; ) {
      const ids = await peopleOfSpan(trx, asked, { after, limit: listedAtOnce });
      const last = ids.at(-1);
      if (last === undefined) break;
      await store.insertBreachTellings(trx, id, ids);
      after = last;
    }
    await note(trx, deps, who, { id, action: 'rights.breach approved', count: row.people });
  });
}

export async function stopBreach(deps: Deps, who: Member, id: string, stop: boolean): Promise<void> {
  await deps.db.base(async (trx) => {
    const row = await store.lockBreach(trx, id);
    if (!row) throw httpErrors.KEPT_NOT_FOUND();
    if (row.approved_at === null || row.finished_at !== null) throw errors.KEPT_BREACH_APPROVED();
    await store.updateBreach(trx, id, { stopped_at: stop ? deps.clock.now() : null });
    const action = stop ? 'rights.breach stopped' : 'rights.breach continued';
    await note(trx, deps, who, { id, action, count: row.waiting });
  });
}

/** In batches, each whole or not at all, so that it goes on where it ended. One notice that fails keeps no other. */
export async function tellBreaches(deps: Deps): Promise<void> {
  for (const id of await store.readOpenBreaches(deps.db.read)) {
    try {
      while ((await tellSome(deps, id)) > 0) deps.nudge();
    } catch (error) {
      deps.log.error('people could not be told of a breach', { id, error });
    }
  }
}

/** Whoever restricted their data or opted out is told all the same, as the law asks; who is erased is not, who is sealed is told by hand. */
async function tellSome(deps: Deps, id: string): Promise<number> {
  const site = await deps.site();
  return deps.db.as('rights', async (trx) => {
    const row = await store.lockBreach(trx, id);
    if (!row || row.stopped_at !== null || row.finished_at !== null) return 0;
    const waiting = await store.lockWaiting(trx, id, toldAtOnce);
    if (waiting.length === 0) {
      await store.updateBreach(trx, id, { finished_at: deps.clock.now() });
      return 0;
    }
    const people = new Map((await mayBeWarned(trx, waiting)).map((person) => [person.id, person]));
    const stateOf = (personId: string) => people.get(personId)?.state ?? 'gone';
    for (const state of ['gone', 'by hand'] as const)
      await store.markBreachNot(
        trx,
        id,
        waiting.filter((each) => stateOf(each) === state),
        state,
      );
    const open = waiting.filter((each) => stateOf(each) === 'open');
    const mail = breachMail({ site, ...row, ownPage: `${deps.publicUrl}/me` });
    const ledgerIds = await deps.egress.send(trx, {
      mails: open.map((personId) => ({
        kind: 'breach',
        to: people.get(personId)?.email ?? '',
        ...mail,
        disclosure: {
          recipientKind: 'person',
          recipientId: personId,
          personId,
          companyId: null,
          purpose: 'rights',
          fields: ['email'],
          basis: 'a breach concerns their data',
          about: { kind: 'breach', id },
        },
      })),
    });
    const told = open.map((personId, place) => ({ personId, ledgerId: String(ledgerIds[place]) }));
    await store.markBreachTold(trx, id, told, deps.clock.now());
    return waiting.length;
  });
}

/** What goes to the authority (GDPR, art. 33), from what is known of the incident and what was written. */
export async function authorityNotice(deps: Deps, incidentId: string) {
  const incident = await incidentItem(deps.db.read, incidentId);
  const [newest] = await store.readBreaches(deps.db.read, incidentId);
  return { incident, words: newest ?? null, madeAt: deps.clock.now() };
}

function note(
  trx: Trx,
  deps: Deps,
  who: Member,
  { id, action, count }: { readonly id: string; readonly action: string; readonly count: number },
): Promise<void> {
  return audit(trx, deps, who, { action, aboutKind: 'breach', aboutId: id, detail: { count } });
}
