import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_INVITATION_UNKNOWN: {
    status: 404,
    message: 'This invitation is not known here.',
    next: 'Check that the whole link was copied, or ask for a new invitation.',
  },
  KEPT_INVITATION_USED: {
    status: 410,
    message: 'This invitation has been used already.',
    next: 'Sign in with the account that was made with it, or ask for a new invitation.',
  },
  KEPT_INVITATION_EXPIRED: {
    status: 410,
    message: 'This invitation has expired or was withdrawn.',
    next: 'Ask for a new invitation. The first administrator gets a new link at each start of the server.',
  },
  KEPT_ADDRESS_TAKEN: {
    status: 409,
    message: 'There is an account with this mail address already.',
    next: 'Sign in with it, or use another address. If its password is lost, ask for an invitation made for this very address. The invitation is still good.',
  },
  KEPT_NOT_YOURSELF: {
    status: 409,
    message: 'You cannot disable your own account.',
    next: 'Ask another administrator to do it.',
  },
  KEPT_LAST_ADMINISTRATOR: {
    status: 409,
    message: 'This is the last administrator.',
    next: 'Invite another administrator first. Nothing was changed.',
  },
});
