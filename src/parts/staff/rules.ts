import type { MemberRole } from '../../platform/http/roles.ts';
import type { Member } from '../../platform/http/who.ts';

/** What a role may open or do in the desk; the sidebar and the buttons are drawn from it. The routes decide, not this. */
export type Feature = (typeof features)[number];
export const features = [
  'contacts',
  'licences',
  'products',
  'figures',
  'resellers',
  'proof',
  'corrections',
  'requests',
  'vendor',
  'members',
  'outbox',
  'notices',
  'audit',
  'recipients',
  'processors',
  'lookups',
  'issue',
  'suspend',
  'correct',
  'optout',
  'statistics',
  'statistics settings',
] as const;

const all: readonly Feature[] = ['contacts', 'licences', 'products', 'lookups'];
const ofStaff: readonly Feature[] = [...all, 'figures', 'resellers', 'proof', 'notices'];

const roleFeatures: Record<MemberRole, readonly Feature[]> = {
  administrator: features,
  'licence desk': [...ofStaff, 'corrections', 'recipients', 'issue', 'suspend', 'correct', 'optout'],
  marketing: [...ofStaff, 'processors', 'optout', 'statistics', 'statistics settings'],
  support: [...ofStaff, 'corrections', 'correct', 'optout'],
  QA: ofStaff,
  'product manager': [...ofStaff, 'recipients', 'statistics'],
  'privacy officer': [
    ...ofStaff,
    'corrections',
    'requests',
    'outbox',
    'audit',
    'recipients',
    'processors',
    'correct',
    'optout',
    'statistics',
  ],
  'reseller administrator': [...all, 'members'],
  'reseller staff': all,
  'buyer administrator': [],
};

export function featuresOf(role: MemberRole): readonly Feature[] {
  return roleFeatures[role];
}

/** Administrators invite anybody; a reseller's administrator invites people of the same company. */
export function mayInvite(who: Member, role: MemberRole, companyId: string | null): boolean {
  if (who.role === 'administrator') return true;
  const ownPeople: readonly MemberRole[] = ['reseller administrator', 'reseller staff'];
  return who.role === 'reseller administrator' && ownPeople.includes(role) && companyId === who.companyId;
}

/** The company whose members and invitations the caller sees; null for all. */
export function companyScope(who: Member): string | null {
  return who.role === 'administrator' ? null : who.companyId;
}

/**
 * Whether an invitation may give this member a new password: it was made after the member was there and, if that ended,
 * after they were disabled, by somebody who may manage them - a reseller's people stay with their company.
 */
export function mayRenew(
  invitation: { readonly companyId: string | null; readonly createdAt: Date },
  member: { readonly companyId: string | null; readonly createdAt: Date; readonly disabledAt: Date | null },
): boolean {
  if (invitation.companyId !== member.companyId) return false;
  if (invitation.createdAt < member.createdAt) return false;
  return member.disabledAt === null || invitation.createdAt >= member.disabledAt;
}

/** Whether it is the link of an empty installation, made for nobody in particular by nobody. */
export function isFirst(invitation: { readonly invitedBy: string | null; readonly email: string | null }): boolean {
  return invitation.invitedBy === null && invitation.email === null;
}

export type InvitationState = 'open' | 'used' | 'expired';

export function invitationState(
  invitation: { readonly usedAt: Date | null; readonly expiresAt: Date },
  now: Date,
): InvitationState {
  if (invitation.usedAt) return 'used';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}
