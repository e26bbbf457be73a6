export { type EvidenceLog, openEvidenceLog } from './actions/evidence/open-log.ts';
export { currentNotice, ensureNotice, noticeByHash, noticeById, noticeRefs } from './actions/notices.ts';
export { openPolicy, type Policy } from './actions/open-policy.ts';
export { openProof, type Prover } from './actions/proof.ts';
export { policyToday } from './actions/today.ts';
export { readVendor, setVendor } from './actions/vendor.ts';
export type { NoticeBody, NoticeRef } from './wire/notices.ts';
