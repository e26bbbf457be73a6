import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_SERIAL_MALFORMED: {
    status: 400,
    message: 'This is not a complete serial: a character is missing, or one was mistyped.',
    next: 'Compare it with your licence papers. It has four groups of five characters; small letters, spaces and the letter O for zero do no harm. Nothing was stored.',
  },
  KEPT_SERIAL_UNKNOWN: {
    status: 404,
    message: 'No licence can be activated with this serial.',
    next: 'Compare it with your licence papers. If it is right, ask whoever sold you the licence. Nothing was stored.',
  },
  KEPT_ADDRESS_REFUSED: {
    status: 409,
    message: 'No registration can be made under this mail address.',
    next: 'Use another address, or write to the privacy address if this one is yours. Nothing was stored.',
  },
  KEPT_SEATS_USED_UP: {
    status: 409,
    message: 'Every seat of this licence is in use.',
    next: 'If it was activated on our page, give the program the activation number that was shown there. Otherwise ask {ask} for another seat. Nothing was stored.',
  },
  KEPT_LICENCE_EXPIRED: {
    status: 409,
    message: 'This licence has expired.',
    next: 'Ask {ask} to renew it. Nothing was stored.',
  },
  KEPT_LICENCE_SUSPENDED: {
    status: 409,
    message: 'This licence is suspended.',
    next: 'Ask {ask} why, and when it can be used again. Nothing was stored.',
  },
  KEPT_LICENCE_REVOKED: {
    status: 409,
    message: 'This licence was withdrawn and cannot be activated any more.',
    next: 'Ask {ask} for another. Nothing was stored.',
  },
  KEPT_NOTICE_CHANGED: {
    status: 409,
    message: 'What we say beside the fields has changed since this form was opened, or the form is none of ours.',
    next: 'Look through the form again and send it. Nothing was stored.',
  },
  KEPT_VENDOR_UNKNOWN_YET: {
    status: 503,
    message: 'Nothing can be activated here yet: the collecting party has not given its name and address.',
    next: 'Try again later. Nothing was stored.',
  },
  KEPT_ACTIVATION_UNKNOWN: {
    status: 404,
    message: 'There is no such activation.',
    next: 'Activate the licence again.',
  },
  KEPT_SEAT_TAKEN: {
    status: 409,
    message: 'Another machine has taken the seat of this activation.',
    next: 'Activate the licence for this machine by its serial, or use the program there. Nothing was changed.',
  },
  KEPT_MACHINE_HAS_SEAT: {
    status: 409,
    message: 'This machine has a seat of this licence already.',
    next: 'Start the program by the activation that this machine has. The other seat stays free for another machine.',
  },
  KEPT_REGISTRATION_DISOWNED: {
    status: 409,
    message: 'You said before that this registration was not yours, so it is never used for you.',
    next: 'Write to us if that was a mistake. Nothing was changed.',
  },
  KEPT_REGISTRATION_APPLIED: {
    status: 409,
    message: 'The data of this registration are used for you already.',
    next: 'Correct on your page what is wrong, and write to us if it was not you. Nothing was changed.',
  },
  KEPT_LICENCE_STATE: {
    status: 409,
    message: 'The licence is {state}, so this cannot be done now.',
    next: 'Reload the page to see its present state. Nothing was changed.',
  },
  KEPT_HOLDER_NOT_RESELLER: {
    status: 409,
    message: 'Serials can be issued to a reseller only, and this company is none.',
    next: 'Choose a reseller. Nothing was issued.',
  },
  KEPT_NAME_TAKEN: {
    status: 409,
    message: 'There is one of that name already.',
    next: 'Choose another name. Nothing was stored.',
  },
  KEPT_LICENSOR_UNKNOWN: {
    status: 409,
    message: 'There is no such licensor, or its contract has ended.',
    next: 'Register the licensor with its contract first. Nothing was stored.',
  },
  KEPT_COMPANY_NOT_PROVEN: {
    status: 403,
    message: 'We do not know yet that your mailbox belongs to a company that holds licences.',
    next: 'Ask our licence desk to note the mail domain of your company, or to answer your question. Nothing was looked up.',
  },
  KEPT_INQUIRIES_USED_UP: {
    status: 429,
    message: 'You have asked {most} times within a day, which is as often as one person may.',
    next: 'Ask again tomorrow, or ask our licence desk. Nothing was looked up.',
  },
  KEPT_NEVER_ACTIVATED: {
    status: 409,
    message: 'No company has activated this licence yet.',
    next: 'There is nobody to be named. Nothing was stored.',
  },
});
