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
  KEPT_CUSTOMERS_CHANGED: {
    status: 409,
    message: 'Other customers are meant now than when this was looked at: {found}.',
    next: 'Look at them again, then decide. Nothing was changed.',
  },
  KEPT_REASSIGNMENT_STATE: {
    status: 409,
    message: 'This re-assignment is {state}, so it cannot be undone now.',
    next: 'Reload the page to see how it stands. Nothing was changed.',
  },
  KEPT_DISTRIBUTOR_REFUSED: {
    status: 409,
    message: 'A distributor is not supplied by another, and nobody is supplied by itself.',
    next: 'Choose a reseller that has no distributor, for one that supplies nobody. Nothing was changed.',
  },
  KEPT_LEAD_GONE: {
    status: 409,
    message: 'This lead is not open to you any more.',
    next: 'Look at it again: its time is over, or somebody has answered meanwhile. Nothing was changed.',
  },
  KEPT_LEAD_OPEN: {
    status: 409,
    message: 'There is an open lead of this company already.',
    next: 'Look for the company among the leads. Nothing was stored.',
  },
  KEPT_LEAD_REFUSED: {
    status: 409,
    message: 'An enquiry cannot be stored under this mail address.',
    next: 'Enter another address, or ask the privacy officer. Nothing was stored.',
  },
  KEPT_ENQUIRY_NOTICE: {
    status: 409,
    message: 'The notice that was shown is not the one in force.',
    next: 'Fetch the notice again, show it, and send its hash along. Nothing was stored.',
  },
  KEPT_ENQUIRIES_NOT_READY: {
    status: 503,
    message: 'The vendor is not set up yet.',
    next: 'Fill in the vendor in the settings; then enquiries can be taken.',
  },
});
