import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_IMPORT_SITE: {
    status: 404,
    message: 'There is no site {site}.',
    next: 'Name one that is counted with --site: {sites}. Sites are made in the desk, under Statistics. Nothing was counted.',
  },
  KEPT_IMPORT_FORMAT: {
    status: 400,
    message: 'Hardly any line at the beginning of {file} is of a format that is known.',
    next: 'Name it with --format: {formats}, or your own pattern as it stands in the configuration of the web server, such as --format \'%h %l %u %t "%r" %>s %b\'. Nothing was counted.',
  },
  KEPT_IMPORT_PATTERN: {
    status: 400,
    message: 'The format cannot be used: {reason}',
    next: 'Write it as it stands in LogFormat of Apache (%h %l %u %t "%r" %>s) or log_format of nginx ($remote_addr ...). Nothing was counted.',
  },
  KEPT_IMPORT_RUNNING: {
    status: 409,
    message: 'Another import for the site {site} is running.',
    next: 'Wait until it has ended, then import again. Nothing was counted.',
  },
  KEPT_IMPORT_NOT_REMOVED: {
    status: 409,
    message: 'An import for the site {site} is running.',
    next: 'Wait until it has ended, then remove what was imported. Nothing was removed.',
  },
  KEPT_IMPORT_STOPPED: {
    status: 499,
    message: 'The import was stopped.',
    next: 'Nothing of it was counted, and nothing is left behind. Import the same files again when it suits.',
  },
  KEPT_IMPORT_SERVER: {
    status: 400,
    message: 'A server is named by small letters, digits and dashes, not {server}.',
    next: 'Choose a short name for the web server that wrote the log, such as --server web-2, and use it each time.',
  },
  KEPT_HISTORY_FILE: {
    status: 400,
    message: '{file} is no export of {program} that can be read: {reason}',
    next: 'docs/website-logs.md says which reports are read and how to export them. Nothing of this file was taken over.',
  },
});
