import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_LOG_CONTRADICTS: {
    status: 500,
    message: 'The evidence log does not lead to its own checkpoint of {size} leaves, so nothing is added to it.',
    next: 'Run ./kept ledger verify: it says where the log was changed. Keep the database as it is, for it is evidence.',
  },
});
