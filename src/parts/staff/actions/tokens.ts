import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { allTokens, insertToken, revoke, type TokenRow } from '../store/tokens.ts';
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
  const id = deps.ids.uuid();
  const token = `kept_${deps.ids.random(32).toString('base64url')}`;
  const createdAt = deps.clock.now();
  const expiresAt = new Date(createdAt.getTime() + input.days * dayMs);
  const scopes = [...new Set(input.scopes)];
  await insertToken(trx, { id, name: input.name.trim(), tokenSha256: sha256(token), scopes, createdAt, expiresAt });
  await audit(trx, deps, who, {
    action: 'staff.token-created',
    aboutKind: 'token',
    aboutId: id,
    detail: { scopes: scopes.join(' '), days: input.days },
  });
  return { id, token, expiresAt };
}

function tokenFaults(input: { name: string; scopes: readonly string[]; days: number }): Record<string, string> {
  const fields: Record<string, string> = {};
  const name = input.name.trim();
  if (name.length < 1 || name.length > 100) fields.name = 'needs 1 to 100 characters';
  if (input.scopes.length === 0) fields.scope = 'name at least one scope';
  if (input.scopes.some((scope) => !/^[a-z][a-z-]{1,39}$/.test(scope)))
    fields.scope = 'is written in small letters: metrics';
  if (!Number.isInteger(input.days) || input.days < 1 || input.days > 3_650) fields.days = 'is a number from 1 to 3650';
  return fields;
}

export function listTokens(db: Parameters<typeof allTokens>[0]): Promise<TokenRow[]> {
  return allTokens(db);
}

/** The token is refused from now on. */
export async function revokeToken(trx: Trx, deps: TokenDeps, who: Who, id: string): Promise<void> {
  if (!(await revoke(trx, id, deps.clock.now()))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, { action: 'staff.token-revoked', aboutKind: 'token', aboutId: id });
}
