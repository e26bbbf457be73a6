/** Sees whether all visits of a site seem to share one address: then a proxy stands in front that nobody has named. */
export interface OneAddress {
  /** `profile`: anything by which browsers differ. `forwarded`: somebody says that the address is another's. */
  saw(address: string, profile: string, forwarded: boolean): void;
  suspects(): boolean;
}

/** So many page views, by so many kinds of browsers, do not come from one household. */
const views = 60;
const kinds = 6;
/** Where somebody says that he forwards for others, fewer are enough. */
const viewsForwarded = 20;
const kindsForwarded = 2;

/** Holds one address in memory, until a second one is seen; begins anew every hour. */
export function watchAddresses(now: () => number): OneAddress {
  let since = now();
  let first: string | null = null;
  let seen = 0;
  let forwardedSeen = 0;
  let several = false;
  let suspected = false;
  const profiles = new Set<string>();
  const begin = () => {
    since = now();
    first = null;
    seen = 0;
    forwardedSeen = 0;
    several = false;
    profiles.clear();
  };
  return {
    saw(address, profile, forwarded) {
      if (now() - since > 3_600_000) begin();
      if (several) return;
      first ??= address;
      if (address !== first) {
        several = true;
        suspected = false;
        first = null;
        profiles.clear();
        return;
      }
      seen += 1;
      if (forwarded) forwardedSeen += 1;
      if (profiles.size < kinds) profiles.add(profile);
      if (
        (seen >= views && profiles.size >= kinds) ||
        (forwardedSeen >= viewsForwarded && profiles.size >= kindsForwarded)
      )
        suspected = true;
    },
    suspects: () => suspected,
  };
}

/** The same of a log that is imported: what was seen of the addresses and browsers of its people, in memory while it is read. */
export interface SeenAddresses {
  /** Keyed hash of the first. */
  first: { readonly hi: number; readonly lo: number } | null;
  several: boolean;
  /** As many as are needed. */
  readonly profiles: string[];
}

export function noAddresses(): SeenAddresses {
  return { first: null, several: false, profiles: [] };
}

export function sawAddress(seen: SeenAddresses, { hi, lo }: { readonly hi: number; readonly lo: number }): void {
  if (seen.first === null) seen.first = { hi, lo };
  else if (seen.first.hi !== hi || seen.first.lo !== lo) seen.several = true;
}

export function sawProfile({ profiles }: SeenAddresses, profile: string): void {
  if (profiles.length < kinds && !profiles.includes(profile)) profiles.push(profile);
}

/** Whether all that was seen, in one thread or several, seems to come from one address. */
export function isOneAddress(all: readonly SeenAddresses[], pageViews: number): boolean {
  const sum = noAddresses();
  for (const { first, profiles, several } of all) {
    if (first) sawAddress(sum, first);
    if (several) sum.several = true;
    for (const profile of profiles) sawProfile(sum, profile);
  }
  return !sum.several && pageViews >= views && sum.profiles.length >= kinds;
}
