import { errors } from '../../../platform/http/errors.ts';
import type { Member, Who } from '../../../platform/http/who.ts';

/** The member who calls; routes for members only have been refused to all others before. */
export function member(who: Who): Member {
  if (who.kind !== 'member') throw errors.KEPT_NOT_ALLOWED();
  return who;
}
