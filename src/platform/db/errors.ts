import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_NO_PURPOSE: {
    status: 403,
    message: 'No purpose was stated that covers reading this personal data.',
    next: 'State a purpose that your role may use and that covers it. Nothing was read and nothing was changed.',
  },
  KEPT_VALUE_REFUSED: {
    status: 400,
    message: 'A date, a number or a text in the request is none that can be stored.',
    next: 'Mend it and send the request again. Nothing was stored.',
  },
  KEPT_DATABASE_AWAY: {
    status: 503,
    message: 'The database does not answer just now.',
    next: 'Nothing was half done. Try again in a moment.',
  },
  KEPT_DATABASE_BUSY: {
    status: 503,
    message: 'Somebody else was changing the same thing.',
    next: 'Nothing was changed. Try again.',
  },
  KEPT_DATABASE_ROLLED_BACK: {
    status: 500,
    message: 'The change was not stored.',
    next: 'Nothing was half done. Try again; if it comes back, tell the administrator the time and this code.',
  },
});
