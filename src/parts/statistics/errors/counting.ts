import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_NOT_COUNTED: {
    status: 503,
    message: 'The hit could not be counted: no server of this installation is counting just now.',
    next: 'Nothing was stored. If this lasts, see that KEPT_PEERS names the other servers and that they reach one another.',
  },
  KEPT_PEER_NOT_COUNTING: {
    status: 409,
    message: 'This server does not count; another one does.',
    next: 'Nothing to do: the asking server tries the next of KEPT_PEERS.',
  },
  KEPT_PEER_UNKNOWN: {
    status: 403,
    message: 'The message is not from a server of this installation, or its time is over.',
    next: 'Give all servers the same KEPT_SECRETS, and set their clocks right.',
  },
});
