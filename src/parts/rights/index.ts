export { rightsTimeline, rightsToday } from './actions/composed.ts';
export { tellCorrection } from './actions/tell.ts';
