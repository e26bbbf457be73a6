import { type Campaign, readCampaign } from './campaigns.ts';
import { cleanText } from './clean.ts';
import { isDownload, type Paths } from './paths.ts';

/** Characters of what was searched for; as in the other ways in. */
const longestSearch = 100;

/** What a request of a log asks for; `other` is what a page is made of: pictures, scripts, styles, answers to programs. */
export type Asked = 'page' | 'download' | 'other';

export interface Target {
  readonly asked: Asked;
  /** Path as every way in counts it. */
  readonly page: string;
  readonly search: string | null;
  readonly campaign: Campaign | null;
}

const pageEndings = /\.(?:x?html?|shtml|php\d?|phtml|aspx?|jspx?|do|action|cfm|cgi|pl|md)$/i;
/** An ending of letters; `/docs/v1.2` and `/2026.11` have none. */
const ending = /\.[a-z][a-z0-9]{0,7}$/i;

/** @param raw path and query as the log has them, or a whole address */
export function readTarget(raw: string, paths: Paths): Target {
  const page = paths.clean(raw);
  const [path = ''] = page.split('?');
  const asked = isDownload(path) ? 'download' : ending.test(path) && !pageEndings.test(path) ? 'other' : 'page';
  if (asked === 'other') return { asked, page, search: null, campaign: null };
  const words = paths.search(raw);
  const search = words === null ? '' : cleanText(words, longestSearch).toLowerCase();
  return { asked, page, search: search || null, campaign: readCampaign(raw) };
}

/** What an answer's status makes of a request: whether it was seen, is not there, or is nothing to count. */
export type Answered = 'seen' | 'missing' | 'neither';
/** The same as numbers. */
export const statusMeans: Readonly<Record<Answered, number>> = { neither: 0, seen: 1, missing: 2 };

/** A redirect is followed by the request for where it leads; a part of a file (206) is followed by others. */
export function answered(status: number): Answered {
  if (status === 200 || status === 203 || status === 304) return 'seen';
  return status === 404 || status === 410 ? 'missing' : 'neither';
}

/** Times before the web, or so far ahead that the clock of the server was wrong, are none. In seconds since 1970. */
export const earliestTime = 662_688_000;
export function latestTime(now: number): number {
  return now + 86_400;
}
export function isStrangeTime(at: number, now: number): boolean {
  return at < earliestTime || at > latestTime(now);
}
