import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_PROOF_RUNNING: {
    status: 409,
    message: 'A proof is running already.',
    next: 'Wait for it to end, or stop it first.',
  },
  KEPT_NOT_BY_PEOPLE: {
    status: 409,
    message: 'This demand is not one that people attest.',
    next: 'What a machine can look at is proven by its probe: run the proof instead.',
  },
  KEPT_ATTESTED_UNTIL: {
    status: 422,
    message: 'The last day of the promise lies in the past, or more than a year ahead.',
    next: 'Name a day within the next year. Attest it again before then.',
  },
  KEPT_INCIDENT_NOT_MENDED: {
    status: 409,
    message: 'The demand is still broken.',
    next: 'Mend what breaks it and run its proof: once it holds again, close the incident with its cause.',
  },
  KEPT_INCIDENT_CLOSED: {
    status: 409,
    message: 'This incident is closed already.',
    next: 'Load it again to read its cause. A further break opens another one.',
  },
});
