import { defineErrors } from '../../../platform/errors.ts';

export const exportErrors = defineErrors({
  KEPT_EXPORT_BUSY: {
    status: 409,
    message: 'Another export is running.',
    next: 'Wait until it is done, or stop it.',
  },
  KEPT_EXPORT_STATE: {
    status: 409,
    message: 'This cannot be done to an export that is {state}.',
    next: 'Look at it again: it may have been stopped, or be over its time.',
  },
  KEPT_EXPORT_OTHERS: {
    status: 403,
    message: 'Only who asked for an export fetches it or begins it again.',
    next: 'Ask for one of your own, with your own reason.',
  },
  KEPT_EXPORT_GONE: {
    status: 410,
    message: 'The file of this export is not held any more.',
    next: 'Export again: a file is held for a day, and goes with every erasure of a person.',
  },
  KEPT_EXPORT_ERASED: {
    status: 410,
    message: 'The export was deleted, as a person in the installation was erased.',
    next: 'Export again: the erased person is not in it.',
  },
  KEPT_EXPORT_TOO_LARGE: {
    status: 413,
    message: 'The file would be larger than 4 GiB.',
    next: 'Export fewer tables at once, or one country or reseller after the other.',
  },
});
