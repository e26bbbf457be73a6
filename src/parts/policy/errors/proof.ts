import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_PROOF_RUNNING: {
    status: 409,
    message: 'A proof is running already.',
    next: 'Wait for it to end, or stop it first.',
  },
});
