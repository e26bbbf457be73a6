import { addDays } from './terms.ts';

/** Days are `YYYY-MM-DD` in the vendor's time zone; both ends belong to the term. */
export interface TermDays {
  readonly startsOn: string;
  readonly endsOn: string;
}

const mostDays = 2 * 366;

/** May a school choose these days for a term? */
export function isTerm(
  { startsOn, endsOn }: TermDays,
  known: { readonly today: string; readonly expiresOn: string | null },
): boolean {
  if (endsOn < startsOn || endsOn < known.today) return false;
  if (endsOn > addDays(startsOn, mostDays) || startsOn > addDays(known.today, mostDays)) return false;
  return known.expiresOn === null || endsOn <= known.expiresOn;
}

export type LabelVerdict = 'good' | 'unknown' | 'in use' | 'again';

/** May this label be activated for this machine now? */
export function judgeLabel(
  found: {
    readonly startsOn: string;
    readonly endsOn: string;
    readonly ended: boolean;
    /** Of the seat that the label has now. */
    readonly seat: { readonly isOwn: boolean } | null;
  } | null,
  today: string,
): LabelVerdict {
  if (!found || found.ended || today < found.startsOn || found.endsOn < today) return 'unknown';
  if (!found.seat) return 'good';
  return found.seat.isOwn ? 'again' : 'in use';
}
