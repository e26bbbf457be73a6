import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { linkDays } from '../rules/holders.ts';
import { insertHolderLink } from '../store/holders.ts';

/** A link by which a holder acknowledges what a mail tells it. */
export interface HolderLink {
  readonly link: string;
  readonly token: string;
}

export function newHolderLink(deps: Deps): HolderLink {
  const token = deps.ids.random(32).toString('base64url');
  return { token, link: `${deps.publicUrl}/acknowledge/${token}` };
}

/** Stores what the link is for, and its token as a hash only. */
export async function keepHolderLink(
  trx: Trx,
  deps: Deps,
  { token }: HolderLink,
  about: { readonly recipientId: string; readonly noticeIds: readonly string[] },
): Promise<void> {
  const at = deps.clock.now();
  const expiresAt = new Date(at.getTime() + linkDays * 86_400_000);
  await insertHolderLink(trx, { ...about, tokenSha256: sha256(token), at, expiresAt });
}
