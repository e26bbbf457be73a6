import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_DISPUTE_OPEN: {
    status: 409,
    message: 'Two companies claim this licence, and it is not decided yet whose it is.',
    next: 'Wait for the decision, or ask our licence desk. Until then the licence runs on as it does. Nothing was changed.',
  },
  KEPT_NOTHING_TO_DISPUTE: {
    status: 409,
    message: 'No company has this licence, or it is not in use any more, so no other can claim it.',
    next: 'Hand the serial to the company, or look at the licence that replaced it. Nothing was changed.',
  },
  KEPT_CLAIM_OF_HOLDER: {
    status: 409,
    message: 'The company that claims this licence has it already.',
    next: 'Choose the other company. Nothing was changed.',
  },
  KEPT_DISPUTE_SAME_PERSON: {
    status: 409,
    message: 'You have opened this dispute; somebody else must decide it.',
    next: 'Ask a colleague of the licence desk or an administrator. Nothing was changed.',
  },
  KEPT_DISPUTE_DECIDED: {
    status: 409,
    message: 'This dispute is decided already.',
    next: 'Reload the page to see how. Nothing was changed.',
  },
  KEPT_DISPUTE_OVER: {
    status: 409,
    message: 'This decision cannot be taken back any more.',
    next: 'If a company claims the licence still, open a new dispute. Nothing was changed.',
  },
});
