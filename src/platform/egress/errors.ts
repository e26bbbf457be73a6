import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_RECIPIENT_NOT_REGISTERED: {
    status: 409,
    message:
      'The recipient is not registered, or no contract of today binds it and names all that was to be given, the record of the person is sealed, or they have yet to be told that this kind of recipient is new to the policy; so nothing may be given to it.',
    next: 'Look at its contract: its days, its confidentiality, and the data that it names. Nothing left.',
  },
});
