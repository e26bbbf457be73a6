export { type ActivationAnswer, type ActivationRequest, activateLicence } from './actions/activate.ts';
export { type RegistrationForm, registrationForm, type ShownField } from './actions/registration-form.ts';
export { type ActivationStatus, activationStatus } from './actions/status.ts';
