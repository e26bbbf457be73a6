import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_OIDC_AWAY: {
    status: 503,
    message: 'The sign-in of your organisation does not answer, or is not who it should be.',
    next: 'Sign in with your password or a passkey, or try again. Whoever runs the server finds what to look at in docs/operating.md.',
  },
  KEPT_OIDC_UNREGISTERED: {
    status: 409,
    message: 'The sign-in of your organisation is run by nobody in the register of processors whose contract holds.',
    next: 'Sign in with your password or a passkey. An administrator or privacy officer notes under Settings, Processors, who runs it.',
  },
  KEPT_OIDC_NO_ROLE: {
    status: 403,
    message: 'Nobody has an account here under your address at that sign-in, and no rule gives it one.',
    next: 'Ask an administrator for an invitation, or for a rule for your mail domain. Nothing was made.',
  },
  KEPT_OUTSIDE_ROLE_TWIN: {
    status: 409,
    message: 'There is a rule for this mail domain or claim already.',
    next: 'End that one first. Nothing was stored.',
  },
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
  KEPT_WEBHOOK_ENDED: {
    status: 409,
    message: 'This webhook has ended.',
    next: 'Add a new one; it gets a secret of its own. Nothing was changed.',
  },
  KEPT_WEBHOOK_STOPPED: {
    status: 409,
    message: 'This webhook is stopped, so a test would wait like everything else.',
    next: 'Resume it, then send the test.',
  },
  KEPT_WEBHOOK_NOTHING_TO_REPLAY: {
    status: 409,
    message: 'This message is not known, or is waiting to be sent anyway.',
    next: 'Load the list again: messages are kept for thirty days.',
  },
  KEPT_WEBHOOK_SPAN_WIDE: {
    status: 409,
    message: '{count} messages lie in this span; at most {most} are sent anew at once.',
    next: 'Choose a shorter span, and the next one after it. Nothing was sent.',
  },
  KEPT_TOKEN_OVER: {
    status: 409,
    message: 'This token is not good any more, so nothing can be changed for it.',
    next: 'Make a new one.',
  },
  KEPT_TOKEN_REPLACED: {
    status: 409,
    message: 'This token was changed for another one already.',
    next: 'Change that one, or revoke it and make a new one.',
  },
});
