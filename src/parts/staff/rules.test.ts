import { expect, test } from 'vitest';
import { type MemberRole, memberRoles } from '../../platform/http/roles.ts';
import { companyScope, featuresOf, invitationState, mayInvite } from './rules.ts';

const now = new Date('2026-03-02T09:00:00Z');
const later = new Date(now.getTime() + 1);

test.each([
  ['open', { usedAt: null, expiresAt: later }],
  ['expired', { usedAt: null, expiresAt: now }],
  ['used', { usedAt: now, expiresAt: later }],
  ['used', { usedAt: now, expiresAt: now }],
] as const)('an invitation is %s', (state, invitation) => {
  expect(invitationState(invitation, now)).toBe(state);
});

const member = (role: MemberRole, companyId: string | null = null) =>
  ({ kind: 'member', memberId: 'm', role, companyId }) as const;

const inviting = ['administrator', 'licence desk', 'reseller administrator', 'buyer administrator'];
test.each(memberRoles.filter((role) => !inviting.includes(role)))('%s invites nobody', (role) => {
  for (const invited of memberRoles) expect(mayInvite(member(role, 'c'), invited, 'c')).toBe(false);
});

test('a reseller’s administrator invites the own people only', () => {
  const own = member('reseller administrator', 'c');
  const invited = memberRoles.filter((role) => mayInvite(own, role, 'c'));
  expect(invited).toEqual(['reseller administrator', 'reseller staff']);
  expect(memberRoles.filter((role) => mayInvite(own, role, 'other') || mayInvite(own, role, null))).toEqual([]);
  expect([companyScope(own), companyScope(member('administrator'))]).toEqual(['c', null]);
});

test('a buyer’s administrator invites others of the own company, the licence desk those of any buyer', () => {
  const own = member('buyer administrator', 'c');
  expect(memberRoles.filter((role) => mayInvite(own, role, 'c'))).toEqual(['buyer administrator']);
  expect(memberRoles.filter((role) => mayInvite(own, role, 'other') || mayInvite(own, role, null))).toEqual([]);
  expect(companyScope(own)).toBe('c');
  expect(memberRoles.filter((role) => mayInvite(member('licence desk'), role, 'c'))).toEqual(['buyer administrator']);
});

test('only those who act on all companies may open what shows all', () => {
  for (const role of ['reseller administrator', 'reseller staff', 'buyer administrator'] as const)
    for (const feature of [
      'proof',
      'outbox',
      'audit',
      'recipients',
      'issue',
      'figures',
      'correct',
      'resellers',
      'statistics',
    ] as const)
      expect(featuresOf(role)).not.toContain(feature);
});
