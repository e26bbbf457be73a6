export { rightsTimeline, rightsToday } from './actions/composed.ts';
export { endOldAccess } from './actions/end-access.ts';
export { createErasures, logChoice, logErasure, logState } from './actions/erasures.ts';
export { sweep } from './actions/retention.ts';
export { tellCorrection } from './actions/tell.ts';
