import type { Answer, Visit } from '../../platform/clauses/behaviour.ts';
import type { Clause } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { pageFacts } from '../../platform/clauses/page-facts.ts';
import { isPage, openAll, publicPaths } from '../../platform/clauses/public-pages.ts';

export const visitsClause: Clause = {
  id: 'A1',
  version: 1,
  part: 'all',
  title: 'You can visit without telling who you are',
  text: 'You can visit the public pages of {vendor} without telling us who you are. They need no account, set no cookie and run no script.',
  keeps: 'Public pages work with no account, no cookie and no script.',
  terms: ['dpv:Anonymisation', 'dpv:DataMinimisation'],
  boundary:
    'The public pages are all that anybody may open here without signing in. The desk, where staff and resellers work after signing in, runs scripts, keeps one cookie for the session, and one of at most ten minutes while somebody signs in there. Other websites of {vendor} are not served by this system.',
  concerns: [],
  demands: [
    {
      id: 'A1.no-account',
      says: 'Every public page answers somebody of whom nothing is known.',
      built: true,
      kind: 'prohibition',
      control: 'The route table names who may call each route; pages for everybody never look who calls.',
      couldBeWrong:
        'A page could behave otherwise for some browsers, or hide behind a made-up value that the walk does not guess. Pages that only a link in a mail opens are opened with a made-up link.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'pages',
          steps: [
            'Take every GET route that is for everybody and draws a page; put made-up values where its path is open.',
            'Open each with no header at all.',
            'Where the answer is a way to another page of ours, go it, as somebody without cookies does, three steps at most.',
            'It holds if the last answer is 200 and no page of the desk; where values were made up, also 400, 404 or 410.',
            'Before the vendor has given its identity nothing is looked at: some pages cannot be shown yet.',
            'Counted: the same routes in the route table.',
          ],
          walk: async (visit) => {
            const wanted = publicPaths(visit.routes).filter(isPage);
            const opened = await openAll(visit, wanted);
            const reached = await Promise.all(opened.map(({ answer }) => follow(visit, answer)));
            const against = opened.filter(({ madeUp }, index) => {
              const status = reached[index];
              return status !== 200 && !(madeUp && [400, 404, 410].includes(status ?? 0));
            });
            return {
              examined: visit.vendor ? opened.length : 0,
              counted: visit.vendor
                ? visit.routes.filter(
                    ({ method, url, access }) =>
                      method === 'GET' &&
                      access.callers.includes('public') &&
                      isPage({ route: url, path: '', madeUp: false }),
                  ).length
                : 0,
              counterexamples: listed(against.map(({ route, answer }) => `${route}: ${answer.status}`)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Asks for an account before the pages under /privacy are shown.',
          app: (app) =>
            app.addHook('onRequest', async (request, reply) =>
              request.url.startsWith('/privacy') ? reply.code(401).send('Sign in first.') : undefined,
            ),
        },
      },
    },
    {
      id: 'A1.no-cookie',
      says: 'No public route sets a cookie for somebody who only looks.',
      built: true,
      kind: 'prohibition',
      control: 'Only signing in at the desk makes a session; pages for everybody have nothing to remember.',
      couldBeWrong:
        'A cookie set only for a caller who sends certain headers, or only after a form is sent, would not be seen. So would one that a server in front of this one adds.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'routes',
          steps: [
            'Open every GET route that is for everybody, the desk and the API included, with no header at all.',
            'It holds if the answer has no Set-Cookie header; where a device is asked for its passkey, to sign in at the desk, a cookie of at most ten minutes is allowed.',
            'Counted: the same routes in the route table.',
          ],
          walk: async (visit) => {
            const opened = await openAll(visit, publicPaths(visit.routes));
            const allowed = (route: string, cookie: string) =>
              route.startsWith('/api/auth/passkey/') && Number(/;\s*max-age=(\d+)/i.exec(cookie)?.[1] ?? 601) <= 600;
            return {
              examined: opened.filter(({ answer }) => answer.status > 0).length,
              counted: visit.routes.filter(
                ({ method, access }) => method === 'GET' && access.callers.some((caller) => caller === 'public'),
              ).length,
              counterexamples: listed(
                opened
                  .filter(({ route, answer }) => answer.setCookies.some((cookie) => !allowed(route, cookie)))
                  .map(({ route }) => route),
              ),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Sets a cookie that counts visits.',
          app: (app) =>
            app.addHook('onSend', async (_request, reply, payload) => {
              reply.header('set-cookie', 'visits=1; path=/');
              return payload;
            }),
        },
      },
    },
    {
      id: 'A1.no-script',
      says: 'No public page holds a script or loads anything from elsewhere.',
      built: true,
      kind: 'prohibition',
      control: 'Pages are drawn on the server; the Content-Security-Policy forbids scripts and foreign content.',
      couldBeWrong:
        'Only the pages as anybody first sees them are looked at, not the answers to forms. A new way for a page to run code would have to be taught to the probe.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'pages',
          steps: [
            'Open every GET route that is for everybody and draws a page, with no header at all.',
            'Of those that answer in HTML: look for script elements, event attributes, javascript: addresses, and content from other hosts; and whether their Content-Security-Policy lets in scripts, or anything of another host.',
            'Counted: answers whose text begins like an HTML document.',
          ],
          walk: async (visit) => {
            const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage));
            const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
            const against = pages.filter(({ answer }) => {
              const { scripts, foreign } = pageFacts(answer.text);
              return scripts.length > 0 || foreign.length > 0 || letsIn(answer.contentPolicy);
            });
            return {
              examined: pages.length,
              counted: opened.filter(({ answer }) => /^\s*<!doctype html/i.test(answer.text)).length,
              counterexamples: listed(against.map(({ route }) => route)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Puts a script of somebody else into every page.',
          app: (app) =>
            app.addHook('onSend', async (_request, _reply, payload) =>
              typeof payload === 'string'
                ? payload.replace('</body>', '<script src="https://figures.example/a.js"></script></body>')
                : payload,
            ),
        },
      },
    },
  ],
};

const ways = [301, 302, 303, 307, 308];

/** The status at the end of the way on which an answer sends somebody; null where that is the desk, elsewhere, or too long. */
async function follow(visit: Visit, first: Answer): Promise<number | null> {
  let answer = first;
  for (let step = 0; ways.includes(answer.status); step += 1) {
    const { location } = answer;
    if (step === 3 || location === null || !/^\/(?!\/|desk(\/|$))/.test(location)) return null;
    answer = await visit.get(location);
  }
  return answer.status;
}

/** Whether a policy for the content of a page lets in scripts, or anything from another host. No policy lets in everything. */
function letsIn(policy: string): boolean {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
  const sourcesOf = (name: string) => directives.find(([key]) => key === name)?.slice(1);
  if (sourcesOf('default-src')?.join() !== "'none'") return true;
  if ((sourcesOf('script-src') ?? []).some((source) => source !== "'none'")) return true;
  return directives.some(([, ...sources]) => sources.some((source) => !/^('none'|'self'|data:)$/.test(source)));
}
