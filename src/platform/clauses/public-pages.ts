import type { Answer, Visit } from './behaviour.ts';
import type { RouteFacts } from './scene.ts';

/** A path of the running server that anybody may open. */
export interface PublicPath {
  readonly route: string;
  /** With made-up values for what the route leaves open. */
  readonly path: string;
  /** Whether the path holds made-up values: then "not found" is a proper answer. */
  readonly madeUp: boolean;
}

const nobody = '00000000-0000-4000-8000-000000000000';

/** Every GET route for everybody. */
export function publicPaths(routes: readonly RouteFacts[]): PublicPath[] {
  return paths(routes, (route) => route.access.callers.includes('public'));
}

/** Every GET route that is not for everybody. */
export function closedPaths(routes: readonly RouteFacts[]): PublicPath[] {
  return paths(routes, (route) => !route.access.callers.includes('public'));
}

function paths(routes: readonly RouteFacts[], wanted: (route: RouteFacts) => boolean): PublicPath[] {
  return routes
    .filter((route) => route.method === 'GET' && wanted(route))
    .map(({ url }) => ({
      route: url,
      path: url.replace(/:[^/]+/g, nobody).replace(/\*/g, 'made-up'),
      madeUp: /[:*]/.test(url),
    }));
}

/** Whether a route draws a page for people, rather than the desk, answers for programs, or what counts visits. */
export function isPage({ route }: PublicPath): boolean {
  return !/^\/(api\/|desk(\/|$)|healthz|readyz|openapi\.json|s[./])/.test(route);
}

/** Opens each path in turn, with no header but those given. */
export async function openAll(
  visit: Visit,
  list: readonly PublicPath[],
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly (PublicPath & { readonly answer: Answer })[]> {
  const opened = [];
  for (const each of list) opened.push({ ...each, answer: await visit.get(each.path, headers) });
  return opened;
}
