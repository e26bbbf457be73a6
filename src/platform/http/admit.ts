import type { FastifyRequest } from 'fastify';
import { errors as databaseErrors } from '../db/errors.ts';
import type { Purpose } from '../db/purposes.ts';
import type { Access } from './access.ts';
import type { App, ServerDeps } from './app.ts';
import { hasControlCharacters } from './control-characters.ts';
import { errors } from './errors.ts';
import { isStaff, rolePurposes } from './roles.ts';
import { type Ground, isAmong, type Who } from './who.ts';

const anybody: Who = { kind: 'public' };
const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Before each handler: who calls, whether the route is for them, and on which ground it may read people. */
export function admit(app: App, deps: Pick<ServerDeps, 'identify' | 'publicUrl'>): void {
  const ownOrigin = new URL(deps.publicUrl).origin;
  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.config.access;
    if (!route) return done();
    // A page for everybody does not look who is there, so that it cannot behave otherwise for one who is signed in.
    if (!route.callers.includes('public')) return void admitKnown(request, route).then(() => done(), done);
    request.who = anybody;
    request.ground = ownGround(route);
    done();
  });

  async function admitKnown(request: FastifyRequest, route: Access): Promise<void> {
    const who = await deps.identify(request);
    permit(who, route);
    if (who.kind === 'member' && !safe.has(request.method)) refuseForgery(request, ownOrigin);
    request.who = who;
    request.ground =
      who.kind === 'member' && isStaff(who.role)
        ? statedGround(request, route, rolePurposes[who.role])
        : ownGround(route);
  }
}

function permit(who: Who | null, route: Access): asserts who is Who {
  if (!who || who.kind === 'public') throw errors.KEPT_NOT_SIGNED_IN();
  if (!isAmong(who, route.callers)) throw errors.KEPT_NOT_ALLOWED();
  if (who.kind === 'API token' && !(route.scope && who.scopes.includes(route.scope))) throw errors.KEPT_NOT_ALLOWED();
}

// Another site's page can send the session cookie, but neither this header nor our origin.
export function refuseForgery(request: FastifyRequest, ownOrigin: string): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && origin !== ownOrigin && !isOwnHost(origin, request)) || site === 'cross-site';
  if (request.headers['kept-csrf'] !== '1' || foreign) throw errors.KEPT_CSRF();
}

function isOwnHost(origin: string, request: FastifyRequest): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.host;
}

/** Without a member of staff there is nobody to state a purpose: the route's own first one holds. */
function ownGround(route: Access): Ground | null {
  const purpose = route.purposes[0];
  return purpose ? { purpose, reason: 'own act' } : null;
}

function statedGround(request: FastifyRequest, route: Access, permittedToRole: readonly Purpose[]): Ground | null {
  if (route.purposes.length === 0) return null;
  const permitted = permittedToRole.filter((purpose) => route.purposes.includes(purpose));
  const [first] = permitted;
  if (!first) throw errors.KEPT_NOT_ALLOWED();
  if (route.unstated) return { purpose: first, reason: 'search' };
  const purpose = permitted.find((each) => each === header(request, 'kept-purpose'));
  const reason = header(request, 'kept-reason').trim();
  if (!purpose) throw databaseErrors.KEPT_NO_PURPOSE({ permitted });
  if (reason.length < 3 || reason.length > 200 || hasControlCharacters(reason)) throw errors.KEPT_NO_REASON();
  return { purpose, reason };
}

// Header values are Latin-1 on the wire; the desk sends the reason percent-encoded.
function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  if (typeof value !== 'string') return '';
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
