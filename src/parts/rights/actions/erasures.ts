import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { ReplayLine, ReplayLog } from '../../../platform/erasure/replay-log.ts';
import { type Sought, searchBytes } from '../../../platform/erasure/search-bytes.ts';
import type { Subscriber } from '../../../platform/events/events.ts';
import { emailKeyOf, wishesOf } from '../../contacts/index.ts';
import { receiptLines, type Told } from '../rules/receipt.ts';
import * as store from '../store/erasures.ts';
import { type ErasesWith, erasePerson, eraseRows } from './erase.ts';
import type { Erased, ErasureAsked } from './erasure-asked.ts';
import { tellTogether } from './tell-together.ts';

/** What erasing needs from outside the parts. */
export interface ErasureHanded extends ErasesWith {
  /** Columns of the whole database in which one of the values stands, read by the role of the probes. */
  readonly searchRows: (values: readonly string[]) => Promise<readonly string[]>;
  /** The folder of this installation's files; null where they lie elsewhere. */
  readonly dataFolder: string | null;
  /** Whether the database keeps its files there, too. */
  readonly hasDatabase: () => boolean;
  readonly replayLog: ReplayLog;
  /** Takes up into the evidence log what is committed: a nonce that were made after the erasure would stay. */
  readonly logRows: () => Promise<unknown>;
}

const searchWithin = 10_000;
const database = 'postgres';

export type Erasures = ReturnType<typeof createErasures>;

/** Erasing with its proofs. The values of who was just erased live in here until the last search, and nowhere else. */
export function createErasures(deps: Deps, handed: ErasureHanded) {
  const inMemory = new Map<string, readonly string[]>();

  /** Erases, then looks everywhere whether it is gone. What a registration under way wrote meanwhile is erased as well. */
  async function erase(prepare: (trx: Trx<'rights'>) => Promise<ErasureAsked>): Promise<Erased> {
    await handed.logRows();
    const erased = await deps.db.as('rights', async (trx) => erasePerson(trx, deps, handed, await prepare(trx)));
    inMemory.set(erased.id, erased.values);
    deps.nudge();
    await searchAgain(erased.id, erased.personId);
    return erased;
  }

  async function searchAgain(id: string, personId: string): Promise<void> {
    const values = inMemory.get(id) ?? [];
    const until = Date.now() + searchWithin;
    let found = await search(id, values);
    while (found.length > 0 && Date.now() < until) {
      await eraseLate(personId, values);
      await new Promise((done) => setTimeout(done, 200));
      const before = found.join();
      found = await search(id, values);
      if (found.join() === before) break;
    }
    await deps.db.base((trx) => store.markSearched(trx, id, deps.clock.now(), found));
    if (found.length > 0) deps.log.warn('something of an erased person is still found', { id, count: found.length });
    await sign(id);
  }

  async function search(id: string, values: readonly string[]): Promise<string[]> {
    const rows = values.length === 0 ? [] : await handed.searchRows(values);
    if (handed.dataFolder === null) return [...rows];
    const files = await searchBytes(handed.dataFolder, [{ id, values, address: null }], { skip: [database] });
    return [...rows, ...(files.found.get(id) ?? [])];
  }

  async function eraseLate(personId: string, values: readonly string[]): Promise<void> {
    await deps.db.as('rights', async (trx) => {
      const erasing = {
        personId,
        emailKey: Buffer.alloc(0),
        freshKey: () => deps.ids.random(32),
        values,
        at: deps.clock.now(),
      };
      for (const eraser of handed.erasers.filter((each) => each.part !== 'contacts')) await eraser.erase(trx, erasing);
    });
  }

  async function sign(id: string): Promise<void> {
    const row = await store.readErasure(deps.db.read, { id });
    if (!row?.erased_at || !('erased' in row.told)) return;
    const lines = receiptLines({
      number: row.number,
      vendor: (await deps.site()).name,
      cause: row.cause,
      begunAt: row.begun_at.toISOString(),
      erasedAt: row.erased_at.toISOString(),
      told: row.told as Told,
      searchedAt: row.searched_at?.toISOString() ?? null,
      found: row.found ?? [],
      rewriteBy: row.rewrite_by,
      rewrittenAt: row.rewritten_at?.toISOString() ?? null,
      bytesAt: row.bytes_at?.toISOString() ?? null,
      bytesFound: row.bytes_found ?? [],
      backupsUntil: row.backups_until,
      keyId: deps.signing.keyId,
    });
    const signature = deps.signing.sign(Buffer.from(lines, 'utf8')).toString('base64url');
    const receipt = `${lines}signature ${signature}\n`;
    await deps.db.base((trx) => store.writeReceipt(trx, id, receipt));
    handed.replayLog.append(lineOf({ ...row, receipt }));
  }

  /** What was begun and not finished, by a server that was killed or by a backup that brought the rows back. Before anybody is served. */
  async function finish(): Promise<number> {
    const rows = await store.readUnfinished(deps.db.read, 'rows');
    for (const row of rows) {
      const values = await deps.db.as('rights', (trx) => eraseRows(trx, deps, handed, row));
      inMemory.set(row.id, values);
    }
    for (const row of await store.readUnfinished(deps.db.read, 'search'))
      if (inMemory.has(row.id)) await searchAgain(row.id, row.person_id);
      // A server that was killed between erasing and looking took the values with it: the bytes will be looked through for the address.
      else await sign(row.id);
    return rows.length;
  }

  /** Once the owner has written tables and log anew: looks through every byte of them. */
  async function proveBytes(): Promise<number> {
    const hour = new Date(deps.clock.now().getTime() - 3_600_000);
    for (const personId of await store.readErasedSince(deps.db.read, hour)) await eraseLate(personId, []);
    const folder = handed.hasDatabase() ? handed.dataFolder : null;
    const rows = folder === null ? [] : await store.readUnfinished(deps.db.read, 'bytes');
    if (folder === null || rows.length === 0) return 0;
    const { found } = await searchBytes(folder, rows.map(soughtOf));
    for (const row of rows) {
      await deps.db.base((trx) => store.markBytes(trx, row.id, deps.clock.now(), found.get(row.id) ?? []));
      await sign(row.id);
      inMemory.delete(row.id);
    }
    return rows.length;
  }

  function soughtOf(row: store.ErasureRow): Sought {
    const is = (text: string) => deps.digests.email(text).equals(row.email_key);
    const address = row.email_at > 0 ? { bytes: row.email_bytes, at: row.email_at, is } : null;
    return { id: row.id, values: inMemory.get(row.id) ?? [], address };
  }

  return { tellHolders: () => tellTogether(deps, handed), erase, finish, proveBytes };
}

/** On `rights.erased`: into the log that lies outside of the database, so that no older backup brings anybody back. */
export function logErasure(deps: Deps, handed: Pick<ErasureHanded, 'replayLog'>): Subscriber {
  return async (payload) => {
    const row = await store.readErasure(deps.db.read, { id: String(payload.erasureId) });
    if (row) handed.replayLog.append(lineOf(row));
  };
}

function lineOf(row: store.ErasureRow): ReplayLine {
  return {
    kind: 'erasure',
    at: (row.erased_at ?? row.begun_at).toISOString(),
    id: row.id,
    number: row.number,
    personId: row.person_id,
    cause: row.cause,
    emailKey: row.email_key.toString('hex'),
    emailBytes: row.email_bytes,
    emailAt: row.email_at,
    rewriteBy: row.rewrite_by,
    backupsUntil: row.backups_until,
    receipt: row.receipt,
  };
}

/** On `contacts.state`: restrictions, objections and seals. */
export function logState(deps: Deps, handed: Pick<ErasureHanded, 'replayLog'>): Subscriber {
  return async ({ personId, restricted, objected, sealed }) => {
    const at = deps.clock.now().toISOString();
    handed.replayLog.append({
      kind: 'state',
      at,
      personId: String(personId),
      restricted: restricted === true,
      objected: objected === true,
      sealed: sealed === true,
    });
  };
}

/** On `contacts.preference`: opt-outs, and what was allowed again. */
export function logChoice(deps: Deps, handed: Pick<ErasureHanded, 'replayLog'>): Subscriber {
  return async (payload) => {
    const key = await emailKeyOf(deps.db.read, String(payload.personId));
    if (key === null) return;
    handed.replayLog.append({
      kind: 'choice',
      allowed: payload.allowed === true,
      at: deps.clock.now().toISOString(),
      emailKey: key.toString('hex'),
      channel: String(payload.channel),
    });
  };
}

/** On `contacts.wishes`: topics and pauses. */
export function logWishes(deps: Deps, handed: Pick<ErasureHanded, 'replayLog'>): Subscriber {
  return async (payload) => {
    const personId = String(payload.personId);
    const at = deps.clock.now();
    const wishes = await wishesOf(deps.db.read, personId, at);
    if (!wishes) return;
    const { refusedTopics, pausedUntil } = wishes;
    handed.replayLog.append({
      kind: 'wishes',
      at: at.toISOString(),
      personId,
      refusedTopics,
      pausedUntil: pausedUntil?.toISOString() ?? null,
    });
  };
}

/** On `contacts.suppressed`: an address that wrote that it wants to hear nothing more, whoever it belongs to. */
export function logSuppression(deps: Deps, handed: Pick<ErasureHanded, 'replayLog'>): Subscriber {
  return async ({ emailKey }) => {
    const at = deps.clock.now().toISOString();
    for (const channel of ['mail', 'post', 'phone'])
      handed.replayLog.append({ kind: 'choice', allowed: false, at, emailKey: String(emailKey), channel });
  };
}
