import type { Search, Sight, Timeline, Today } from './composed.ts';

/** What staff needs to know of companies; contacts hands it in. */
export interface CompanyRegister {
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  isReseller(companyId: string): Promise<boolean>;
}

export interface TimelineOf {
  readonly sight: Sight;
  readonly sources: readonly Timeline[];
}

/** What app.ts hands in when it mounts staff. */
export interface StaffHanded {
  readonly companies: CompanyRegister;
  /** The vendor as the desk shows it; null until it is set up. */
  readonly vendor: () => Promise<VendorMark | null>;
  readonly timelines: { readonly company: TimelineOf; readonly person: TimelineOf; readonly licence: TimelineOf };
  readonly searches: readonly Search[];
  readonly todays: readonly Today[];
}

export interface VendorMark {
  readonly name: string;
  readonly accentColor: string | null;
  readonly timeZone: string;
  readonly demo: boolean;
}
