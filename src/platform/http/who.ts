import type { Purpose } from '../db/purposes.ts';
import type { Caller, MemberRole } from './roles.ts';

/** The caller of a use case. */
export type Who =
  | { readonly kind: 'public' }
  | { readonly kind: 'desktop client' }
  | { readonly kind: 'member'; readonly memberId: string; readonly role: MemberRole; readonly companyId: string | null }
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'API token'; readonly tokenId: string; readonly scopes: readonly string[] }
  | { readonly kind: 'system'; readonly job: string };

export type Member = Extract<Who, { kind: 'member' }>;

/** A member's stated ground for reading people. */
export interface Ground {
  readonly purpose: Purpose;
  readonly reason: string;
}

/** How the caller is named in logs of acts: kind and id, never a name. */
export function actor(who: Who): { kind: string; id: string | null } {
  switch (who.kind) {
    case 'member':
      return { kind: 'member', id: who.memberId };
    case 'person':
      return { kind: 'person', id: who.personId };
    case 'API token':
      return { kind: 'API token', id: who.tokenId };
    default:
      return { kind: who.kind, id: null };
  }
}

/** Whether this caller is one of those a route names. */
export function isAmong(who: Who, callers: readonly Caller[]): boolean {
  if (who.kind === 'system') return false;
  return callers.includes('public') || callers.includes(who.kind === 'member' ? who.role : who.kind);
}
