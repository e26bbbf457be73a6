import { defineErrors } from '../../../platform/errors.ts';

/** Of imports as a whole, and of single rows (those are told beside their line, never thrown). */
export const importErrors = defineErrors({
  KEPT_IMPORT_HEADER: {
    status: 400,
    message: 'The first line of this list does not name its columns.',
    next: 'Put names of columns such as Serial, Product and Company into the first line, and send the list again. Nothing was stored.',
  },
  KEPT_IMPORT_TWIN: {
    status: 409,
    message: 'This very list was imported already.',
    next: 'Open that import. To import the list anew, undo it first. Nothing was stored.',
  },
  KEPT_IMPORT_STATE: {
    status: 409,
    message: 'This cannot be done to an import that is {state}.',
    next: 'Look at it again: somebody may have gone on with it.',
  },
  KEPT_IMPORT_BUSY: {
    status: 409,
    message: 'Another import is running or being undone.',
    next: 'Wait until it is done, or stop it.',
  },
  KEPT_IMPORT_FILE_GONE: {
    status: 409,
    message: 'The list is not held here any more: it is kept for a week, and goes with every erasure of a person.',
    next: 'Send the same list again: the import goes on where it stopped.',
  },
  KEPT_IMPORT_LINES: {
    status: 413,
    message: 'The list has more lines than can be imported at once.',
    next: 'Split it. What was imported up to here stays.',
  },
  KEPT_ROW_CUT: {
    status: 400,
    message: 'This line holds a text of more than 10,000 characters, or more than 200 columns.',
    next: 'Look whether a quotation mark is missing, shorten it, and send the list again.',
  },
  KEPT_ROW_VALUE: {
    status: 400,
    message: 'The text is too long, or holds line breaks or invisible characters.',
    next: 'Shorten or clean it in the list.',
  },
  KEPT_ROW_SERIAL: {
    status: 400,
    message: 'The serial is missing, or cannot be one.',
    next: 'Give it in the list: up to 63 bytes, which are as many plain characters, with at least one letter or digit.',
  },
  KEPT_ROW_SERIAL_TWICE: {
    status: 400,
    message: 'This serial stands further up in the list, perhaps with other dashes, spaces or small letters.',
    next: 'Leave one of them out.',
  },
  KEPT_ROW_SERIAL_KNOWN: {
    status: 400,
    message: 'This serial is here already.',
    next: 'Nothing to do if it is the same licence: it stays as it is.',
  },
  KEPT_ROW_PRODUCT: {
    status: 400,
    message: 'The product is not known.',
    next: 'Add it under Products, correct its code or name in the list, or choose one for rows that name none.',
  },
  KEPT_ROW_RELEASE: {
    status: 400,
    message: 'The product has no such release.',
    next: 'Add the release, or correct its version in the list.',
  },
  KEPT_ROW_KIND: {
    status: 400,
    message: 'The kind of licence is not known.',
    next: 'Write perpetual, subscription, trial, education, nfr, demo or home.',
  },
  KEPT_ROW_SEATS: {
    status: 400,
    message: 'The number of seats is not a whole number from 1 to 100,000.',
    next: 'Correct it in the list.',
  },
  KEPT_ROW_STATE: {
    status: 400,
    message: 'The state is not known.',
    next: 'Write draft, issued, active, suspended, on hold, revoked or expired.',
  },
  KEPT_ROW_DAY: {
    status: 400,
    message: 'The date cannot be read, or is an issue in the future.',
    next: 'Write it as 2026-03-31, or choose the other order of day and month.',
  },
  KEPT_ROW_TERM: {
    status: 400,
    message: 'This licence needs a day on which it ends, or is said to have expired while its day is still to come.',
    next: 'Give the day in the list.',
  },
  KEPT_ROW_RESELLER: {
    status: 400,
    message:
      'The reseller is not known, or none is named for a licence that is in use: licences are issued through resellers.',
    next: 'Add the reseller, correct its name in the list, or choose one for rows that name none.',
  },
  KEPT_ROW_RESELLER_SEVERAL: {
    status: 400,
    message: 'More than one reseller is meant by what the list says.',
    next: 'Name it by its id, which its page on the desk has in its address, or by its mail domain.',
  },
  KEPT_ROW_RESELLER_ENDED: {
    status: 400,
    message:
      'Nothing may be given to this reseller, as no contract with it holds: the row is imported, and the customer is not given to it.',
    next: 'Look at the contract of the reseller, or give the customer to another on the page of the company.',
  },
  KEPT_ROW_SERVED: {
    status: 400,
    message:
      'This customer is served by another reseller, or by none as somebody decided: the row is imported, and that stays.',
    next: 'Nothing to do if that is right; otherwise give the customer to another on the page of the company.',
  },
  KEPT_ROW_COMPANY: {
    status: 400,
    message: 'No company is named.',
    next: 'Give its name in the list.',
  },
  KEPT_ROW_COUNTRY: {
    status: 400,
    message: 'The country is not known.',
    next: 'Write its two letters (ISO 3166-1) or its English name.',
  },
  KEPT_ROW_MAIL: {
    status: 400,
    message: 'The mail address does not look like name@example.com.',
    next: 'Correct it in the list, or leave it empty to import the row without a contact.',
  },
  KEPT_ROW_ADDRESS_PART: {
    status: 400,
    message: 'Street, postal code, city or country is missing: the row is imported without its address.',
    next: 'Complete it in the list, if it is needed.',
  },
  KEPT_ROW_CONTACT_WITHOUT_MAIL: {
    status: 400,
    message: 'The contact has no mail address: the row is imported without the contact.',
    next: 'Add the address in the list, if the contact is needed.',
  },
});
