import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import { canonicalJson, sha256 } from '../crypto/digest.ts';
import { type Trx, wasTwin } from '../db/database.ts';
import { asRows, bytesText } from '../db/rows.ts';
import { errors } from './errors.ts';

/** The same write under the same key is done once and answered alike each time. Answers hold ids and states only. */
export interface IdempotencyKey {
  readonly route: string;
  readonly keyDigest: Buffer;
  readonly requestDigest: Buffer;
}

export interface EarlierAnswer {
  readonly status: number;
  readonly answer: unknown;
}

/** Null where the caller sent no key. Only digests are kept, so neither key nor request can be read back. */
export function idempotencyKey(route: string, key: string | undefined, request: unknown): IdempotencyKey | null {
  if (!key) return null;
  return { route, keyDigest: sha256(key), requestDigest: sha256(canonicalJson(request)) };
}

/** The key as the caller sent it. */
export function idempotencyHeader(headers: Readonly<Record<string, unknown>>): string | undefined {
  const key = headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/** A scalar subquery `{requestDigest, status, answer} | null`, to be read along with whatever the route loads first. */
export function earlierAnswerSql(key: {
  readonly route: string | RawBuilder<unknown>;
  readonly keyDigest: Buffer | RawBuilder<unknown>;
}): RawBuilder<StoredAnswer | null> {
  return sql<StoredAnswer | null>`(SELECT json_build_object('requestDigest', encode(request_digest, 'hex'), 'status', status, 'answer', answer)
    FROM platform.idempotency WHERE route = ${key.route} AND key_digest = ${key.keyDigest})`;
}

export interface StoredAnswer {
  readonly requestDigest: string;
  readonly status: number;
  readonly answer: unknown;
}

/** The stored answer, if it belongs to this very request. */
export function sameRequest(key: IdempotencyKey, stored: StoredAnswer | null): EarlierAnswer | null {
  if (!stored) return null;
  if (stored.requestDigest !== key.requestDigest.toString('hex')) throw errors.KEPT_IDEMPOTENCY_MISMATCH();
  return { status: stored.status, answer: stored.answer };
}

/** An `INSERT` to run within the act's last statement. Two at once: the second fails with 23505 and is to be run again. */
export function storeAnswersSql(
  answers: readonly { readonly key: IdempotencyKey; readonly answer: EarlierAnswer }[],
  clock: Clock,
): RawBuilder<unknown> {
  const rows = answers.map(({ key, answer: { status, answer } }) => ({
    route: key.route,
    key: bytesText(key.keyDigest),
    request: bytesText(key.requestDigest),
    status,
    answer,
  }));
  return sql`INSERT INTO platform.idempotency (route, key_digest, request_digest, status, answer, at)
    SELECT route, key, request, status, answer, ${clock.now()}::timestamptz
    FROM json_to_recordset(${asRows(rows)}) AS a (route text, key bytea, request bytea, status integer, answer jsonb)`;
}

/** For routes that need not save round trips: the answer given before to this very request, looked for before the act. */
export async function earlierAnswer(trx: Trx, key: IdempotencyKey | null): Promise<EarlierAnswer | null> {
  if (!key) return null;
  const { rows } = await sql<{ stored: StoredAnswer | null }>`SELECT ${earlierAnswerSql(key)} AS stored`.execute(trx);
  return sameRequest(key, rows[0]?.stored ?? null);
}

/** Keeps the answer with the act, in the act's transaction. */
export async function keepAnswer(
  trx: Trx,
  clock: Clock,
  { key, answer }: { readonly key: IdempotencyKey | null; readonly answer: EarlierAnswer },
): Promise<void> {
  if (key) await storeAnswersSql([{ key, answer }], clock).execute(trx);
}

/** Looks first, stores last, in the caller's transaction. */
export async function once(
  trx: Trx,
  clock: Clock,
  key: IdempotencyKey | null,
  act: () => Promise<EarlierAnswer>,
): Promise<EarlierAnswer> {
  const earlier = await earlierAnswer(trx, key);
  if (earlier) return earlier;
  const answer = await act();
  await keepAnswer(trx, clock, { key, answer });
  return answer;
}

/** Runs a whole transaction once more where its twin has just stored the answer, or has just done what only one may do. */
export async function againIfTwin<T>(
  run: () => Promise<T>,
  hasActed: (error: unknown) => boolean = () => false,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isConcurrentTwin(error) && !hasActed(error)) throw error;
    return run();
  }
}

/** Whether this error says that the same key was used by a request running at the same time. */
export function isConcurrentTwin(error: unknown): boolean {
  return wasTwin(error, 'idempotency_pkey');
}
