import { tracePlaces } from '../../../platform/clauses/audit-result.ts';
import type { Visit } from '../../../platform/clauses/behaviour.ts';
import type { Clause } from '../../../platform/clauses/clause.ts';
import { listed } from '../../../platform/clauses/finding.ts';
import { type ShownHit, shownHits, shownPage, showPixel, showReport } from '../../../platform/clauses/shown-hits.ts';

const letters = () => Math.random().toString(36).slice(2, 12).padEnd(10, 'x');

/** What points to somebody, made up anew each time: none of it may come back. */
function canaries() {
  const name = `canary${letters()}`;
  const group = () => Math.floor(0x1000 + Math.random() * 0xefff).toString(16);
  return {
    name,
    mailbox: `${name}@visitor.example`,
    agent: `Canary${letters()}`,
    address: `2001:db8:${group()}:${group()}:${group()}:${group()}:${group()}:${group()}`,
  };
}
type Canaries = ReturnType<typeof canaries>;

const pathOf = ({ mailbox }: Canaries) =>
  `/seen/${encodeURIComponent(mailbox)}/here?mail=${encodeURIComponent(mailbox)}`;

function headersOf({ name, agent, address }: Canaries) {
  return {
    'user-agent': `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 ${agent}/1`,
    'x-forwarded-for': address,
    cookie: `who=${name}`,
  };
}

/** Which of them stand in a text, in whatever letters. */
function found(text: string, made: Canaries): string[] {
  return Object.entries(made)
    .filter(([, value]) => text.toLowerCase().includes(value.toLowerCase()))
    .map(([what]) => what);
}

async function reports(visit: Visit, made: Canaries) {
  const page = { u: `${shownPage}${pathOf(made)}`, r: `https://${made.name}@news.example/${made.name}`, w: 1280 };
  const send = (report: object) => showReport(visit, { ...page, ...report }, headersOf(made));
  return [
    { what: 'view', answer: await send({ k: 'v' }), fits: (hit: ShownHit) => hit.page === '/seen/*/here' },
    { what: 'engaged', answer: await send({ k: 'e', t: 7 }), fits: (hit: ShownHit) => hit.seconds === 7 },
    {
      what: 'goal',
      answer: await send({ k: 'g', n: `asked by ${made.mailbox}` }),
      fits: (hit: ShownHit) => hit.value === 'asked by *',
    },
  ];
}

/** What reads more of a browser than a page view needs, or leaves something in it. */
const pries =
  /document\.cookie|cookieStore|localStorage|sessionStorage|indexedDB|\bcaches\b|serviceWorker|canvas|getContext|AudioContext|\.plugins|deviceMemory|hardwareConcurrency|getBattery|Math\.random|\bcrypto\b|\bscreen\.|userAgent|getTimezoneOffset|timeZone/;

export const figuresClause: Clause = {
  id: 'A3',
  version: 1,
  part: 'statistics',
  title: 'Figures of the website',
  text: 'To improve our websites we count how many visits they have, how long visits last, which pages are seen and where visitors come from. A small script does it, or a picture where no script runs. Nothing is stored in your browser for it. Only sums are kept, from which nobody can be traced.',
  keeps:
    'Anonymous statistics from a small script, a no-script pixel and ordinary web server logs, kept as aggregates.',
  terms: ['dpv:Anonymisation'],
  boundary:
    'Visits of one browser on one day are told from others by a keyed hash of address and browser, which lives in the memory of the server only, changes its key every day and is never written. A page whose own address names somebody in words would be counted under that address: what looks like an e-mail address, a number or a token is left out. Figures of fewer than five visits are not shown.',
  concerns: [],
  demands: [
    {
      id: 'A3.script',
      says: 'A small script counts visits, time on the site and pages viewed, and sends nothing that points to a person.',
      built: true,
      kind: 'prohibition',
      control:
        'The script sends the page, where the visit came from, the width of the window, seconds and what was done; what reads it makes names of closed lists and cleans everything else.',
      couldBeWrong:
        'Read are the words of the script and what the server says that it would count. A script that pries by a way that the list of words does not know would not be noticed.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'reports',
          steps: [
            'Read /s.js: it must be no larger than 4 kB, store nothing, and ask the browser for nothing that tells one from another.',
            'Send a view, an engaged time and a goal of a page that the server reads, shows and never counts, with a made-up e-mail address, browser, address and cookie in all places.',
            'It holds if each is read as what it is, and nothing made up comes back, nor a cookie.',
            'Counted: answers that say what would have been counted.',
          ],
          walk: async (visit) => {
            const script = await visit.get('/s.js');
            const made = canaries();
            const sent = await reports(visit, made);
            const isClean = script.status === 200 && script.text.length <= 4_096 && !pries.test(script.text);
            const against = sent.flatMap(({ what, answer, fits }) => {
              const [hit, ...more] = shownHits(answer) ?? [];
              const faults = [...found(answer.text, made), ...answer.setCookies.map(() => 'a cookie')];
              const isRead = hit?.kind === what && fits(hit) && more.length === 0;
              return [
                ...(isRead ? [] : [`${what}: read as ${hit?.kind ?? 'nothing'}`]),
                ...faults.map((each) => `${what}: ${each}`),
              ];
            });
            return {
              examined: sent.length,
              counted: sent.filter(({ answer }) => shownHits(answer) !== null).length,
              counterexamples: listed([...(isClean ? [] : ['/s.js']), ...against]),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Lets the script send a number that it keeps in the browser.',
          app: (app) =>
            app.addHook('onSend', async ({ url }, reply, payload) => {
              if (url !== '/s.js') return payload;
              reply.header('content-encoding', 'identity');
              return 'fetch("/s/hit",{method:"POST",body:localStorage.v||(localStorage.v=Math.random())})';
            }),
        },
      },
    },
    {
      id: 'A3.pixel',
      says: 'Visits without script are counted by a pixel, with nothing that points to a person.',
      built: true,
      kind: 'prohibition',
      control: 'The picture is read as a report of the script is; it sets no cookie and may not be kept.',
      couldBeWrong: 'As for A3.script: seen is what the server says that it would count.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'pictures',
          steps: [
            'Load the picture as of a page that the server reads, shows and never counts, with a made-up e-mail address, browser, address and cookie in all places.',
            'Load it as of a page that is known to nobody: it must be a picture.',
            'It holds if a view of the page is read, and nothing made up comes back, nor a cookie.',
            'Counted: answers that are a picture, or say what would have been counted.',
          ],
          walk: async (visit) => {
            const made = canaries();
            const shown = await showPixel(visit, pathOf(made), headersOf(made));
            const picture = await visit.get('/s/pixel.gif');
            const [hit, ...more] = shownHits(shown) ?? [];
            const isRead = hit?.kind === 'view' && hit.page === '/seen/*/here' && more.length === 0;
            const answers = [shown, picture];
            return {
              examined: answers.length,
              counted: answers.filter((each) => each.type === 'image/gif' || shownHits(each) !== null).length,
              counterexamples: listed([
                ...(isRead ? [] : [`read as ${hit?.kind ?? 'nothing'}`]),
                ...(picture.type === 'image/gif' ? [] : [`/s/pixel.gif: ${picture.type}`]),
                ...found(shown.text, made),
                ...answers.flatMap(({ setCookies }) => setCookies.map(() => 'a cookie')),
              ]),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Counts pages with what the browser calls itself.',
          app: (app) =>
            app.addHook('onSend', async ({ url, headers }, _reply, payload) =>
              url.startsWith('/s/pixel.gif') && typeof payload === 'string'
                ? payload.replace('/here', `/here?by=${String(headers['user-agent'])}`)
                : payload,
            ),
        },
      },
    },
    {
      id: 'A3.logs',
      says: 'Ordinary logs of a web server can be counted, and are not kept.',
      built: true,
      kind: 'prohibition',
      control:
        'A line is read in memory and added to sums; of a log only where its lines begin and end, and their times, are noted.',
      couldBeWrong:
        'The audit is of these programs with made-up logs. The log that is imported is a file of the operator, who must see to it; what the web server itself writes elsewhere is not looked at.',
      proof: {
        probe: {
          kind: 'traces',
          unit: 'lines of logs',
          steps: [
            'Make a whole scratch installation, and hand it lines of made-up visitors by every way: logs that are imported (plain, gzip, zstd) and followed, the socket, syslog, and the pipe.',
            'Close the day and stop everything; then search rows, jobs, files, logs, exports and a backup for the address and the user agent of each visitor, in some forty spellings, as A2.ways-in says.',
            'Counted: the page views that the figures say of these lines.',
          ],
          places: tracePlaces,
          logs: true,
        },
        saboteur: {
          kind: 'traces',
          says: 'Leaves a copy of a log in the data folder.',
          leave: ({ address, agent }) => ({
            path: 'imported/access.log',
            text: `${address} - - [01/Jan/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5120 "-" "${agent}"\n`,
          }),
        },
      },
    },
    {
      id: 'A3.aggregates',
      says: 'Only sums are kept, from which nobody can be singled out.',
      built: true,
      kind: 'prohibition',
      control:
        'What is counted is written as whole days and websites; visits, and what tells them apart, live in the memory of the server only.',
      couldBeWrong:
        'Looked at is for what there is room: tables and columns, not numbers. A column of numbers could be misused for something else than a sum.',
      proof: {
        probe: {
          kind: 'structure',
          unit: 'columns',
          look: `SELECT c.relname || '.' || a.attname AS key,
              CASE WHEN c.relname IN ('days', 'cells') THEN t.typname IN ('int2', 'int4', 'int8', 'date', 'bool', 'char', 'origin', '_int4', '_int8')
                WHEN c.relname = 'values' THEN t.typname IN ('int2', 'int4') OR a.attname = 'value'
                ELSE c.relname IN ('sites', 'imports', 'import_runs', 'annotations', 'saved_views', 'shared_links', 'mail_reports')
                  AND a.attname !~* '(^|_)(visit(or)?s?|sessions?|clients?|devices?|fingerprints?|salts?)(_|$)' END AS holds
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relkind IN ('r', 'p', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
              AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = 'statistics')`,
          counted: `SELECT count(*) FROM pg_attribute a WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (
            SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'statistics' AND c.relkind IN ('r', 'p', 'm', 'f'))`,
        },
        saboteur: {
          kind: 'structure',
          says: 'Makes a table in which each visit has a row.',
          sql: 'CREATE TABLE statistics.visits (visitor bytea, began_at timestamptz, pages int)',
        },
      },
    },
    {
      id: 'A3.values',
      says: 'No page, link, campaign or goal is counted under a name that holds an e-mail address, a long number of one visitor, or what stood behind the question mark.',
      built: true,
      kind: 'prohibition',
      control: 'Whatever a visit is counted under is cleaned first: of addresses, numbers and tokens a star is left.',
      couldBeWrong: 'A name in words, or a short number that means somebody, looks like any other word of an address.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'names that something is counted under',
          look: `SELECT v.id AS key, v.value !~* '(@|%40)[a-z0-9-]+[.][a-z]{2}' AND v.value !~* '[0-9a-f]{20}' AND v.value !~ '^/[^?]*[?]' AS holds
            FROM statistics."values" v`,
          counted: `SELECT coalesce(sum(n), 0) FROM (SELECT count(DISTINCT id) AS n FROM statistics."values" GROUP BY site_id) each`,
        },
        saboteur: {
          kind: 'rows',
          says: 'Counts a page under an address that ends with who opened it.',
          plant: `INSERT INTO statistics."values" (site_id, dimension, value)
            SELECT id, 1, '/seminar/thanks/' || encode(sha256('somebody'), 'hex') FROM statistics.sites LIMIT 1`,
        },
      },
    },
  ],
};
