/** A value with the visits of the last minutes that saw it, as the counting process knows it: not folded yet. */
export interface LiveValue {
  readonly value: string;
  readonly visits: number;
}

/** What the counting process has seen of a site in the last five minutes. */
export interface LiveSeen {
  /** Visits of people with a hit in these minutes. */
  readonly visits: number;
  readonly views: number;
  /** Page views a minute, the oldest first. */
  readonly perMinute: readonly number[];
  readonly pages: readonly LiveValue[];
  readonly referrers: readonly LiveValue[];
  readonly countries: readonly LiveValue[];
}

/** A member of staff to whom a report goes. */
export interface StaffMailbox {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

/** A gauge of `/metrics`, and what it is worth at a scrape, mostly for a site. */
export interface SiteGauge {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What reports need of the counting process and of the accounts; wired in app.ts. */
export interface ReportsHanded {
  /** Null where the process that counts cannot be reached. */
  readonly live: (siteId: number) => Promise<LiveSeen | null>;
  /** Whether all that is counted of a site today seems to come from one address. */
  readonly oneAddress: (siteId: number) => boolean;
  /** Lines of web servers that were taken since the start of this process, and what became of those that were not counted. */
  readonly logLines: () => Readonly<Record<'lines' | 'bad' | 'unknown' | 'notCounted' | 'tooLong' | 'letGo', number>>;
  /** Members that may sign in, with the address of their account. Unknown and disabled ones are left out. */
  readonly mailboxes: (memberIds: readonly string[]) => Promise<ReadonlyMap<string, StaffMailbox>>;
  /** Adds gauges to `/metrics` that are asked for at each scrape. */
  readonly askFor: (
    gauges: readonly { readonly name: string; readonly help: string; readonly labels: readonly string[] }[],
    values: () => Promise<readonly SiteGauge[]>,
  ) => void;
}
