import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_TERRITORY_TAKEN: {
    status: 409,
    message: '{territory} is served by {reseller} already.',
    next: 'End that territory first, or choose another. Nothing was stored.',
  },
  KEPT_RESELLER_UNKNOWN: {
    status: 409,
    message: 'This company is not a reseller, or its contract does not hold.',
    next: 'Choose a reseller with a live contract. Nothing was changed.',
  },
});
