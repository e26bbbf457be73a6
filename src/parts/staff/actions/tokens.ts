import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { scopes } from '../../../platform/http/access.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { type TokenState, tokenState } from '../rules.ts';
import {
  allTokens,
  insertToken,
  listTokens as listRows,
  lockToken,
  replaceToken,
  revoke,
  type TokenRow,
} from '../store/tokens.ts';
import type { TokenItem } from '../wire/tokens.ts';
import { audit } from './audit.ts';

type TokenDeps = Pick<Deps, 'clock' | 'ids'>;

const dayMs = 86_400_000;

/**
 * Makes an API token for the named scopes, `days` long. The token itself is answered once and not kept; its digest is.
 * Tokens carry 256 random bits.
 */
export async function createToken(
  trx: Trx,
  deps: TokenDeps,
  who: Who,
  input: { readonly name: string; readonly scopes: readonly string[]; readonly days: number },
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const fields = tokenFaults(input);
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const chosen = [...new Set(input.scopes)];
  const { id, token, expiresAt } = await makeToken(trx, deps, { ...input, scopes: chosen });
  await audit(trx, deps, who, {
    action: 'staff.token-created',
    aboutKind: 'token',
    aboutId: id,
    detail: { scopes: chosen.join(' '), days: input.days },
  });
  return { id, token, expiresAt };
}

async function makeToken(
  trx: Trx,
  deps: TokenDeps,
  input: { readonly name: string; readonly scopes: readonly string[]; readonly days: number },
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const id = deps.ids.uuid();
  const token = `kept_${deps.ids.random(32).toString('base64url')}`;
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + input.days * dayMs);
  const { scopes: chosen } = input;
  await insertToken(trx, {
    id,
    name: input.name.trim(),
    tokenSha256: sha256(token),
    scopes: chosen,
    createdAt,
    expiresAt,
  });
  return { id, token, expiresAt };
}

/**
 * Changes a token for a new one of the same name and scopes, `days` long. The old one is good for `overlapDays` more, but no
 * longer than it was.
 */
export async function rotateToken(
  trx: Trx,
  deps: TokenDeps,
  who: Who,
  input: { readonly id: string; readonly days: number; readonly overlapDays: number },
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const { id, days, overlapDays } = input;
  const old = await lockToken(trx, id);
  if (!old) throw httpErrors.KEPT_NOT_FOUND();
  const now = deps.clock.now();
  if (tokenState(old, now) !== 'good') throw errors.KEPT_TOKEN_OVER();
  if (old.replacedBy !== null) throw errors.KEPT_TOKEN_REPLACED();
  const fields = { ...tokenFaults({ ...old, days }), ...overlapFaults(overlapDays) };
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  const made = await makeToken(trx, deps, { name: old.name, scopes: old.scopes, days });
  await replaceToken(trx, id, { replacedBy: made.id, until: new Date(now.getTime() + overlapDays * dayMs) });
  await audit(trx, deps, who, {
    action: 'staff.token-rotated',
    aboutKind: 'token',
    aboutId: id,
    detail: { days, overlapDays, replacedBy: made.id },
  });
  return made;
}

function overlapFaults(days: number): Record<string, string> {
  return Number.isInteger(days) && days >= 0 && days <= 90 ? {} : { overlapDays: 'is a number from 0 to 90' };
}

function tokenFaults(input: { name: string; scopes: readonly string[]; days: number }): Record<string, string> {
  const fields: Record<string, string> = {};
  const name = input.name.trim();
  if (name.length < 1 || name.length > 100) fields.name = 'needs 1 to 100 characters';
  if (input.scopes.length === 0) fields.scope = 'name at least one scope';
  if (input.scopes.some((scope) => !(scopes as readonly string[]).includes(scope)))
    fields.scope = `is one of: ${scopes.join(', ')}`;
  if (!Number.isInteger(input.days) || input.days < 1 || input.days > 3_650) fields.days = 'is a number from 1 to 3650';
  return fields;
}

export function listTokens(db: Parameters<typeof allTokens>[0]): Promise<TokenRow[]> {
  return allTokens(db);
}

export async function tokenList(
  deps: Pick<Deps, 'db' | 'clock'>,
  list: ListRequest,
  state: TokenState | null,
): Promise<ListAnswer<TokenItem>> {
  const now = deps.clock.now();
  const { rows, count } = await listRows(deps.db.read, list, { state, now });
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    state: tokenState(row, now),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedOn: row.lastUsedOn,
    replacedBy: row.replacedBy,
  }));
}

/** The token is refused from now on. */
export async function revokeToken(trx: Trx, deps: TokenDeps, who: Who, id: string): Promise<void> {
  if (!(await revoke(trx, id, deps.clock.now()))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'staff.token-revoked', aboutKind: 'token', aboutId: id });
}
