import { errors } from '../../../platform/http/errors.ts';
import type { Member, Who } from '../../../platform/http/who.ts';

/** The member who calls; all others have been refused before. */
export function member(who: Who): Member {
  if (who.kind !== 'member') throw errors.KEPT_NOT_ALLOWED();
  return who;
}
