export { rightsTimeline, rightsToday } from './actions/composed.ts';
export { endOldAccess } from './actions/end-access.ts';
export { ownColumns } from './actions/erase.ts';
export { createErasures, logChoice, logErasure, logState, logSuppression, logWishes } from './actions/erasures.ts';
export { sweep } from './actions/retention.ts';
export { openIntake } from './actions/take-mail.ts';
export { tellCorrection } from './actions/tell.ts';
export { tellLateHolders, tellOptOut } from './actions/tell-holders.ts';
export { beginTelling, logAnswer, tellLifted } from './actions/tell-policy.ts';
