import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_HIT_UNREADABLE: {
    status: 400,
    message: 'This is no report of the website script.',
    next: 'Use the script that this server gives at /s.js. Nothing was counted.',
  },
  KEPT_SITE_UNKNOWN: {
    status: 403,
    message: 'The page belongs to no website that is counted here.',
    next: 'Add its host to a website at the desk (Statistics, Websites). Nothing was counted.',
  },
  KEPT_TOO_MANY_HITS: {
    status: 429,
    message: 'Too much came from one network to be visits.',
    next: 'If a proxy stands in front of this server, name it in KEPT_TRUSTED_PROXIES. What came beyond was not counted.',
  },
  KEPT_ONE_ADDRESS: {
    status: 500,
    message: 'All visits to the websites seem to come from one address, so visitors cannot be told apart.',
    next: 'Name the proxy in front of this server in KEPT_TRUSTED_PROXIES, and let it send X-Forwarded-For.',
  },
});
