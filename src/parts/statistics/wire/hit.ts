/**
 * What every way in makes of what it was told: names that are folded and cleaned already, ready to be counted. It lives in
 * memory and, on its way to the process that counts, in a sealed message to a peer. It is never written anywhere (A2).
 */
export type Hit = VisitorHit | ApartHit;

/** Who saw it. Beacon and pixel are one way (a pixel is loaded where no script runs); a live log is the other. */
export type Way = 'beacon' | 'pixel' | 'log';

/**
 * `view`: a page. `engaged`: seconds that the page was visible and focused since last reported; it is no event of its own: it
 * keeps a visit going, begins none and is not part of its span. The others name in `value` what was done.
 */
export type HitKind = 'view' | 'engaged' | 'goal' | 'download' | 'outbound' | 'search' | 'not found';

export interface VisitorHit {
  readonly kind: HitKind;
  readonly siteId: number;
  /** When it happened, in milliseconds since 1970: of a beacon when it arrived, of a log line what the line says. */
  readonly at: number;
  readonly way: Way;
  /** Address and user agent as they came: only their keyed hash is kept, in memory. */
  readonly address: string;
  readonly agent: string;
  /** Path of the page on which it happened, folded by the site's rules. */
  readonly page: string;
  /** Name of the goal, path of the download, host of the outside link, what was searched for, path that was not found; null of a view and of engaged time. */
  readonly value: string | null;
  /** What a goal was worth, in hundredths of the site's currency; null otherwise. */
  readonly amount: number | null;
  /** Engaged time, in seconds; 0 for other kinds. */
  readonly seconds: number;
  /** Where the visitor came from. Counted if this hit turns out to be the first of a visit. */
  readonly source: Source;
  readonly visitor: Visitor;
}

export interface Source {
  /** Host without `www.`, `(direct)` for none, null where the way in cannot know (a log without referrers). */
  readonly referrer: string | null;
  /** Null where the way in cannot know. */
  readonly channel: string | null;
  /** `source / medium / campaign`; null: none. */
  readonly campaign: string | null;
}

/** What is known of the visitor; null: not known, and then not counted in that dimension. */
export interface Visitor {
  /** ISO 3166-1 alpha-2 */
  readonly country: string | null;
  /** Sub-region of UN M49 that the country lies in. */
  readonly region: string | null;
  readonly language: string | null;
  readonly browser: string | null;
  readonly system: string | null;
  readonly device: string | null;
  readonly screen: string | null;
}

/**
 * Counted apart, as nobody's visit: requests of bots (`value`: the name of the bot), of people who do not want to be
 * counted (`value`: `gpc`, `dnt` or `refused`), of the vendor's own people, and lines that could not be read (value null).
 */
export interface ApartHit {
  readonly kind: 'bot' | 'refused' | 'own' | 'bad line';
  readonly siteId: number;
  readonly at: number;
  readonly value: string | null;
  /** By whom and which way: what the other way tells of the same page is not counted again, nor as a visit. Null: not known. */
  readonly by: Sighting | null;
}

export interface Sighting {
  readonly way: Way;
  /** As they came: only their keyed hash is kept, in memory. */
  readonly address: string;
  readonly agent: string;
}
