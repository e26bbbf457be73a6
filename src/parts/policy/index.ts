export { currentNotice, ensureNotice, noticeByHash, noticeById, noticeRefs } from './actions/notices.ts';
export { openPolicy, type Policy } from './actions/open-policy.ts';
export { openProof, type Prover } from './actions/proof.ts';
export { policyDraft, publishDraft } from './actions/publish.ts';
export { policyToday } from './actions/today.ts';
export { readVendor, setVendor, siteOf, type Vendor } from './actions/vendor.ts';
export type { Cookie, PolicyHanded } from './wire/handed.ts';
export type { NoticeBody, NoticeKind, NoticeRef, NoticeSection } from './wire/notices.ts';
