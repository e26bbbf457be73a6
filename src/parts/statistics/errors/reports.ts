import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_PAIR_NOT_DECLARED: {
    status: 409,
    message: '{table} and {filter} are not counted together, so this table cannot be filtered by it.',
    next: 'Filter this table by: {filters}. Only declared pairs are counted, so that no row is a trail of one visitor.',
  },
  KEPT_SHARED_LINK_ENDED: {
    status: 410,
    message: 'This page of figures is no longer shared.',
    next: 'Ask whoever gave you the address for a new one.',
  },
  KEPT_VIEW_NAME_TAKEN: {
    status: 409,
    message: 'A view of this name is kept already.',
    next: 'Choose another name, or forget the old view first. Nothing was stored.',
  },
  KEPT_MAIL_REPORT_TAKEN: {
    status: 409,
    message: 'This member gets this report already.',
    next: 'End the old one first if it is to change. Nothing was stored.',
  },
  KEPT_NOT_OF_STAFF: {
    status: 409,
    message: 'Reports by mail go to members of staff who may read the figures.',
    next: 'Choose such a member; others can be given a shared link. Nothing was stored.',
  },
});
