export { type AuditEntry, audit } from './actions/audit.ts';
export { staffCookies } from './actions/cookies.ts';
export { firstInvitation } from './actions/invite.ts';
export { type MemberRef, openStaff, type Staff } from './actions/open-staff.ts';
export { createToken, listTokens, revokeToken } from './actions/tokens.ts';
export type {
  Actor,
  Ref,
  Search,
  SearchResult,
  SetupStep,
  Sight,
  Subject,
  Timeline,
  TimelineEntry,
  TimelineQuestion,
  Today,
  TodayGroup,
  TodayItem,
} from './wire/composed.ts';
export type { CompanyRegister, StaffHanded, VendorMark } from './wire/handed.ts';
