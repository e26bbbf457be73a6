import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_RECIPIENT_EXISTS: {
    status: 409,
    message: 'A recipient of this kind is registered under this name already.',
    next: 'Add a contract to the one that is there, or choose another name. Nothing was changed.',
  },
  KEPT_RECIPIENT_ENDED: {
    status: 409,
    message: 'This recipient has been ended, so nothing may be given to it any more.',
    next: 'Register it anew if it works for you again. Nothing was changed.',
  },
  KEPT_MAIL_NOT_WAITING: {
    status: 409,
    message: 'This mail has gone out already, or is going out just now.',
    next: 'Load the outbox again to see how it went. It is not sent twice.',
  },
  KEPT_PROCESSOR_WITHOUT_KEY: {
    status: 409,
    message: 'This processor has given no public key, so nothing can be encrypted for it.',
    next: 'Ask it for a public key of age (it begins with age1) and enter that first. Nothing left.',
  },
  KEPT_DELETION_NOT_ASKED: {
    status: 409,
    message: 'No confirmation is waited for from this processor, or its day lies before the end of the contract.',
    next: 'Load the processor again to see what it has confirmed. Nothing was changed.',
  },
  KEPT_CONTRACT_WRONG: {
    status: 400,
    message: 'The contract cannot be as it was given.',
    next: 'Mend the named fields and send it again. Nothing was stored.',
  },
});
