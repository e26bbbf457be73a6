import { canonicalJson, sha256 } from '../../../platform/crypto/digest.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { ensureNotice, type NoticeBody, type NoticeRef, noticeByHash, readVendor } from '../../policy/index.ts';
import { insertNamed, type NamedLicensor, readReportedFields } from '../store/notice-licensors.ts';

/** A registration notice as a registration is stored under it. */
export interface HeldNotice {
  readonly id: string;
  /** When other words took its place; null: none did. */
  readonly followedAt: Date | null;
  /** Fields that it says some licensor is told. */
  readonly reported: ReadonlySet<string>;
}

interface Memory {
  /** By hash, as known for at most a minute. */
  readonly notices: Map<string, HeldNotice & { readonly until: number }>;
  /** The notice shown last, and with which words and licensors; asked for anew after a minute. */
  shown: { readonly key: string; readonly notice: NoticeRef; readonly until: number } | null;
  zone: { readonly name: string; readonly until: number } | null;
  /** Whether any contract wants to be told at each activation. */
  eager: { readonly any: boolean; readonly until: number } | null;
}

// What does not change between two requests need not be asked for at each.
const memories = new WeakMap<Database, Memory>();

function memoryOf(db: Database): Memory {
  let memory = memories.get(db);
  if (!memory) {
    memory = { notices: new Map(), shown: null, zone: null, eager: null };
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

const slowMs = 100;
const slowAnswers = new WeakMap<Database, { readonly until: number; readonly answer: Promise<unknown> }>();

/** What took longer than a tenth of a second is not asked for again within five minutes; who comes meanwhile waits for the same answer. */
export async function rememberedIfSlow<T>(deps: Deps, find: () => Promise<T>): Promise<T> {
  const now = deps.clock.now().getTime();
  const known = slowAnswers.get(deps.db);
  if (known && now < known.until && known.until - now <= 300_000) return known.answer as Promise<T>;
  const began = performance.now();
  const answer = find();
  slowAnswers.set(deps.db, { until: now + 300_000, answer });
  try {
    return await answer;
  } finally {
    if (performance.now() - began < slowMs) slowAnswers.delete(deps.db);
  }
}

const noticeMs = 60_000;

/** The notice with exactly these words, kept with whom it names; made where there is none, or none in force. */
export async function noticeOf(deps: Deps, body: NoticeBody, named: readonly NamedLicensor[]): Promise<NoticeRef> {
  const memory = memoryOf(deps.db);
  const now = deps.clock.now().getTime();
  const key = sha256(canonicalJson({ body, named })).toString('hex');
  const { shown } = memory;
  if (shown?.key === key && now < shown.until && shown.until - now <= noticeMs) return shown.notice;
  const notice = await deps.db.base(async (trx) => {
    const made = await ensureNotice(trx, deps, { kind: 'registration', body });
    await insertNamed(trx, made.id, named);
    return made;
  });
  memory.shown = { key, notice, until: now + noticeMs };
  memory.notices.delete(notice.sha256);
  await registrationNoticeByHash(deps, notice.sha256);
  return notice;
}

/** The registration notice with this hash, as it stood at most a minute ago; null where none was ever shown. */
export async function registrationNoticeByHash(deps: Deps, hash: string): Promise<HeldNotice | null> {
  const { notices } = memoryOf(deps.db);
  const now = deps.clock.now().getTime();
  const known = notices.get(hash);
  if (known && now < known.until && known.until - now <= noticeMs) return known;
  const found = await noticeByHash(deps.db.read, 'registration', hash);
  if (!found) return null;
  const reported = (await readReportedFields(deps.db.read, [found.id])).get(found.id) ?? new Set<string>();
  if (notices.size >= 200) notices.clear();
  const held = { id: found.id, followedAt: found.followedAt, reported, until: now + noticeMs };
  notices.set(hash, held);
  return held;
}
