import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_INVALID: {
    status: 400,
    message: 'Something in the request is missing or not as expected.',
    next: 'Mend the named fields and send it again. Nothing was stored.',
  },
  KEPT_TOO_LARGE: { status: 413, message: 'The request is too large.', next: 'Send less at once. Nothing was stored.' },
  KEPT_UNREADABLE: {
    status: 400,
    message: 'The request could not be read.',
    next: 'Check its format. Nothing was stored.',
  },
  KEPT_MEDIA_TYPE: {
    status: 415,
    message: 'This kind of content is not accepted here.',
    next: 'Send JSON, or a form where there is one.',
  },
  KEPT_NOT_FOUND: {
    status: 404,
    message: 'There is nothing here.',
    next: 'Check the address, or go back to where you came from.',
  },
  KEPT_NOT_SIGNED_IN: {
    status: 401,
    message: 'You are not signed in, or your session has ended.',
    next: 'Sign in and try again. Nothing was lost.',
  },
  KEPT_NOT_ALLOWED: {
    status: 403,
    message: 'Your role may not do this.',
    next: 'Ask an administrator if you need it.',
  },
  KEPT_NO_REASON: {
    status: 403,
    message: 'Opening personal data needs a reason of 3 to 200 characters.',
    next: 'Say why you open it; the person can read the reason. Nothing was read.',
  },
  KEPT_CSRF: {
    status: 403,
    message: 'The request did not come from the desk.',
    next: 'Reload the page and try again. Nothing was changed.',
  },
  KEPT_TOO_MANY: {
    status: 429,
    message: 'Too many requests from your network.',
    next: 'Wait {seconds} seconds and try again. Nothing was lost.',
  },
  KEPT_IDEMPOTENCY_MISMATCH: {
    status: 422,
    message: 'This Idempotency-Key was used before for another request.',
    next: 'Use a new key for a new request.',
  },
  KEPT_PORT_IN_USE: {
    status: 500,
    message: 'Another program already listens on this port.',
    next: 'End it, or choose another port with KEPT_PORT.',
  },
  KEPT_HOST_NOT_HERE: {
    status: 500,
    message:
      'The server cannot listen where KEPT_HOST says: this machine has no such address, or the name is not known.',
    next: 'Name an address of this machine (127.0.0.1 for itself alone, 0.0.0.0 for all of them), or a host name that means one.',
  },
  KEPT_PORT_FORBIDDEN: {
    status: 500,
    message: 'This user may not listen on the port that KEPT_PORT names.',
    next: 'Choose a port above 1023, and let a web server in front hand over what comes to 80 and 443.',
  },
  KEPT_NOT_SUPERVISED: {
    status: 500,
    message: 'The server was started without its database sign-ins.',
    next: 'Start it with `npm start` or `./kept start`.',
  },
  KEPT_ROLES_NOT_SET: {
    status: 500,
    message: 'The database sign-in of the server does not start as the base role.',
    next: 'Run `./kept migrate`, or hand the output of `./kept migrate --print-roles` to the database administrator.',
  },
  KEPT_FAULT: {
    status: 500,
    message: 'Something went wrong on our side.',
    next: 'Nothing was half done. Try again; if it comes back, tell us this code and the time.',
  },
});
