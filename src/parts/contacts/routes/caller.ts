import { errors } from '../../../platform/http/errors.ts';
import { type Caller, staffRoles } from '../../../platform/http/roles.ts';
import type { Member, Who } from '../../../platform/http/who.ts';

/** Everybody who works at the desk. */
export const desk: readonly Caller[] = [...staffRoles, 'reseller administrator', 'reseller staff'];

/** Every purpose under which somebody at the desk may read people; the role narrows it. */
export const deskPurposes = [
  'customer service',
  'registration',
  'support',
  'marketing',
  'product improvement',
  'rights',
  'legal',
  'operations',
] as const;

/** The member who calls; all others have been refused before. */
export function member(who: Who): Member {
  if (who.kind !== 'member') throw errors.KEPT_NOT_ALLOWED();
  return who;
}
