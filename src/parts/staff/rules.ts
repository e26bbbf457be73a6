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
  'leads',
  'orders',
  'told',
  'proof',
  'corrections',
  'requests',
  'vendor',
  'members',
  'outbox',
  'notices',
  'audit',
  'webhooks',
  'tokens',
  'recipients',
  'processors',
  'lookups',
  'issue',
  'suspend',
  'correct',
  'optout',
  'statistics',
  'statistics settings',
  'company',
  'buyers',
] as const;

const all: readonly Feature[] = ['contacts', 'licences', 'products', 'leads', 'orders', 'lookups'];
const ofStaff: readonly Feature[] = [...all, 'figures', 'resellers', 'proof', 'notices'];

const roleFeatures: Record<MemberRole, readonly Feature[]> = {
  administrator: features.filter((feature) => feature !== 'company' && feature !== 'told'),
  'licence desk': [...ofStaff, 'buyers', 'corrections', 'recipients', 'issue', 'suspend', 'correct', 'optout'],
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
  'reseller administrator': [...all, 'told', 'members'],
  'reseller staff': [...all, 'told'],
  'buyer administrator': ['company', 'members'],
};

export function featuresOf(role: MemberRole): readonly Feature[] {
  return roleFeatures[role];
}

/**
 * Administrators invite anybody; the licence desk invites administrators of buyers; a reseller's or a buyer's administrator invites people
 * of the same company.
 */
export function mayInvite(who: Member, role: MemberRole, companyId: string | null): boolean {
  if (who.role === 'administrator') return true;
  if (who.role === 'licence desk') return role === 'buyer administrator';
  const ownPeople: readonly MemberRole[] =
    who.role === 'buyer administrator' ? ['buyer administrator'] : ['reseller administrator', 'reseller staff'];
  const administers = who.role === 'reseller administrator' || who.role === 'buyer administrator';
  return administers && ownPeople.includes(role) && companyId !== null && companyId === who.companyId;
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

export type TokenState = 'good' | 'expired' | 'revoked';

export function tokenState(
  token: { readonly revokedAt: Date | null; readonly expiresAt: Date },
  now: Date,
): TokenState {
  if (token.revokedAt) return 'revoked';
  return token.expiresAt <= now ? 'expired' : 'good';
}

export type WebhookState = 'on' | 'failing' | 'stopped' | 'ended';

export function webhookState(webhook: {
  readonly endedAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly failingSince: Date | null;
}): WebhookState {
  if (webhook.endedAt) return 'ended';
  if (webhook.stoppedAt) return 'stopped';
  return webhook.failingSince ? 'failing' : 'on';
}

const second = 1_000;
const hour = 3_600 * second;
/** How long after each try that was not taken the next one comes: three days in all, then it is given up. */
const waits = [5 * second, 300 * second, hour / 2, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
/** How long a receiver may take nothing before it is left alone. */
const patience = 5 * 24 * hour;

export type WebhookVerdict =
  | { readonly state: 'delivered' }
  | { readonly state: 'waiting'; readonly nextAt: Date }
  | { readonly state: 'given up' };

/** What becomes of a message after its `tries`th try. Any answer of 2xx takes it. */
export function judgeTry(status: number | null, tries: number, now: Date): WebhookVerdict {
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered' };
  const wait = waits[tries - 1];
  return wait === undefined || status === 410
    ? { state: 'given up' }
    : { state: 'waiting', nextAt: new Date(now.getTime() + wait) };
}

/** Why a receiver is left alone after a try that was not taken, if it is: it said that it is gone (410), or took nothing for five days. */
export function whyStopped(status: number | null, failingSince: Date | null, now: Date): 'gone' | 'failure' | null {
  if (status === 410) return 'gone';
  return failingSince !== null && now.getTime() - failingSince.getTime() >= patience ? 'failure' : null;
}

/** What is wrong with an address for a webhook, to be said behind "url"; null where nothing is. `allows` is of platform's reach. */
export function webhookUrlFault(text: string, allows: (address: string, protocol: string) => boolean): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return 'is no address that begins with https://';
  if (url.username !== '' || url.password !== '') return 'must hold no name and password; the signature says who sends';
  if (url.hash !== '') return 'must end before #';
  const isAddress = /^[\d.]+$|^\[/.test(url.hostname);
  if (isAddress && !allows(url.hostname, url.protocol))
    return 'is an address that this server may not reach; KEPT_WEBHOOK_NETWORKS names those of your own network that it may';
  const onMachine = url.hostname === 'localhost' ? allows('127.0.0.1', url.protocol) : isAddress;
  return url.protocol === 'http:' && !onMachine ? 'must begin with https://' : null;
}

/** Whom an outside issuer vouches for, with all that its ID token says. */
export interface OutsideIdentity {
  readonly sub: string;
  /** An address that the issuer has verified. */
  readonly email: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

interface OutsideRule {
  readonly domain: string | null;
  readonly claim: string | null;
  readonly claimValue: string | null;
}

/** The rule for somebody who signs in there for the first time: by a claim before one by the mail domain, and the older before the newer. */
export function ruleFor<R extends OutsideRule>(
  oldestFirst: readonly R[],
  { email, claims }: OutsideIdentity,
): R | null {
  const domain = email.toLowerCase().split('@').at(-1);
  const byClaim = oldestFirst.find(({ claim, claimValue }) => claim !== null && says(claims, claim, claimValue ?? ''));
  return byClaim ?? oldestFirst.find((rule) => rule.domain !== null && rule.domain === domain) ?? null;
}

/** Whether a claim is this text, or a list with it. */
function says(claims: Readonly<Record<string, unknown>>, claim: string, value: string): boolean {
  const said = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  return said === value || (Array.isArray(said) && said.includes(value));
}
