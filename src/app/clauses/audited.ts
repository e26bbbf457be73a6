import type { BuiltDemand } from '../../platform/clauses/clause.ts';
import type { PlantedRequest } from '../../platform/clauses/whole.ts';

/** What an audit does, whichever of its places a demand asks about. */
const auditSteps = [
  'Make a whole scratch installation: a PostgreSQL, two servers and the command line, with made-up rows.',
  'Let two visitors, each with an address (IPv4, IPv6) and a user agent that nobody else has, come in by every way: script, pixel, logs that are imported, followed, piped, written to the socket or sent by syslog, history of other programs, hits that one server hands to another, signing in rightly and wrongly, invitations, activations, calls of the desk, links to the own page, mail to the two mailboxes, and errors of every kind.',
  'Turn the clock over midnight until the day is closed, start the server anew, fetch every export, make a backup, and stop everything.',
  'Put somebody made up into each kind of place on purpose: who is not found there has not been looked for.',
] as const;

const spellings =
  'Search for each visitor in some forty spellings: as text, long and short, backwards, encoded for URLs, JSON and base64, as bytes in either order, as numbers, and by digests without a key. What is compressed is unpacked, what is encrypted is opened.';

const ofWhom = ({ headers }: PlantedRequest) => [headers['x-forwarded-for'] ?? '', headers['user-agent'] ?? ''];

const isPixel = ({ url }: PlantedRequest) => url.startsWith('/s/pixel.gif');

const limits =
  'The audit is of these programs with made-up rows, not of the live rows. A digest with a key that is not kept cannot be found, nor what is written in a way that nobody thought of, nor one address alone that stands somewhere as four bare bytes: chance writes those, too. Of mail that comes in, what somebody writes in its text or puts into a file of it is kept as they wrote it. What lives in memory is not looked at.';

/** Demands that are proven by an audit (`./kept statistics audit`): in a process of its own, each day and when asked. */
export const auditedDemands: readonly BuiltDemand[] = [
  {
    id: 'A2.ways-in',
    says: 'Whichever way somebody comes in, no row, no job, no file of the data folder and no temporary file holds their address or user agent.',
    built: true,
    kind: 'prohibition',
    control: 'Nothing that is written takes the address or the headers of a request, nor those in a line of a log.',
    couldBeWrong: limits,
    proof: {
      probe: {
        kind: 'traces',
        unit: 'rows and files',
        steps: [
          ...auditSteps,
          'Read every row of every table as text, and every file but those of the database.',
          spellings,
        ],
        places: ['table rows', 'job payloads', 'data folder', 'temporary files'],
      },
      saboteur: {
        kind: 'traces',
        says: 'Notes in the audit log from where somebody signs in.',
        app: (app, write) =>
          app.addHook('onRequest', async (request) => {
            if (request.url.startsWith('/api/auth/sign-in'))
              await write(
                `INSERT INTO staff.audit (at, actor_kind, action, detail)
                 VALUES (now(), 'public', 'signed in', jsonb_build_object('from', $1::text, 'with', $2::text))`,
                ofWhom(request),
              );
          }),
      },
    },
  },
  {
    id: 'A2.log-lines',
    says: 'The lines that the server prints hold no address and no user agent, wherever the operator sends them.',
    built: true,
    kind: 'prohibition',
    control:
      'Log lines have a fixed list of facts; of an error its class, code and place. PostgreSQL logs no statements and no errors.',
    couldBeWrong: limits,
    proof: {
      probe: {
        kind: 'traces',
        unit: 'logs',
        steps: [...auditSteps, 'Read everything that servers, commands and PostgreSQL have printed.', spellings],
        places: ['server output', 'database log'],
      },
      saboteur: {
        kind: 'traces',
        says: 'Prints a line for each pixel, as web servers do.',
        app: (app) =>
          app.addHook('onRequest', async (request) => {
            if (isPixel(request)) process.stdout.write(`${ofWhom(request).join(' ')}\n`);
          }),
      },
    },
  },
  {
    id: 'A2.wal',
    says: 'The write-ahead log and the files of the database hold no address and no user agent, not even of what was removed.',
    built: true,
    kind: 'prohibition',
    control: 'What is never written, removed or rolled back cannot be left over.',
    couldBeWrong: limits,
    proof: {
      probe: {
        kind: 'traces',
        unit: 'files',
        steps: [
          ...auditSteps,
          'Read every file of the database as it lies on disk, the write-ahead log included.',
          spellings,
        ],
        places: ['write-ahead log', 'database files'],
      },
      saboteur: {
        kind: 'traces',
        says: 'Writes the address of whoever loads the pixel into a row, and removes it at once.',
        app: (app, write) =>
          app.addHook('onRequest', async (request) => {
            if (!isPixel(request)) return;
            await write(
              `INSERT INTO staff.audit (at, actor_kind, action, detail)
               VALUES (now(), 'public', 'passed by', jsonb_build_object('from', $1::text, 'with', $2::text))`,
              ofWhom(request),
            );
            await write(`DELETE FROM staff.audit WHERE action = $1`, ['passed by']);
          }),
      },
    },
  },
  {
    id: 'A2.exports',
    says: 'No export and no backup holds an address or a user agent.',
    built: true,
    kind: 'prohibition',
    control: 'Exports name their columns one by one; a backup holds the rows and nothing else.',
    couldBeWrong: limits,
    proof: {
      probe: {
        kind: 'traces',
        unit: 'exports and tables of a backup',
        steps: [
          ...auditSteps,
          'Read tables of figures as CSV, the figures for programs, the lists of the desk, what a person downloads, and the opened backup.',
          spellings,
        ],
        places: ['exports', 'backup'],
      },
      saboteur: {
        kind: 'traces',
        says: 'Adds the last visitor to each table that is taken away as CSV.',
        app: (app) => {
          let last = '';
          app.addHook('onRequest', async (request) => {
            if (isPixel(request)) last = ofWhom(request).join(',');
          });
          app.addHook('onSend', async ({ url }, _reply, payload) =>
            /\/csv(\?|$)/.test(url) && typeof payload === 'string' ? `${payload}${last}\n` : payload,
          );
        },
      },
    },
  },
];

const answers = ({ method, url }: PlantedRequest) => method === 'POST' && url.startsWith('/activate');

/** What people tell of themselves, in the same audit. */
export const toldDemand: BuiltDemand = {
  id: 'U1.unprinted',
  says: 'What people tell of themselves, and what staff type of them, stands in no line that the server prints.',
  built: true,
  kind: 'prohibition',
  control: 'Log lines have a fixed list of facts, none of which can carry what somebody has typed.',
  couldBeWrong: `Names, addresses and words are looked for, not numbers; some ways to tell something are walked, not all. ${limits}`,
  proof: {
    probe: {
      kind: 'traces',
      unit: 'logs',
      steps: [
        ...auditSteps,
        'Let two people tell a name, an address, a company and products that nobody else has: in forms that are refused and in forms that are taken, by a program, and on their own page; let staff search for them, and note why a caller was believed.',
        'Read everything that servers, commands and PostgreSQL have printed.',
        spellings,
      ],
      places: ['server output', 'database log'],
      told: true,
    },
    saboteur: {
      kind: 'traces',
      says: 'Prints what was searched for at the desk and what forms were sent.',
      app: (app) =>
        app.addHook('preHandler', async (request) => {
          if (answers(request) || request.url === '/api/v1/search')
            process.stdout.write(`${JSON.stringify(request.body)}\n`);
        }),
    },
  },
};

/** Whom the servers speak to, in the same audit. */
export const strangerDemand: BuiltDemand = {
  id: 'U7.no-stranger',
  says: 'The servers open no connection to anybody but their database, each other, and those whom the operator has named to them.',
  built: true,
  kind: 'prohibition',
  control:
    'Mail, webhooks, witnesses and sign-in at others are all that goes out, each to a place that somebody has set.',
  couldBeWrong:
    'In the audit nobody outside is named, so that every connection elsewhere is one too many; what is sent to those who are named is looked at by the demands on the ledger. Names that are asked of a name server without a connection are not seen, nor are commands beside the server, nor what an operator puts between server and network.',
  proof: {
    probe: {
      kind: 'traces',
      unit: 'connections',
      steps: [
        ...auditSteps,
        'Note where each connection leads that the servers open meanwhile, and each packet that they send without one.',
        'It holds if each leads to the database, to the other server, or to the port that they were told to try on purpose.',
        'Counted: connections, as the runtime makes them.',
      ],
      places: ['connections'],
    },
    saboteur: {
      kind: 'traces',
      says: 'Asks another host for the country of whoever loads the pixel.',
      app: (app) =>
        app.addHook('onRequest', async (request) => {
          if (isPixel(request)) await fetch('http://127.0.0.1:10/country').catch(() => undefined);
        }),
    },
  },
};
