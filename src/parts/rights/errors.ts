import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_LINK_SPENT: {
    status: 410,
    message: 'This link does not work: it was used already, or it is older than 30 minutes.',
    next: 'Ask for a new one at /me; it comes by mail within minutes. Nothing was changed.',
  },
  KEPT_SITTING_ENDED: {
    status: 403,
    message: 'You were signed out, or your 30 minutes are over.',
    next: 'Ask for a new link at /me to go on. What you had saved is saved; nothing else was changed.',
  },
});
