import type { QuickRequest } from '../../../platform/http/app.ts';
import { readWishes } from '../actions/cookies.ts';
import type { Visited } from '../actions/read-hit.ts';

/** What of a request is looked at. It is held in memory while the hit is counted. */
export function factsOf(request: QuickRequest): Omit<Visited, 'way' | 'report' | 'slug'> {
  const { headers } = request;
  const one = (name: string) => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    address: request.ip,
    headers: {
      agent: headers['user-agent'] ?? '',
      language: headers['accept-language'] ?? '',
      brands: one('sec-ch-ua'),
      fetchSite: one('sec-fetch-site'),
      purpose: one('sec-purpose') || one('purpose'),
      gpc: one('sec-gpc'),
      dnt: one('dnt'),
    },
    wishes: readWishes(headers.cookie),
    origin: originHost(headers.origin),
    forwarded: headers['x-forwarded-for'] !== undefined && request.ips === undefined,
  };
}

/** Null for none; a page that hides where it is (`null`) belongs to no site. */
export function originHost(origin: string | undefined): string | null {
  if (origin === undefined) return null;
  return /^https?:\/\/([^/?#@]+)$/i.exec(origin)?.[1] ?? '';
}
