import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_DEMO_NOT_EMPTY: {
    status: 409,
    message: 'The database is not empty: it holds {found}.',
    next: 'The demo fills an empty database only. Set KEPT_DATA (or KEPT_DATABASE_URL) to another place. Nothing was changed.',
  },
  KEPT_DEMO_RUNNING: {
    status: 409,
    message: 'Another process is filling this database with the demo.',
    next: 'Wait for it to end. Nothing was changed.',
  },
  KEPT_DEMO_STOPPED: {
    status: 500,
    message: 'The demo stopped while it did this: {step} ({code}).',
    next: 'What it had made so far stands in the database and is plainly made up. Remove that database (with the embedded one: the data folder) and try again.',
  },
});
