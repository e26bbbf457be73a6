import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_SITE_TAKEN: {
    status: 409,
    message: 'There is a site {slug} already.',
    next: 'Choose another short name. Nothing was stored.',
  },
  KEPT_HOST_TAKEN: {
    status: 409,
    message: '{host} belongs to the site {slug} already.',
    next: 'Take it from that site first, or end that site. Nothing was changed.',
  },
});
