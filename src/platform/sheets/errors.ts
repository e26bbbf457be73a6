import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_SHEET_BINARY: {
    status: 400,
    message: 'This file is no table: it holds bytes that no text has.',
    next: 'Save it as CSV or XLSX and send that. Nothing was stored.',
  },
  KEPT_SHEET_QUOTE_OPEN: {
    status: 400,
    message: 'A quotation mark of line {line} is never closed.',
    next: 'Close it, or write it twice where it belongs to the text, and send the file again. Nothing was stored.',
  },
  KEPT_SHEET_UNREADABLE: {
    status: 400,
    message:
      'This workbook cannot be read: it is damaged, protected by a password, or unpacks to more than is allowed.',
    next: 'Open it and save its first sheet as CSV, in UTF-8. Nothing was stored.',
  },
  KEPT_SHEET_TOO_LARGE: {
    status: 413,
    message: 'This file is larger than {most} MiB.',
    next: 'Save a workbook as CSV, or split the file. Nothing was stored.',
  },
});
