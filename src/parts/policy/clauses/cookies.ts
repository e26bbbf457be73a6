import type { BehaviourProbe, Visit } from '../../../platform/clauses/behaviour.ts';
import type { BuiltDemand, Clause } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { pageFacts, words } from '../../../platform/clauses/page-facts.ts';
import { isPage, openAll, publicPaths } from '../../../platform/clauses/public-pages.ts';
import { shownHits, shownPage, showPixel, showReport } from '../../../platform/clauses/shown-hits.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const nameOf = (setCookie: string) => setCookie.split('=')[0]?.trim() ?? '';

/** Rows of the table of cookies: name, purpose, lifetime, who gets it. */
function readRegister(html: string): string[][] {
  const rows = [...html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => row);
  return rows
    .filter((row) => row.includes('<code>'))
    .map((row) => [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => words(cell)));
}

const madeUp = () => `canary-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;

/** A hit by script and one by picture, with these headers and without: what the server makes of them. */
function signalProbe(header: 'sec-gpc' | 'dnt', value: 'gpc' | 'dnt'): BehaviourProbe {
  return {
    kind: 'behaviour',
    unit: 'hits',
    steps: [
      `Send a page view of a made-up page by script and by picture, each without and with the header ${header}: 1. The page is one that the server reads, shows and never counts.`,
      'It holds if the first are read as views, and the others as a refusal without a page.',
      'Counted: answers that say what would have been counted.',
    ],
    walk: async (visit) => {
      const report = { k: 'v', u: `${shownPage}/made-up` };
      const asked = [
        { name: 'script', signal: false, answer: await showReport(visit, report) },
        { name: 'script', signal: true, answer: await showReport(visit, report, { [header]: '1' }) },
        { name: 'picture', signal: false, answer: await showPixel(visit, '/made-up') },
        { name: 'picture', signal: true, answer: await showPixel(visit, '/made-up', { [header]: '1' }) },
      ].map((each) => ({ ...each, hits: shownHits(each.answer) }));
      const against = asked.filter(({ signal, hits }) => {
        const [hit, ...more] = hits ?? [];
        const isRefused = hit?.kind === 'refused' && hit.value === value && hit.page === undefined;
        return more.length > 0 || (signal ? !isRefused : hit?.kind !== 'view' || hit.page !== '/made-up');
      });
      return {
        examined: asked.length,
        counted: asked.filter(({ hits }) => hits !== null).length,
        counterexamples: listed(against.map(({ name, signal }) => `${name}, ${signal ? 'with' : 'without'} ${header}`)),
      };
    },
  };
}

function signalDemand(name: 'gpc' | 'dnt', header: 'sec-gpc' | 'dnt', says: string): BuiltDemand {
  return {
    id: `A4.${name}`,
    says,
    built: true,
    kind: 'prohibition',
    control:
      'What reads a hit looks for the signal before anything else; the script sends no page where the browser tells it of one.',
    couldBeWrong:
      'The probe sees what the server says that it would count. Servers in front of this one that remove the header are not seen, nor are logs in which it was never written.',
    proof: {
      probe: signalProbe(header, name),
      saboteur: {
        kind: 'behaviour',
        says: 'Takes the signal out of what arrives.',
        app: (app) =>
          app.addHook('onRequest', async ({ headers }) => {
            Reflect.deleteProperty(headers, header);
          }),
      },
    },
  };
}

export const cookiesClause: Clause = {
  id: 'A4',
  version: 1,
  part: 'policy',
  title: 'Cookies',
  text: 'There is a list of all cookies that our pages here may set, with what each is for and how long it stays: it stands on the page "Cookies". Everything on the pages for visitors works when you refuse them. What counts visits asks for no cookie, and takes notice of none but those with which one asks not to be counted. If your browser sends Global Privacy Control or Do Not Track, your visits are not counted.',
  keeps: 'A cookie register, shown to visitors; a seminar cookie that names events, not the person.',
  terms: ['dpv:CookiePolicy'],
  boundary:
    'Cookies that this system sets. The websites that it counts may set cookies of their own. That somebody who sends one of the two signals was not counted is itself counted, by the day and the website. The cookie by which a visitor is known to have registered for a seminar is not built yet.',
  concerns: [],
  demands: [
    {
      id: 'A4.register',
      says: 'Every cookie set for visitors is in the register, with its name, purpose and lifetime.',
      built: true,
      kind: 'completeness',
      control: 'Each part hands its cookies to the register; a test signs in, refuses and crawls, and compares.',
      couldBeWrong:
        'The probe looks at every page for everybody and refuses to be counted. It does not sign in: cookies of the desk are in the register, but that they are all is seen by a test only.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'cookies of the register',
          steps: [
            'Read the table on /privacy/cookies.',
            'Open every GET route for everybody, and press both buttons on /privacy/statistics; note the names of all cookies set.',
            'It holds if each is in the table, and if each row of the table names a purpose, a lifetime and who gets it.',
            'Counted: names of cookies in the text of the page.',
          ],
          walk: async (visit) => {
            const { text } = await visit.get('/privacy/cookies');
            const register = readRegister(text);
            const names = new Set(register.map(([name]) => name));
            const opened = await openAll(visit, publicPaths(visit.routes));
            const pressed = [
              await visit.post('/privacy/statistics', 'choice=refuse', form),
              await visit.post('/privacy/statistics', 'choice=allow', form),
            ];
            const set = [...opened.map(({ answer }) => answer), ...pressed].flatMap(({ setCookies }) =>
              setCookies.map(nameOf),
            );
            const bare = register.filter((cells) => cells.length < 4 || cells.some((cell) => cell === ''));
            const unknown = [...new Set(set)].filter((name) => !names.has(name));
            return {
              examined: register.length,
              counted: text.split('<code>').length - 1,
              counterexamples: listed([
                ...bare.map(([name]) => `${name ?? ''}: not described`),
                ...unknown.map((name) => `${name}: not in the register`),
              ]),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Sets a cookie that nobody has registered.',
          app: (app) =>
            app.addHook('onSend', async ({ url }, reply, payload) => {
              if (url === '/privacy') reply.header('set-cookie', 'visits=1; path=/');
              return payload;
            }),
        },
      },
    },
    {
      id: 'A4.narrow',
      says: 'No cookie set for visitors goes to more than this site: none is for a whole domain, and one that other sites may bring along comes by an encrypted connection only.',
      built: true,
      kind: 'prohibition',
      control: 'A cookie is written in one place each, without a domain.',
      couldBeWrong: 'As for A4.register: cookies of the desk are not seen here.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'cookies that were set',
          steps: [
            'Open every GET route for everybody, and press both buttons on /privacy/statistics; note all cookies set.',
            'One holds if it names no domain, says what other sites may do with it, and, where they may bring it along, is marked as secure.',
            'Counted: those whose name stands on /privacy/cookies.',
          ],
          walk: async (visit) => {
            const opened = await openAll(visit, publicPaths(visit.routes));
            const pressed = [
              await visit.post('/privacy/statistics', 'choice=refuse', form),
              await visit.post('/privacy/statistics', 'choice=allow', form),
            ];
            const set = [...opened.map(({ answer }) => answer), ...pressed].flatMap(({ setCookies }) => setCookies);
            const { text } = await visit.get('/privacy/cookies');
            const against = set.filter(
              (cookie) =>
                /;\s*domain=/i.test(cookie) ||
                !/;\s*samesite=(lax|strict|none)\b/i.test(cookie) ||
                (/;\s*samesite=none\b/i.test(cookie) && !/;\s*secure\b/i.test(cookie)),
            );
            return {
              examined: set.length,
              counted: set.filter((cookie) => text.includes(`<code>${nameOf(cookie)}</code>`)).length,
              counterexamples: listed(against.map(nameOf)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Lets every other server of the domain have the cookies.',
          app: (app) =>
            app.addHook('onSend', async ({ url }, reply, payload) => {
              if (url === '/privacy/statistics')
                reply.header('set-cookie', 'kept.made_up=1; Path=/; SameSite=Lax; Domain=vendor.example');
              return payload;
            }),
        },
      },
    },
    {
      id: 'A4.shown',
      says: 'The register is shown to visitors, at most two clicks from every page.',
      built: true,
      kind: 'visibility',
      control: 'Every page leads to the policy, and the policy to the page about cookies.',
      couldBeWrong: 'Whether the links are easy to see is not looked at.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'pages',
          steps: [
            'Open every public page.',
            'It holds if the page links to /privacy or /privacy/cookies, /privacy links to /privacy/cookies, and that page shows the table.',
            'Counted: answers whose text begins like an HTML document.',
          ],
          walk: async (visit) => {
            const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage));
            const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
            const leads = ({ text }: { text: string }, to: string) =>
              pageFacts(text).links.some(({ href }) => href === to);
            const register = await visit.get('/privacy/cookies');
            const policy = await visit.get('/privacy');
            const isShown = register.status === 200 && readRegister(register.text).length > 0;
            const against = pages.filter(
              ({ answer }) => !leads(answer, '/privacy') && !leads(answer, '/privacy/cookies'),
            );
            return {
              examined: pages.length,
              counted: opened.filter(({ answer }) => /^\s*<!doctype html/i.test(answer.text)).length,
              counterexamples: listed([
                ...(isShown ? [] : ['/privacy/cookies shows no register']),
                ...(leads(policy, '/privacy/cookies') ? [] : ['/privacy does not lead to the register']),
                ...against.map(({ route }) => route),
              ]),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Takes the page about cookies away.',
          app: (app) =>
            app.addHook('onRequest', async ({ url }, reply) =>
              url === '/privacy/cookies' ? reply.code(404).send('Gone.') : undefined,
            ),
        },
      },
    },
    {
      id: 'A4.opaque',
      says: 'The cookie for seminars holds an opaque token that names events, not the person.',
      built: false,
    },
    {
      id: 'A4.statistics',
      says: 'No cookie reaches the statistics, that for seminars included; only those with which one asks not to be counted are looked for.',
      built: true,
      kind: 'prohibition',
      control:
        'The script sends its hits without cookies. What reads a hit looks for two names, whose value is the same for everybody. Other cookies have other paths, so that browsers do not send them here.',
      couldBeWrong:
        'The probe sends made-up cookies itself and sees what the server says that it would count; what browsers send is seen by a test with a browser.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'hits',
          steps: [
            'Read /s.js: it must send its hits without cookies, and never ask the browser for any.',
            'Send a page view by script and by picture, each without and with a made-up cookie of seminars and one of the desk.',
            'It holds if the server makes the same of both, and repeats nothing of the cookies.',
            'Counted: answers that say what would have been counted.',
          ],
          walk: async (visit) => {
            const script = await visit.get('/s.js');
            const value = madeUp();
            const cookie = { cookie: `kept.seminar=${value}; kept.session_token=${value}` };
            const report = { k: 'v', u: `${shownPage}/made-up` };
            const pairs = [
              [await showReport(visit, report), await showReport(visit, report, cookie)],
              [await showPixel(visit, '/made-up'), await showPixel(visit, '/made-up', cookie)],
            ] as const;
            const sendsNone =
              /credentials:\s*["'`]omit["'`]/.test(script.text) && !/document\.cookie|cookieStore/.test(script.text);
            const differ = pairs.filter(([bare, with_]) => bare.text !== with_.text || with_.text.includes(value));
            return {
              examined: 2 * pairs.length,
              counted: pairs.flat().filter((answer) => shownHits(answer) !== null).length,
              counterexamples: listed([
                ...(sendsNone ? [] : ['the script']),
                ...differ.map(([bare]) => `differs: ${bare.text.slice(0, 80)}`),
              ]),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Counts each cookie of the picture as a goal.',
          app: (app) =>
            app.addHook('onSend', async ({ url, headers }, _reply, payload) =>
              url.startsWith('/s/pixel.gif') && typeof payload === 'string' && headers.cookie
                ? payload.replace(']}', `,{"kind":"goal","value":${JSON.stringify(headers.cookie)}}]}`)
                : payload,
            ),
        },
      },
    },
    {
      id: 'A4.refused',
      says: 'Everything on the pages for visitors works when cookies are refused.',
      built: true,
      kind: 'precondition',
      control: 'Pages for everybody do not look for cookies.',
      couldBeWrong:
        'Compared are the answers and the forms on the pages, not what happens when they are sent. Pages that a link in a mail opens are seen with a made-up link.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'pages',
          steps: [
            'Open every public page without any cookie, and again with all cookies of the register.',
            'It holds if the answers have the same state, forms and fields.',
            'Counted: the same pages in the route table.',
          ],
          walk: async (visit) => {
            const wanted = publicPaths(visit.routes).filter(isPage);
            const cookie = await allCookies(visit);
            const [without, with_] = [await openAll(visit, wanted), await openAll(visit, wanted, { cookie })];
            const facts = ({ status, text }: { status: number; text: string }) => {
              const { forms, inputs } = pageFacts(text);
              return JSON.stringify([status, forms, inputs]);
            };
            const against = without.filter(({ answer }, index) => {
              const other = with_[index]?.answer;
              return other === undefined || facts(answer) !== facts(other);
            });
            return {
              examined: without.length,
              counted: visit.routes.filter(
                ({ method, url, access }) =>
                  method === 'GET' &&
                  access.callers.includes('public') &&
                  isPage({ route: url, path: '', madeUp: false }),
              ).length,
              counterexamples: listed(against.map(({ route, answer }) => `${route}: ${answer.status}`)),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Lets nobody activate who has no cookie.',
          app: (app) =>
            app.addHook('onRequest', async ({ url, headers }, reply) =>
              url === '/activate' && !headers.cookie ? reply.code(403).send('Accept our cookies first.') : undefined,
            ),
        },
      },
    },
    signalDemand('gpc', 'sec-gpc', 'Global Privacy Control is honoured: visits of who sends it are not counted.'),
    signalDemand('dnt', 'dnt', 'Do Not Track is honoured: visits of who sends it are not counted.'),
  ],
};

/** Every cookie of the register, with a made-up value; those that change what is counted change no page. */
async function allCookies(visit: Visit): Promise<string> {
  const { text } = await visit.get('/privacy/cookies');
  return readRegister(text)
    .map(([name]) => `${name}=${madeUp()}`)
    .join('; ');
}
