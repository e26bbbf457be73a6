export { rightsTimeline, rightsToday } from './actions/composed.ts';
export { endOldAccess } from './actions/end-access.ts';
export { tellCorrection } from './actions/tell.ts';
