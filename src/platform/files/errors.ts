import { defineErrors } from '../errors.ts';

export const errors = defineErrors({
  KEPT_FILES_NOWHERE: {
    status: 503,
    message: 'This server has no folder for files.',
    next: 'Set KEPT_FILES_URL to a folder (file:///…), or leave it out for one in the data folder. Nothing was stored.',
  },
  KEPT_FILE_GONE: {
    status: 503,
    message: 'The file is known, but its bytes are not here just now.',
    next: 'Tell whoever offers it. It can be withdrawn and sent again, or put back from a copy of the folder for files.',
  },
});
