import { errors } from '../../../platform/http/errors.ts';
import type { Caller } from '../../../platform/http/roles.ts';
import type { Member, Who } from '../../../platform/http/who.ts';

/** Who handles requests of people. */
export const officers: readonly Caller[] = ['administrator', 'privacy officer'];
/** Who may record one: whoever opens letters and takes calls. */
export const takers: readonly Caller[] = ['administrator', 'privacy officer', 'licence desk', 'support'];

/** The member who calls; all others have been refused before. */
export function member(who: Who): Member {
  if (who.kind !== 'member') throw errors.KEPT_NOT_ALLOWED();
  return who;
}
