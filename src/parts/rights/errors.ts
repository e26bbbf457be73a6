import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_LINK_SPENT: {
    status: 410,
    message:
      'This link does not work: it was used already, is older than 30 minutes, or went to an address that we do not hold any more.',
    next: 'Ask for a new one on the page “Your data” (/me); it comes by mail within minutes. Nothing was changed.',
  },
  KEPT_SITTING_ENDED: {
    status: 403,
    message: 'You were signed out, your 30 minutes are over, or your mail address was changed.',
    next: 'Ask for a new link on the page “Your data” (/me) to go on. What you had saved is saved; nothing else was changed.',
  },
});
