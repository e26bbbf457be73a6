export { eraseEvidence, evidenceEraser } from './actions/evidence/erase.ts';
export { type EvidenceLog, openEvidenceLog } from './actions/evidence/open-log.ts';
export { rowEvidence } from './actions/evidence/proofs.ts';
export { policySources } from './actions/evidence/sources.ts';
export { type VerifyInput, verifyLog } from './actions/evidence/verify.ts';
export { createWitnessing, type WitnessHanded, type Witnessing } from './actions/evidence/witness.ts';
export { incidentItem, raiseAlarms } from './actions/incidents.ts';
export { currentNotice, ensureNotice, noticeByHash, noticeById, noticeRefs } from './actions/notices.ts';
export { openPolicy, type Policy } from './actions/open-policy.ts';
export { categoryWords } from './actions/policy-text.ts';
export { openProof, type Prover } from './actions/proof.ts';
export { stores as storeRegister } from './actions/registers.ts';
export { policyToday } from './actions/today.ts';
export {
  closeUndeclared,
  isClosed,
  isClosedSql,
  openDeclared,
  type PolicyChange,
  policyChange,
  refuseClosed,
} from './actions/uses.ts';
export { readVendor, setVendor } from './actions/vendor.ts';
export { findings as logFindings } from './errors/evidence.ts';
export type { LogReport } from './wire/evidence.ts';
export type { NoticeBody, NoticeRef } from './wire/notices.ts';
