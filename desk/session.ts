import { queryOptions, useQuery } from '@tanstack/react-query';
import { call, queries } from './api/client.ts';
import { setSitting } from './api/sitting.ts';
import type { Session } from './api/wire.ts';
import { dayIn } from './ui/vendor-day.ts';

/** A part of the desk that a role may open; the server decides, the desk only draws. */
export type Feature =
  | 'contacts'
  | 'licences'
  | 'products'
  | 'figures'
  | 'resellers'
  | 'leads'
  | 'orders'
  | 'told'
  | 'proof'
  | 'corrections'
  | 'requests'
  | 'vendor'
  | 'members'
  | 'outbox'
  | 'notices'
  | 'audit'
  | 'webhooks'
  | 'tokens'
  | 'recipients'
  | 'processors'
  | 'lookups'
  | 'issue'
  | 'suspend'
  | 'correct'
  | 'optout'
  | 'statistics'
  | 'statistics settings'
  | 'company'
  | 'buyers';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call<Session>('GET', '/session', { signal }),
  staleTime: 60_000,
});

const nobody: Session = {
  member: null,
  purposes: [],
  defaultPurpose: null,
  vendor: null,
  features: [],
  outside: null,
};

/** Who is signed in. Inside the frame the answer is always there. */
export function useSession(): Session {
  return useQuery(sessionQuery).data ?? nobody;
}

export function useMay(): (feature: Feature) => boolean {
  const { features } = useSession();
  return (feature) => features.includes(feature);
}

/** After signing in: everything known so far was seen as somebody else. */
export async function refreshSession(): Promise<void> {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** Loads the desk anew, so that nothing of what was seen stays in memory. */
export async function signOut(): Promise<void> {
  const { auth } = await import('./api/auth.ts');
  await auth.signOut();
  setSitting(null);
  location.assign('/desk/sign-in');
}

/** The day that it is at the vendor's, some days later: what forms begin with. Before there is a vendor, that of UTC. */
export function vendorDay(days = 0): string {
  const zone = queries.getQueryData(sessionQuery.queryKey)?.vendor?.timeZone ?? 'UTC';
  return dayIn(zone, new Date(), days);
}
