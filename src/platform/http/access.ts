import type { Purpose } from '../db/purposes.ts';
import type { Caller } from './roles.ts';

/** Requests a minute from one address. A whole site may share one, so these stop floods, not work. */
export const limits = {
  page: 600,
  desk: 1_200,
  /** Of a page whose address is its key: enough for a room that reads it, and no way to try addresses. */
  'shared page': 60,
  'public write': 60,
  'mail request': 10,
  'sign-in': 30,
  /** A whole site rolled out at once, yet not a way to try serials or to fill the database. */
  activation: 6_000,
  'status check': 600_000,
  /** A busy website behind one address; who floods it is counted as a bot. */
  hit: 600_000,
} as const;

/** What an API token may be made for. Each opens the routes that name it; none reads a person. */
export const scopes = ['metrics', 'statistics', 'proof', 'audit', 'webhooks', 'leads'] as const;
type Scope = (typeof scopes)[number];

/** What every route must say of itself; the server does not start while one is silent. */
export interface Access {
  /** Who may call it. Everybody else is refused. */
  readonly callers: readonly Caller[];
  /** The purposes under which it may read people: empty where it reads none. */
  readonly purposes: readonly Purpose[];
  /** Staff state no purpose: the first of these that their role may use holds (the search over everything). */
  readonly unstated?: true;
  readonly limit: keyof typeof limits;
  /** The same request under the same Idempotency-Key acts once and is answered alike. */
  readonly idempotent?: boolean;
  /** Scope that an API token needs, where tokens may call it. */
  readonly scope?: Scope;
}

/** For a route's `config`. */
export function access(given: Access): { access: Access; rateLimit: { max: number; timeWindow: number } } {
  return { access: given, rateLimit: { max: limits[given.limit], timeWindow: 60_000 } };
}
