import type { Deps } from '../../../platform/deps.ts';
import { deleteExpired } from '../store/accounts.ts';
import type { Staff } from './open-staff.ts';

/** Sessions that have ended and challenges that nobody answered are of no use to anybody. */
export async function clearExpired(deps: Pick<Deps, 'clock'>, staff: Pick<Staff, 'auth'>): Promise<void> {
  await deleteExpired(staff.auth, deps.clock.now());
}
