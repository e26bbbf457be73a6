export { type ActivationAnswer, type ActivationRequest, activateLicence } from './actions/activate.ts';
export {
  addRelease,
  createProduct,
  createTechnology,
  readProduct,
  setReleaseTechnologies,
} from './actions/catalogue.ts';
export { licenceSight, licensingTimeline, licensingToday, searchLicences } from './actions/composed.ts';
export { issueLicences, issueWithin } from './actions/issue.ts';
export {
  issuedCounts,
  licenceCounts,
  licencesOfCompany,
  openLicence,
  resumeLicence,
  suspendLicence,
} from './actions/licences.ts';
export { type RegistrationFieldFacts, registrationFieldFacts, resellerFields } from './actions/registration-fields.ts';
export { type RegistrationForm, registrationForm, type ShownField } from './actions/registration-form.ts';
export { reportActivation, sendDueReports, type UpcomingReport, upcomingReports } from './actions/report.ts';
export { type ActivationStatus, activationStatus } from './actions/status.ts';
export { registrationsOfPerson } from './actions/told.ts';
export { applyWaitingRegistrations } from './actions/waiting.ts';
