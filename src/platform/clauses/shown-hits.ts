import type { Answer, Visit } from './behaviour.ts';

/** Pages of this host are read like others and never counted: the server answers what it would have counted (RFC 2606). */
export const shownPage = 'http://kept.invalid';

/** Headers of an ordinary browser, so that the request is taken for a person's. */
const ordinary = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'accept-language': 'en-GB,en;q=0.9',
  'sec-fetch-site': 'cross-site',
} as const;

type Headers = Readonly<Record<string, string>>;

/** What a hit would have added, as the server says; null where it did not say. */
export interface ShownHit {
  readonly kind: string;
  readonly page?: string;
  readonly value: string | null;
  readonly seconds?: number;
}

/** Sends a report as the website script does. */
export async function showReport(visit: Visit, report: object, headers: Headers = {}): Promise<Answer> {
  const all = { ...ordinary, 'content-type': 'text/plain', ...headers };
  return visit.post('/s/hit', JSON.stringify(report), all);
}

/** Loads the picture as a browser without script does. */
export async function showPixel(visit: Visit, page: string, headers: Headers = {}): Promise<Answer> {
  return visit.get('/s/pixel.gif', { ...ordinary, referer: `${shownPage}${page}`, ...headers });
}

export function shownHits({ status, text }: Answer): readonly ShownHit[] | null {
  if (status !== 200) return null;
  try {
    const { counted } = JSON.parse(text) as { counted?: unknown };
    return Array.isArray(counted) ? (counted as ShownHit[]) : null;
  } catch {
    return null;
  }
}
