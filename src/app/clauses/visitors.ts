import type { Clause } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { oneLine, pageFacts } from '../../platform/clauses/page-facts.ts';
import { isPage, openAll, publicPaths } from '../../platform/clauses/public-pages.ts';

/** Written for PostgreSQL and for JavaScript alike. */
const ipv4 = '(^|[^0-9.])((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])($|[^0-9.])';
const ipv6 =
  '(^|[^0-9a-z:.])(([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|([0-9a-f]{1,4}:){1,6}:([0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})($|[^0-9a-z:])';
const userAgent =
  'mozilla/[0-9]|applewebkit/|chrome/[0-9]+\\.|gecko/[0-9]|curl/[0-9]|python-requests/|googlebot|okhttp/[0-9]';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

export const visitorClauses: readonly Clause[] = [
  {
    id: 'A1',
    version: 1,
    part: 'all',
    title: 'You can visit without telling who you are',
    text: 'You can visit the public pages of {vendor} without telling us who you are. They need no account, set no cookie and run no script.',
    keeps: 'Public pages work with no account, no cookie and no script.',
    terms: ['dpv:Anonymisation', 'dpv:DataMinimisation'],
    boundary:
      'The public pages are all that anybody may open here without signing in. The desk, where staff and resellers work after signing in, runs scripts and keeps one cookie for the session. Other websites of {vendor} are not served by this system.',
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
              'It holds if the answer is 200 or a way to another page of ours; where values were made up, also 400, 404 or 410.',
              'Before the vendor has given its identity nothing is looked at: some pages cannot be shown yet.',
              'Counted: the same routes in the route table.',
            ],
            walk: async (visit) => {
              const wanted = publicPaths(visit.routes).filter(isPage);
              const opened = await openAll(visit, wanted);
              const against = opened.filter(({ answer, madeUp }) => {
                const fine = answer.status === 200 || [301, 302, 303, 307, 308].includes(answer.status);
                return !fine && !(madeUp && [400, 404, 410].includes(answer.status));
              });
              return {
                examined: visit.vendor ? opened.length : 0,
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
              'It holds if the answer has no Set-Cookie header.',
              'Counted: the same routes in the route table.',
            ],
            walk: async (visit) => {
              const opened = await openAll(visit, publicPaths(visit.routes));
              return {
                examined: opened.filter(({ answer }) => answer.status > 0).length,
                counted: visit.routes.filter(
                  ({ method, access }) => method === 'GET' && access.callers.some((caller) => caller === 'public'),
                ).length,
                counterexamples: listed(
                  opened.filter(({ answer }) => answer.setCookies.length > 0).map(({ route }) => route),
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
              'Of those that answer in HTML: look for script elements, event attributes, javascript: addresses, and content from other hosts.',
              'Counted: answers whose text begins like an HTML document.',
            ],
            walk: async (visit) => {
              const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage));
              const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
              const against = pages.filter(({ answer }) => {
                const { scripts, foreign } = pageFacts(answer.text);
                return scripts.length > 0 || foreign.length > 0;
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
  },
  {
    id: 'A2',
    version: 1,
    part: 'all',
    title: 'Your IP address is not kept',
    text: 'Our web server sees the IP address of your computer, and what your browser calls itself, because it has to answer you. We keep neither anywhere, and never link them to you.',
    keeps: 'No IP address or user agent string is stored in any store that Kept owns.',
    terms: ['dpv:IPAddress', 'dpv:DataMinimisation'],
    boundary:
      '"Anywhere" means every store of this system: its database, its write-ahead log, its log lines, temporary files, queued jobs, exports and backups. Servers in front of this one (a reverse proxy, a hosting provider) keep logs of their own and are not looked at. In memory an address lives as long as an answer and a limit need it.',
    demands: [
      {
        id: 'A2.columns',
        says: 'No column of the database is made for an address or a user agent, unless the database itself keeps it empty.',
        built: true,
        kind: 'prohibition',
        control:
          'The migrations; the session table of the sign-in library has a constraint that both columns are null.',
        couldBeWrong:
          'A column with a name that the pattern does not know would not be noticed here; A2.rows looks at the values.',
        proof: {
          probe: {
            kind: 'structure',
            unit: 'columns',
            look: `SELECT n.nspname || '.' || c.relname || '.' || a.attname AS key,
                t.typname !~ '^_?(inet|cidr|macaddr8?)$' AND (
                  a.attname !~* '(^|_)ip(_|$)|ip_?addr|remote_?addr|client_?addr|user_?agent|^ua$|browser' OR EXISTS (
                    SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.convalidated
                      AND pg_get_constraintdef(k.oid) ~ ('"?' || a.attname || '"? IS NULL')
                      AND pg_get_constraintdef(k.oid) !~ ' OR ')) AS holds
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_type t ON t.oid = a.atttypid
              WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND ${ourSchemas}`,
            counted: `SELECT sum(c.relnatts - (SELECT count(*) FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attisdropped))
              FROM pg_class c WHERE c.relkind IN ('r', 'p')
                AND c.relnamespace IN (SELECT n.oid FROM pg_namespace n WHERE ${ourSchemas})`,
          },
          saboteur: {
            kind: 'structure',
            says: 'Adds a column for the address to the log of look-ups.',
            sql: 'ALTER TABLE contacts.lookups ADD COLUMN ip inet',
          },
        },
      },
      {
        id: 'A2.rows',
        says: 'No row of the database holds text that looks like an address or a user agent.',
        built: true,
        kind: 'prohibition',
        control:
          'Nothing that is written takes the address or the headers of a request; log lines have a fixed list of facts.',
        couldBeWrong:
          'An address in another spelling (as one number, encoded, or keyed by a digest), or a user agent of a program that the pattern does not know, would not be noticed. Hashes of passwords, tokens of sessions and other secrets of signing in cannot be read by any probe.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'cells of text',
            cells: {
              where: `${ourSchemas} AND n.nspname <> 'jobs'`,
              patterns: [ipv4, ipv6, userAgent],
              except: { 'licensing.releases.version': 'versions of products may have four numbers' },
            },
          },
          saboteur: {
            kind: 'rows',
            says: 'Notes the address and the browser of somebody in the audit log.',
            plant: `INSERT INTO staff.audit (at, actor_kind, action, detail)
              VALUES (now(), 'public', 'page opened', '{"from": "203.0.113.7", "with": "Mozilla/5.0 (X11; Linux x86_64)"}')`,
          },
        },
      },
      {
        id: 'A2.jobs',
        says: 'No queued or finished job holds an address or a user agent.',
        built: true,
        kind: 'prohibition',
        control: 'Payloads of jobs carry ids only.',
        couldBeWrong: 'As for A2.rows. A job that was deleted before the probe came is not seen.',
        proof: {
          probe: {
            kind: 'rows',
            unit: 'cells of text',
            cells: {
              where: "n.nspname = 'jobs'",
              patterns: [ipv4, ipv6, userAgent],
              except: {},
            },
          },
          saboteur: {
            kind: 'rows',
            says: 'Queues a job that names an address.',
            plant: `INSERT INTO jobs.job (name, data) VALUES ('scratch.queue', '{"visitor": "2001:db8:0:0:0:0:0:7"}')`,
          },
        },
      },
      {
        id: 'A2.files',
        says: 'No log or temporary file in the data folder holds an address or a user agent.',
        built: true,
        kind: 'prohibition',
        control: 'The server writes no log of requests, and log lines have a fixed list of facts.',
        couldBeWrong:
          'Only the data folder is looked at. What the operator does with the lines that the server prints is the demand after this one.',
        proof: {
          probe: {
            kind: 'bytes',
            unit: 'files',
            under: [''],
            except: {
              postgres: 'the files of the database: rows are looked at by A2.rows, the write-ahead log by A2.wal',
            },
            patterns: [new RegExp(ipv4), new RegExp(ipv6, 'i'), new RegExp(userAgent, 'i')],
          },
          saboteur: {
            kind: 'bytes',
            says: 'Leaves an ordinary log of a web server in the data folder.',
            file: {
              path: 'logs/access.log',
              text: '203.0.113.7 - - [01/Jan/2026:10:00:00 +0000] "GET /activate HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (X11)"\n',
            },
          },
        },
      },
      {
        id: 'A2.log-lines',
        says: 'The lines that the server prints hold no address and no user agent, wherever the operator sends them.',
        built: false,
      },
      { id: 'A2.wal', says: 'The write-ahead log of the database holds no address.', built: false },
      { id: 'A2.exports', says: 'No export and no backup holds an address or a user agent.', built: false },
    ],
  },
  {
    id: 'A6',
    version: 1,
    part: 'all',
    title: 'Who collects, and where to reach us',
    text: 'What you tell us here is collected by {vendor}, {address}, telephone {phone}. Pages that we link to elsewhere collect for themselves; we mark such links.',
    keeps: 'Every page that collects names the collecting party; links that leave the site are marked.',
    terms: ['dpv:DataController', 'dpv:hasContact'],
    boundary: 'Pages of this system. A page of a reseller that links here is its own.',
    demands: [
      {
        id: 'A6.named',
        says: 'Every public page with a form names the collecting party with its postal address and phone number.',
        built: true,
        kind: 'visibility',
        control: 'The frame around every public page draws the identity that the vendor has given.',
        couldBeWrong:
          'The words must be on the page; whether they are easy to find is not looked at. Pages that a link in a mail opens are seen with a made-up link.',
        proof: {
          probe: {
            kind: 'behaviour',
            unit: 'pages',
            steps: [
              'Open every public page.',
              'It holds if the words of the page have the name, every line of the address and the phone number of the vendor, or if it has no form.',
              'Without a vendor, or without any form on any page, nothing was looked at.',
              'Counted: answers whose text begins like an HTML document.',
            ],
            walk: async (visit) => {
              const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage));
              const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
              const facts = pages.map(({ route, answer }) => ({ route, ...pageFacts(answer.text) }));
              const { vendor } = visit;
              const names = vendor ? [vendor.name, ...vendor.address.split('\n'), vendor.phone].map(oneLine) : [];
              const forms = facts.reduce((sum, page) => sum + page.forms, 0);
              const against = facts.filter(
                ({ forms: own, words }) => own > 0 && !names.every((name) => words.includes(name)),
              );
              return {
                examined: vendor && forms > 0 ? pages.length : 0,
                counted:
                  vendor && forms > 0
                    ? opened.filter(({ answer }) => /^\s*<!doctype html/i.test(answer.text)).length
                    : 0,
                counterexamples: listed(against.map(({ route }) => route)),
              };
            },
          },
          saboteur: {
            kind: 'behaviour',
            says: 'Leaves the phone number out of the pages.',
            app: (app) =>
              app.addHook('onSend', async (_request, _reply, payload) =>
                typeof payload === 'string' ? payload.replaceAll('+44 20 7946 0000', '') : payload,
              ),
          },
        },
      },
      {
        id: 'A6.links',
        says: 'Every link that leaves the site is marked as such and tells the other site nothing of where it was.',
        built: true,
        kind: 'visibility',
        control: 'Public pages link to pages of their own; a link elsewhere has to be marked by hand.',
        couldBeWrong:
          'Whether the mark can be seen is not looked at, only that the link says rel="external noreferrer".',
        proof: {
          probe: {
            kind: 'behaviour',
            unit: 'links',
            steps: [
              'Open every public page and read its links.',
              'A link holds if it stays here, or if it is marked rel="external noreferrer".',
              'Counted: opening tags of links in the text of the pages.',
            ],
            walk: async (visit) => {
              const opened = await openAll(visit, publicPaths(visit.routes).filter(isPage));
              const pages = opened.filter(({ answer }) => answer.type.startsWith('text/html'));
              const links = pages.flatMap(({ route, answer }) =>
                pageFacts(answer.text).links.map((link) => ({ route, ...link })),
              );
              const against = links.filter(
                ({ href, rel }) =>
                  /^([a-z+.-]+:)?\/\//i.test(href) && !(rel.includes('external') && rel.includes('noreferrer')),
              );
              return {
                examined: links.length,
                counted: pages.reduce((sum, { answer }) => sum + (answer.text.split(/<a\s[^>]*href=/i).length - 1), 0),
                counterexamples: listed(against.map(({ route, href }) => `${route}: ${href}`)),
              };
            },
          },
          saboteur: {
            kind: 'behaviour',
            says: 'Puts an unmarked link to another site into every page.',
            app: (app) =>
              app.addHook('onSend', async (_request, _reply, payload) =>
                typeof payload === 'string'
                  ? payload.replace('</main>', '<a href="https://elsewhere.example/">More</a></main>')
                  : payload,
              ),
          },
        },
      },
      {
        id: 'A6.partners',
        says: 'A page on which a reseller or partner collects names that party instead.',
        built: false,
      },
    ],
  },
];
