export { assignActivated } from './actions/activated.ts';
export { assignReseller } from './actions/assign.ts';
export { resellersTimeline, resellersToday, searchResellers } from './actions/composed.ts';
export { runLeadClock } from './actions/lead-clock.ts';
export { leadsOfPerson } from './actions/lead-pages.ts';
export { resellersMerger } from './actions/merge.ts';
export { createReseller } from './actions/resellers.ts';
export { settleEnded, settleReseller } from './actions/settle.ts';
export type { NewReseller, Reseller } from './wire/resellers.ts';
