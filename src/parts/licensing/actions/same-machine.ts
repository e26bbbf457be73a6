import { wasTwin } from '../../../platform/db/database.ts';

/** Whether the database refused a second seat of one licence for one machine. */
export function isSameMachine(error: unknown): boolean {
  return wasTwin(error, 'activations_by_machine');
}
