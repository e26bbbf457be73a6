import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_NOT_METERED: {
    status: 409,
    message: 'This feature is not counted under this licence.',
    next: 'Use it without asking. Nothing was changed.',
  },
  KEPT_COUNTER_OF_OTHER: {
    status: 409,
    message: 'This counter was used for another feature before.',
    next: 'Draw a new counter for each feature and day. Nothing was counted.',
  },
});
