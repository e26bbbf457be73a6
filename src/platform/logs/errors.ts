import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_LOG_NOT_READ: {
    status: 400,
    message: '{file} cannot be read ({reason}).',
    next: 'Look whether the file is there and may be read by this user, then import again. Nothing of it was counted.',
  },
  KEPT_LOG_SOCKET: {
    status: 500,
    message: 'Lines of logs cannot be taken at {place} ({reason}).',
    next: 'Choose another place with KEPT_LOG_SOCKET or KEPT_LOG_SYSLOG, or see who else listens there.',
  },
});
