export { rightsTimeline, rightsToday } from './actions/composed.ts';
export type { Exporter, Held, RightsHanded } from './actions/handed.ts';
export { tellCorrection } from './actions/tell.ts';
