import { canonicalJson, sha256 } from '../../../platform/crypto/digest.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import {
  insertNotice,
  lockNotices,
  type NoticeText,
  noticeInForce,
  noticeText,
  refsById,
  standingByHash,
} from '../store/notices.ts';
import type { NoticeBody, NoticeKind, NoticeRef, NoticeStanding } from '../wire/notices.ts';

type Db = Database['read'];

/** SHA-256 of the canonical JSON: the name of these very words. */
export function hashOf(body: NoticeBody): Buffer {
  return sha256(canonicalJson(body));
}

/**
 * For so long after other words took its place, a notice is still given to whoever asks for its words: another process may
 * not know yet what has changed, and the two must not make versions in turn.
 */
const settleMs = 60_000;

/**
 * The notice that says exactly this; made as the kind's next version, in force at once, where none does, or where other
 * words have taken its place since. Two who ask at the same time get the same one.
 */
export async function ensureNotice(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  notice: { readonly kind: NoticeKind; readonly body: NoticeBody },
): Promise<NoticeRef> {
  const { kind, body } = notice;
  const hash = hashOf(body);
  const at = deps.clock.now();
  const known = standing(await standingByHash(trx, kind, hash), at);
  if (known) return known;
  await lockNotices(trx);
  const meanwhile = standing(await standingByHash(trx, kind, hash), at);
  if (meanwhile) return meanwhile;
  const id = deps.ids.uuid();
  return insertNotice(trx, { id, kind, sha256: hash, body, effectiveAt: at, publishedAt: at, publishedBy: null });
}

function standing(found: NoticeStanding | null, now: Date): NoticeRef | null {
  if (!found) return null;
  const { followedAt, ...notice } = found;
  return followedAt === null || now.getTime() - followedAt.getTime() < settleMs ? notice : null;
}

/** The newest version in force now, with its words; null where there is none. */
export function currentNotice(db: Db, kind: NoticeKind, now: Date): Promise<NoticeText | null> {
  return noticeInForce(db, kind, now);
}

export function noticeById(db: Db, id: string): Promise<NoticeText | null> {
  return noticeText(db, id);
}

/** By the hash of its words, in hexadecimal, with whether other words have taken its place. */
export function noticeByHash(db: Db, kind: NoticeKind, hash: string): Promise<NoticeStanding | null> {
  return standingByHash(db, kind, Buffer.from(hash, 'hex'));
}

export async function noticeRefs(db: Db, ids: readonly string[]): Promise<Map<string, NoticeRef>> {
  const refs = await refsById(db, [...new Set(ids)]);
  return new Map(refs.map((ref) => [ref.id, ref]));
}
