/** What of a request's headers decides whether a person is behind it. Node joins what is sent twice. */
export interface VisitHeaders {
  readonly agent: string;
  readonly language: string;
  /** `sec-ch-ua` */
  readonly brands: string;
  /** `sec-fetch-site`; browsers send it over https only. */
  readonly fetchSite: string;
  /** `sec-purpose` or `purpose`. */
  readonly purpose: string;
  readonly gpc: string;
  readonly dnt: string;
}

/** Why a visitor is not counted: Global Privacy Control goes before Do Not Track. Null: no such wish. */
export function refusalOf({ gpc, dnt }: Pick<VisitHeaders, 'gpc' | 'dnt'>): 'gpc' | 'dnt' | null {
  if (gpc.trim() === '1') return 'gpc';
  return dnt.trim() === '1' ? 'dnt' : null;
}

/** Fetched before anybody asked to see it. */
export function isPrefetch({ purpose }: Pick<VisitHeaders, 'purpose'>): boolean {
  return /\bpre(?:fetch|render|view)\b/i.test(purpose);
}

/**
 * Whether what calls itself a browser leaves out what that browser always sends: a language, and over https what Chrome has
 * sent with each request since 2019 (https://www.w3.org/TR/fetch-metadata/).
 */
export function leavesOut(headers: VisitHeaders, overHttps: boolean): boolean {
  if (!headers.agent.startsWith('Mozilla/')) return false;
  if (headers.language === '') return true;
  return overHttps && headers.fetchSite === '' && /Chrome\/(?:8\d|9\d|\d{3})\./.test(headers.agent);
}

/** A browser without a window says so in its brands, even under another name. */
export function isHeadless({ brands }: Pick<VisitHeaders, 'brands'>): boolean {
  return brands.includes('HeadlessChrome');
}
