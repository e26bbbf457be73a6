export { assignActivated, assignReseller } from './actions/assign.ts';
export { resellersTimeline, resellersToday, searchResellers } from './actions/composed.ts';
export { addTerritory, createReseller, endTerritory } from './actions/resellers.ts';
export type { NewReseller, NewTerritory, Reseller, ResellersHanded } from './wire.ts';
