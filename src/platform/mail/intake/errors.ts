import { defineErrors } from '../../errors.ts';

export const errors = defineErrors({
  KEPT_MAIL_LISTEN: {
    status: 500,
    message: 'Mail cannot be taken at {place} ({reason}).',
    next: 'Choose another place with KEPT_SMTP_LISTEN, or see who else listens there. No mail is lost: the mail server before Kept tries again.',
  },
  KEPT_MAIL_TOO_LARGE: {
    status: 413,
    message: 'The mail is larger than 25 MB.',
    next: 'Send it again with smaller files, or write a letter. Nothing of it was kept.',
  },
  KEPT_MAIL_UNREADABLE: {
    status: 400,
    message: 'The mail is built in a way that cannot be read.',
    next: 'Send it again as plain text, or write a letter. Nothing of it was kept.',
  },
  KEPT_MAIL_NO_SENDER: {
    status: 400,
    message: 'The mail names nobody who sent it.',
    next: 'Send it again from a mailbox that can be answered, or write a letter. Nothing of it was kept.',
  },
  KEPT_MAILBOX_UNKNOWN: {
    status: 404,
    message: 'Only mail to the privacy mailbox and the remove mailbox is taken here.',
    next: 'Look at the address. Nothing of the mail was kept.',
  },
  KEPT_MAIL_LATER: {
    status: 503,
    message: 'The mail cannot be stored just now.',
    next: 'It is tried again by itself; nothing is lost.',
  },
});
