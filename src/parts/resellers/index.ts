export { assignActivated, assignReseller } from './actions/assign.ts';
export { resellersTimeline, resellersToday, searchResellers } from './actions/composed.ts';
export { createReseller } from './actions/resellers.ts';
export { settleEnded, settleReseller } from './actions/settle.ts';
export type { NewReseller, Reseller } from './wire.ts';
