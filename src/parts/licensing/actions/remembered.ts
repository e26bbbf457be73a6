import { canonicalJson, sha256 } from '../../../platform/crypto/digest.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { ensureNotice, type NoticeBody, type NoticeRef, noticeByHash, readVendor } from '../../policy/index.ts';

interface Memory {
  readonly notices: Map<string, NoticeRef>;
  zone: { readonly name: string; readonly until: number } | null;
  /** Whether any contract wants to be told at each activation. */
  eager: { readonly any: boolean; readonly until: number } | null;
}

// What does not change between two requests need not be asked for at each.
const memories = new WeakMap<Database, Memory>();

function memoryOf(db: Database): Memory {
  let memory = memories.get(db);
  if (!memory) {
    memory = { notices: new Map(), zone: null, eager: null };
    memories.set(db, memory);
  }
  return memory;
}

/** The vendor's time zone, at most a minute old: a day of a licence is a day there. */
export async function vendorZone(deps: Deps): Promise<string> {
  const memory = memoryOf(deps.db);
  const now = deps.clock.now().getTime();
  if (memory.zone && now < memory.zone.until && memory.zone.until - now <= 60_000) return memory.zone.name;
  const vendor = await readVendor(deps.db.read);
  const name = vendor?.timeZone ?? 'UTC';
  memory.zone = { name, until: now + 60_000 };
  return name;
}

/**
 * Whether any contract wants to be told at each activation, as known for at most five seconds: asked after each activation,
 * and what a contract signed meanwhile misses, the daily report brings.
 */
export async function anyEagerContract(deps: Deps, find: () => Promise<boolean>): Promise<boolean> {
  const memory = memoryOf(deps.db);
  const now = deps.clock.now().getTime();
  if (memory.eager && now < memory.eager.until && memory.eager.until - now <= 5_000) return memory.eager.any;
  memory.eager = { any: await find(), until: now + 5_000 };
  return memory.eager.any;
}

/** The notice with exactly these words; made where there is none yet. */
export async function noticeOf(deps: Deps, body: NoticeBody): Promise<NoticeRef> {
  const { notices } = memoryOf(deps.db);
  const known = notices.get(sha256(canonicalJson(body)).toString('hex'));
  if (known) return known;
  const notice = await deps.db.base((trx) => ensureNotice(trx, deps, { kind: 'registration', body }));
  remember(notices, notice);
  return notice;
}

/** The registration notice with this hash; null where none was ever shown. A notice never changes once it has a hash. */
export async function registrationNoticeByHash(deps: Deps, hash: string): Promise<NoticeRef | null> {
  const { notices } = memoryOf(deps.db);
  const known = notices.get(hash);
  if (known) return known;
  const notice = await noticeByHash(deps.db.read, 'registration', hash);
  if (notice) remember(notices, notice);
  return notice;
}

function remember(notices: Map<string, NoticeRef>, notice: NoticeRef): void {
  if (notices.size >= 200) notices.clear();
  notices.set(notice.sha256, notice);
}
