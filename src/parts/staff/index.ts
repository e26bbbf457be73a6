export { audit } from './actions/audit.ts';
export { staffCookies } from './actions/cookies.ts';
export { firstInvitation, inviteFromServer } from './actions/invite.ts';
export { auditSource } from './actions/log-source.ts';
export { moveBuyers } from './actions/move-buyers.ts';
export { openStaff, type Staff } from './actions/open-staff.ts';
export { createToken, listTokens, revokeToken, rotateToken } from './actions/tokens.ts';
export { endWithRecipient, webhookSubscribers } from './actions/webhooks/queue.ts';
export { createWebhookSender } from './actions/webhooks/send.ts';
export type {
  Ref,
  Search,
  SearchResult,
  Sight,
  Timeline,
  TimelineEntry,
  Today,
  TodayGroup,
} from './wire/composed.ts';
export type { CompanyRegister, WebhooksHanded } from './wire/handed.ts';
