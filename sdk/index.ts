export { type Code, type Explained, explain, type Result } from './faults.ts';
export { type TrustedKeys, trustKeys } from './keys.ts';
export { type LicenceDocument, readLicence, type Trust } from './licence-document.ts';
export { type Question, readStatus, type StatusAnswer, type StatusVerdict } from './status-answer.ts';
export { type Allowed, type Grace, keepRunning, mayRun, type RunFacts, usualGrace, type Verdict } from './decision.ts';
