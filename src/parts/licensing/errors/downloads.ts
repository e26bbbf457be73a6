import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_DOWNLOADS_UNKNOWN: {
    status: 404,
    message: 'We know no licence of this serial.',
    next: 'Compare it with your licence papers. If it is right, ask whoever sold you the licence. Nothing was stored.',
  },
  KEPT_LINK_OVER: {
    status: 410,
    message: 'This link is over, or was changed on its way.',
    next: 'Enter your serial on the page for downloads to get another. A download that was begun can be gone on with by the new link.',
  },
  KEPT_NOT_COVERED: {
    status: 403,
    message: 'This release was built after the maintenance of the licence ended.',
    next: 'Fetch an earlier release, or ask {ask} to renew the maintenance.',
  },
  KEPT_UPLOAD_ELSEWHERE: {
    status: 409,
    message: 'The file is here up to byte {received}, and this piece begins elsewhere.',
    next: 'Go on from that byte. Nothing was changed.',
  },
  KEPT_UPLOAD_TOO_LONG: {
    status: 400,
    message: 'The file is longer than was said when it was begun: {bytes} bytes.',
    next: 'Begin it anew. Nothing was changed.',
  },
  KEPT_UPLOAD_SHORT: {
    status: 409,
    message: 'The file is not here as a whole yet: {received} of {bytes} bytes.',
    next: 'Go on from there, then finish it. Nothing was changed.',
  },
  KEPT_UPLOAD_DIFFERS: {
    status: 409,
    message: 'The file that came is not the one that was meant: its SHA-256 differs.',
    next: 'Withdraw it and send it again. Nobody is offered it.',
  },
  KEPT_UPLOAD_OVER: {
    status: 409,
    message: 'This file is finished or withdrawn.',
    next: 'Reload the page to see how it stands. Nothing was changed.',
  },
});
