import { openVisitorKeys, type VisitorKey, type VisitorKeys } from '../../../platform/visitors/keys.ts';
import { ApartKeys } from '../rules/apart-keys.ts';

interface DayKeys {
  readonly keys: VisitorKeys;
  readonly apart: ApartKeys;
}

/** A visitor as the salt of one day names it, with what is known of keys of that day. */
export interface Named {
  readonly day: number;
  readonly key: VisitorKey;
  readonly apart: ApartKeys;
}

/** The salts of open days, each another: in memory only, and gone with their days. */
export class OpenKeys {
  private readonly days = new Map<number, DayKeys>();
  private readonly siteId: number;
  private readonly random: () => Uint8Array;

  constructor(siteId: number, random: () => Uint8Array) {
    this.siteId = siteId;
    this.random = random;
  }

  /** The names of somebody on a day and on those beside it, the earliest first: a visit may go on over midnight, told of in disorder. */
  around(day: number, { address, agent }: { readonly address: string; readonly agent: string }): Named[] {
    const names: Named[] = [];
    for (let each = day - 1; each <= day + 1; each++) {
      const known = each === day ? this.of(day) : this.days.get(each);
      if (known) names.push({ day: each, key: known.keys(address, agent), apart: known.apart });
    }
    return names;
  }

  delete(day: number): void {
    this.days.delete(day);
  }

  /** Salts of days of which nothing is open, but for those from `first` on. */
  forget(first: number, isOpen: (day: number) => boolean): void {
    for (const day of this.days.keys()) if (day < first && !isOpen(day)) this.days.delete(day);
  }

  private of(day: number): DayKeys {
    const known = this.days.get(day);
    if (known) return known;
    const made = { keys: openVisitorKeys(this.random(), this.siteId), apart: new ApartKeys() };
    this.days.set(day, made);
    return made;
  }
}

/** The name of a day among those around it. */
export function ownName(names: readonly Named[], day: number): Named {
  return names.find((each) => each.day === day) ?? (names[0] as Named);
}
