import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_RECIPIENT_NOT_REGISTERED: {
    status: 409,
    message: 'The recipient is not registered, or its contract has ended, so nothing may be given to it.',
    next: 'Register the recipient with its contract first. Nothing left.',
  },
});
