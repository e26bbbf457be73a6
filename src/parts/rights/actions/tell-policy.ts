import type { Trx } from '../../../platform/db/database.ts';
import type { Category } from '../../../platform/db/purposes.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Mail } from '../../../platform/egress/egress.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import type { Member } from '../../../platform/http/who.ts';
import { concernedPeople, letUse, reachablePeople, waitForPeople } from '../../contacts/index.ts';
import { openDeclared, type PolicyChange, policyChange } from '../../policy/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { policyChangeMail } from '../mails/policy-change.ts';
import { dayIn } from '../rules/links.ts';
import * as store from '../store/tellings.ts';
import { zoneOf } from './clock.ts';

const listedAtOnce = 1_000;
const toldAtOnce = 100;
const dayMs = 86_400_000;
/** The name of the last round. */
const everybody = '';
const nobody = '00000000-0000-0000-0000-000000000000';
const job = { kind: 'system', job: 'rights.tell-policy' } as const;

/**
 * A version of the policy was published: from now on it is known that people have to be told of it. The telling itself is the job's, as
 * other news must not wait until a million people are told.
 */
export function beginTelling(deps: Deps): Subscriber {
  return async ({ noticeId }) => {
    await deps.db.base(async (trx) => {
      const change = await policyChange(trx, String(noticeId));
      if (!change || change.version === 1) return;
      const { version } = change;
      await store.insertRun(trx, { notice_id: change.noticeId, version, begun_at: deps.clock.now() });
    });
  };
}

/** Somebody may be written to again: they are listed already, so that one batch reaches them. */
export function tellLifted(deps: Deps): Subscriber {
  return async ({ restricted, sealed }) => {
    if (!restricted && !sealed && (await tellSome(deps, { after: nobody, limit: toldAtOnce })) !== null) deps.nudge();
  };
}

/** How many people one pass lists, and how many it tells. */
interface Pass {
  readonly list: number;
  readonly tell: number;
}

/** The queue takes a job of a quarter of an hour for one that hangs, and begins it anew: a pass ends long before. */
const onePass: Pass = { list: 100_000, tell: 20_000 };

/**
 * One pass: lists whom each version concerns, and tells them, so many and no more; in batches, each whole or not at all. The next goes on
 * where it ended, or where a server that was killed did. Who gives data between the publication of a version and the day from which it
 * holds is listed after that day.
 */
export async function tellPolicy(deps: Deps, most: Pass = onePass): Promise<void> {
  let left = most.list;
  for (const run of await store.readRunsToList(deps.db.read)) {
    if (left === 0) break;
    const change = await policyChange(deps.db.read, run.notice_id);
    if (change && mustList(run, change, deps.clock.now())) left -= await list(deps, { change, run, most: left });
  }
  await tellInOrder(deps, most.tell);
  for (const run of await store.readOpenRuns(deps.db.read)) await finish(deps, run.notice_id);
}

async function tellInOrder(deps: Deps, most: number): Promise<void> {
  let after = nobody;
  for (let told = 0; told < most; ) {
    const batch = await tellSome(deps, { after, limit: Math.min(toldAtOnce, most - told) });
    if (batch === null) return;
    deps.nudge();
    told += batch.count;
    after = batch.last;
  }
}

/** Begins to list anew for each version, also those that are done with: somebody may say later that a registration of earlier was theirs. */
export async function listAgain(deps: Deps): Promise<void> {
  for (const run of await store.readListedRuns(deps.db.read)) {
    const change = await policyChange(deps.db.read, run.notice_id);
    if (!change) continue;
    const begun = { listing: roundsOf(change)[0]?.name ?? everybody, listing_after: nobody };
    await deps.db.base(async (trx) => {
      await store.lockTelling(trx);
      await store.updateListing(trx, run.notice_id, { ...begun, listing_since: deps.clock.now() });
    });
  }
}

/** Listed is when the version is published, once a day until it holds, and once when it does: not a million people every few minutes. */
function mustList(run: store.RunRow, change: PolicyChange, now: Date): boolean {
  if (run.listed_at === null || run.listing !== null) return true;
  if (run.listed_at >= change.effectiveAt) return false;
  return now >= change.effectiveAt || now.getTime() - run.listed_at.getTime() >= dayMs;
}

/** One kind of people to be listed. */
interface Round {
  readonly name: string;
  readonly categories: readonly Category[];
  readonly use: PolicyChange['uses'][number] | null;
}

function roundsOf(change: PolicyChange): Round[] {
  return [
    ...change.uses.map((use) => ({ name: use.use, categories: use.categories, use })),
    { name: everybody, categories: change.categories, use: null },
  ];
}

interface Listing {
  readonly change: PolicyChange;
  readonly run: store.RunRow;
  readonly most: number;
}

/** Goes on where the last pass has ended, or a server that was killed. Returns how many were listed. */
async function list(deps: Deps, { change, run, most }: Listing): Promise<number> {
  const since = run.listing_since ?? deps.clock.now();
  const before = new Date(Math.min(since.getTime(), change.effectiveAt.getTime()));
  const rounds = roundsOf(change);
  const begun = rounds.findIndex(({ name }) => name === run.listing);
  let listed = 0;
  for (const [index, round] of rounds.entries()) {
    if (index < begun) continue;
    const after = index === begun && run.listing_after !== null ? run.listing_after : nobody;
    listed += await listPeople(deps, change, { ...round, before, since, after, most: most - listed });
    if (listed === most) return listed;
  }
  await deps.db.base(async (trx) => {
    const done = { listed_at: since, listing: null, listing_after: null, listing_since: null };
    await store.updateListing(trx, change.noticeId, done);
    if (since < change.effectiveAt) return;
    for (const use of await openDeclared(trx, change.noticeId))
      await audit(trx, deps, job, {
        action: 'policy.use opened',
        aboutKind: 'notice',
        aboutId: change.noticeId,
        detail: { use },
      });
  });
  return listed;
}

/** Whoever is listed for a new use waits for it from the same moment on. Returns how many were listed. */
async function listPeople(
  deps: Deps,
  change: PolicyChange,
  round: Round & { readonly before: Date; readonly since: Date; readonly after: string; readonly most: number },
): Promise<number> {
  const { name, use, categories, before, since, most } = round;
  if (categories.length === 0) return 0;
  let listed = 0;
  for (let { after } = round; listed < most; ) {
    const page = { after, limit: Math.min(listedAtOnce, most - listed) };
    const ids: readonly string[] = await concernedPeople(deps.db.read, { categories, before }, page);
    const last = ids.at(-1);
    if (last === undefined) break;
    await deps.db.base(async (trx) => {
      await store.lockTelling(trx);
      await store.insertTellings(trx, change.noticeId, ids, deps.clock.now());
      if (use !== null) {
        const waiting = await store.readUnanswered(trx, change.noticeId, ids, use.asked);
        await waitForPeople(trx, waiting, use.use);
      }
      await store.updateListing(trx, change.noticeId, { listing: name, listing_after: last, listing_since: since });
    });
    listed += ids.length;
    after = last;
  }
  return listed;
}

/**
 * Tells the next of those who wait; null where nobody does any more. One process at a time does, so that nobody is told twice or while they
 * are being listed.
 */
async function tellSome(
  deps: Deps,
  page: { readonly after: string; readonly limit: number },
): Promise<{ readonly count: number; readonly last: string } | null> {
  return deps.db.as('rights', async (trx) => {
    await store.lockTelling(trx);
    const waiting = await store.readWaiting(trx, page);
    const last = waiting.at(-1)?.person_id;
    if (last === undefined) return null;
    const people = new Map(
      (
        await reachablePeople(
          trx,
          waiting.map((each) => each.person_id),
        )
      ).map((person) => [person.id, person]),
    );
    const gone = waiting.filter(({ person_id }) => (people.get(person_id)?.state ?? 'gone') === 'gone');
    await store.markGone(
      trx,
      gone.map((each) => each.person_id),
    );
    const open = waiting.filter(({ person_id }) => people.get(person_id)?.state === 'open');
    const changes = await changesOf(trx, open);
    const mails = await Promise.all(
      open.map((row) => mailOf(trx, deps, row, { changes, email: people.get(row.person_id)?.email ?? '' })),
    );
    const ledgerIds = await deps.egress.send(trx, { mails });
    const told = open.map((row, index) => ({
      personId: row.person_id,
      noticeIds: row.notice_ids,
      ledgerId: String(ledgerIds[index]),
    }));
    await store.markAllTold(trx, told, deps.clock.now());
    await letTold(trx, changes, open);
    return { count: waiting.length, last };
  });
}

async function changesOf(trx: Trx, rows: readonly store.WaitingRow[]): Promise<Map<string, PolicyChange>> {
  const changes = new Map<string, PolicyChange>();
  for (const id of new Set(rows.flatMap((row) => row.notice_ids))) {
    const change = await policyChange(trx, id);
    if (change) changes.set(id, change);
  }
  return changes;
}

/** Uses of which somebody has only to be told wait no longer; those that need an answer still do. */
async function letTold(
  trx: Trx,
  changes: ReadonlyMap<string, PolicyChange>,
  rows: readonly store.WaitingRow[],
): Promise<void> {
  for (const [id, { uses }] of changes) {
    const personIds = rows.filter((row) => row.notice_ids.includes(id)).map((row) => row.person_id);
    const told = uses.filter(({ asked }) => !asked).map(({ use }) => use);
    if (told.length > 0) await letUse(trx, personIds, told);
  }
}

async function mailOf(
  trx: Trx,
  deps: Deps,
  row: store.WaitingRow,
  known: { readonly changes: ReadonlyMap<string, PolicyChange>; readonly email: string },
): Promise<Mail> {
  const changes = row.notice_ids.flatMap((id) => known.changes.get(id) ?? []);
  const zone = await zoneOf(trx);
  const mail = policyChangeMail({
    site: await deps.site(),
    versions: changes.map(({ version, effectiveAt, headings }) => ({
      version,
      from: dayIn(zone, effectiveAt),
      headings,
      link: `${deps.publicUrl}/privacy/versions/${version}/diff`,
    })),
    asks: changes.some(({ uses }) => uses.some(({ asked }) => asked)),
    ownPage: `${deps.publicUrl}/me`,
  });
  const disclosure = {
    recipientKind: 'person',
    recipientId: row.person_id,
    personId: row.person_id,
    companyId: null,
    purpose: 'rights',
    fields: ['email'],
    basis: 'the policy changes',
    about: { kind: 'policy version', id: row.notice_ids.at(-1) ?? '' },
  } as const;
  return { kind: 'policy change', to: known.email, ...mail, disclosure };
}

/** A run ends when its version holds, all were listed after that, and nobody waits any more. */
async function finish(deps: Deps, noticeId: string): Promise<void> {
  await deps.db.base(async (trx) => {
    const change = await policyChange(trx, noticeId);
    const [run] = (await store.readOpenRuns(trx)).filter((each) => each.notice_id === noticeId);
    if (!change || !run?.listed_at || run.listed_at < change.effectiveAt || run.stopped_at) return;
    if (await store.waitsForTelling(trx, noticeId)) return;
    await store.updateRun(trx, noticeId, { finished_at: deps.clock.now() });
  });
}

/** Stops telling people of a version, or goes on; who waits goes on waiting, and so do new uses of their data. */
export async function stopTelling(
  deps: Deps,
  who: Member,
  asked: { readonly noticeId: string; readonly stop: boolean },
): Promise<void> {
  const { noticeId, stop } = asked;
  await deps.db.base(async (trx) => {
    const done = await store.updateRun(trx, noticeId, { stopped_at: stop ? deps.clock.now() : null });
    if (!done) throw errors.KEPT_TELLING_DONE();
    const action = stop ? 'rights.telling stopped' : 'rights.telling continued';
    await audit(trx, deps, who, { action, aboutKind: 'notice', aboutId: noticeId });
  });
}

/** Each version of which people are told, with what came of it, the newest first. */
export async function tellings(deps: Deps) {
  return (await store.readRuns(deps.db.read)).map((row) => ({
    noticeId: row.notice_id,
    version: row.version,
    begunAt: row.begun_at.toISOString(),
    listedAt: row.listed_at?.toISOString() ?? null,
    stoppedAt: row.stopped_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    listed: row.listed,
    told: row.told,
    waiting: row.waiting,
    heldBack: row.held_back,
    gone: row.gone,
    yes: row.yes,
    no: row.no,
  }));
}
