export { rightsTimeline, rightsToday } from './actions/composed.ts';
export { endOldAccess } from './actions/end-access.ts';
export { createErasures, type Erasures, logChoice, logErasure, logState } from './actions/erasures.ts';
export { tellCorrection } from './actions/tell.ts';
