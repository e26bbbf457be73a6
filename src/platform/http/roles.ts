import type { Purpose } from '../db/purposes.ts';

/** Staff of the vendor, by what they do. */
export const staffRoles = [
  'administrator',
  'licence desk',
  'marketing',
  'support',
  'QA',
  'product manager',
  'privacy officer',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** People of other companies who sign in to the same desk and see their own. */
const tenantRoles = ['reseller administrator', 'reseller staff', 'buyer administrator'] as const;

export const memberRoles = [...staffRoles, ...tenantRoles] as const;
export type MemberRole = (typeof memberRoles)[number];

/** Everybody who may call a route. */
export const callers = [...memberRoles, 'person', 'desktop client', 'API token', 'public'] as const;
export type Caller = (typeof callers)[number];

/** The purposes for which each role of staff may read people; the first is its default. */
export const rolePurposes: Record<StaffRole, readonly Purpose[]> = {
  administrator: ['customer service', 'registration', 'operations', 'licensor obligation'],
  'licence desk': ['registration', 'customer service', 'licensor obligation'],
  marketing: ['marketing'],
  support: ['support'],
  QA: ['product improvement'],
  'product manager': ['product improvement'],
  'privacy officer': ['rights', 'legal'],
};

export function isStaff(role: MemberRole): role is StaffRole {
  return (staffRoles as readonly string[]).includes(role);
}
