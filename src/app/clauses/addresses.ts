import type { Clause } from '../../platform/clauses/clause.ts';
import { listed } from '../../platform/clauses/finding.ts';
import { closedPaths, openAll, publicPaths } from '../../platform/clauses/public-pages.ts';
import { columnsHolding, transactionNow } from '../../platform/clauses/rows.ts';
import { auditedDemands } from './audited.ts';
import { digestsDemand } from './digests.ts';
import { hashesDemand } from './hashes.ts';

/** Written for PostgreSQL and for JavaScript alike. */
const ipv4 = '(^|[^0-9.])((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])($|[^0-9.])';
const ipv6 =
  '(^|[^0-9a-z:.])(([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|([0-9a-f]{1,4}:){1,6}:([0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})($|[^0-9a-z:])';
const userAgent =
  'mozilla/[0-9]|applewebkit/|chrome/[0-9]+\\.|gecko/[0-9]|curl/[0-9]|python-requests/|googlebot|okhttp/[0-9]' +
  // "Mozilla/" in base64, in each of its three places, and in hexadecimal.
  '|TW96aWxsYS8|1vemlsbGEv|Nb3ppbGxhL|4d6f7a696c6c612f';

/** Fits whatever one of the three fits. */
const quick = '[.:/]|googlebot|TW96aWxsYS8|1vemlsbGEv|Nb3ppbGxhL|4d6f7a696c6c612f';

const ourSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

const typed = 'somebody types it: a phone number with dots looks like an address';

/** Columns that hold what people type and that are not labelled personal: names of companies, of products and the like. */
const typedColumns = Object.fromEntries(
  [
    ...['contacts.companies.name', 'contacts.companies.name_key', 'contacts.companies.region'],
    ...['contacts.companies.industry', 'contacts.lookups.reason'],
    ...['disclosures.recipients.name', 'disclosures.recipients.address', 'disclosures.contracts.reference'],
    ...['disclosures.ledger.basis', 'resellers.territories.region', 'staff.tokens.name'],
    ...['staff.webhooks.name', 'staff.webhooks.url'],
    ...['resellers.territories.industry', 'resellers.territories.account', 'resellers.territories.account_key'],
    ...[
      'resellers.assignments.reason',
      'resellers.leads.company_name',
      'resellers.leads.region',
      'resellers.leads.industry',
    ],
    ...[
      'licensing.orders.reference',
      'resellers.lead_offers.reason',
      'resellers.territories.postal_from',
      'resellers.territories.postal_to',
    ],
    ...['staff.webhooks.name', 'staff.webhooks.url', 'policy.incidents.title', 'policy.incident_notices.reference'],
    ...['licensing.registrations.company_name', 'licensing.registrations.industry', 'licensing.licences.serial'],
    ...['licensing.products.code', 'licensing.products.name', 'licensing.releases.version'],
    ...['licensing.technologies.name', 'policy.vendor.name', 'policy.vendor.address', 'policy.vendor.phone'],
    ...['policy.notices.body', 'policy.stores.name', 'policy.stores.holds', 'policy.attestations.statement'],
    ...['policy.outside_links.url', 'policy.outside_links.party', 'statistics.sites.name', 'statistics.sites.settings'],
    ...['statistics.annotations.words', 'statistics.saved_views.name', 'statistics.saved_views.search'],
    ...['statistics.shared_links.name', 'licensing.screening_lists.name', 'licensing.screening_entries.reference'],
    ...[
      'licensing.screening_hits.list_name',
      'licensing.screening_hits.reference',
      'licensing.screening_hits.company_name',
    ],
  ].map((column) => [column, typed]),
);

const quotingColumns = {
  'platform.idempotency.answer': 'kept for a form that is sent twice: it repeats what was typed',
  'platform.mail_outbox.failure': 'quotes the mail servers of others, which name themselves by address',
};

/** A different number from 1000 to ffff each time, in hexadecimal. */
const randomHex = () => Math.floor(0x1000 + Math.random() * 0xf000).toString(16);

export const addressesClause: Clause = {
  id: 'A2',
  version: 1,
  part: 'all',
  title: 'Your IP address is not kept',
  text: 'Our web server sees the IP address of your computer, and what your browser calls itself, because it has to answer you. We keep neither anywhere, and never link them to you.',
  keeps: 'No IP address or user agent string is stored in any store that Kept owns.',
  terms: ['dpv:IPAddress', 'dpv:DataMinimisation'],
  boundary:
    '"Anywhere" means every store of this system: its database, its write-ahead log, its log lines, temporary files, queued jobs, exports and backups. Servers in front of this one (a reverse proxy, a hosting provider) keep logs of their own and are not looked at. In memory an address lives as long as an answer and a limit need it. What people type themselves (a phone number with dots, a company called like a browser) is not an address that the server saw; columns for it are left out of A2.rows, and searched by A2.canary.',
  concerns: [],
  demands: [
    {
      id: 'A2.columns',
      says: 'No column of the database is made for an address or a user agent, unless the database itself keeps it empty.',
      built: true,
      kind: 'prohibition',
      control: 'The migrations; the session table of the sign-in library has a constraint that both columns are null.',
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
      says: 'No row that the programs write holds text that looks like an address or a user agent.',
      built: true,
      kind: 'prohibition',
      control:
        'Nothing that is written takes the address or the headers of a request; log lines have a fixed list of facts.',
      couldBeWrong:
        'Of a table of more than 20 MiB the newest 10 are looked at and a share of the others, another one each day. Columns labelled personal, and those for names, reasons and other free text, are left out: people write there what they like. An address in another spelling (as one number, encoded, or keyed by a digest), or a user agent of a program that the pattern does not know, would not be noticed. Hashes of passwords, tokens of sessions and other secrets of signing in cannot be read by any probe.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'cells of text',
          cells: {
            where: `${ourSchemas} AND n.nspname <> 'jobs'`,
            patterns: [ipv4, ipv6, userAgent],
            quick,
            except: { ...typedColumns, ...quotingColumns },
            withoutPersonal: true,
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
    digestsDemand,
    hashesDemand,
    {
      id: 'A2.canary',
      says: 'Address and user agent of requests that the probe itself has sent are found nowhere in the database.',
      built: true,
      kind: 'prohibition',
      control:
        'Nothing that is written takes the address or the headers of a request; log lines have a fixed list of facts.',
      couldBeWrong:
        'Only GET requests without an account are sent: what is written when somebody signs in or sends a form is not seen. The address stands in X-Forwarded-For, as behind a server in front of this one; where none is trusted, the server takes it for a header like any other. A digest of it would not be noticed, nor what is written later than a second after. A2.ways-in sends visitors every other way, in scratch.',
      proof: {
        probe: {
          kind: 'behaviour',
          unit: 'requests',
          steps: [
            'Make up a random address (of those set aside for examples) and a random name of a browser.',
            'Open every GET route with them, without account, and wait a second.',
            'Search every column of text that the probe may read, of every table, for exactly these two, in the rows that were written since.',
            'It holds if neither is found. Counted: the GET routes of the route table.',
          ],
          walk: async (visit) => {
            const address = `2001:db8:${Array.from({ length: 6 }, randomHex).join(':')}`;
            const agent = `Canary/${Array.from({ length: 6 }, randomHex).join('')}`;
            const since = await visit.snapshot(({ query }) => transactionNow(query));
            const opened = await openAll(visit, [...publicPaths(visit.routes), ...closedPaths(visit.routes)], {
              'x-forwarded-for': address,
              'user-agent': agent,
            });
            await new Promise((done) => setTimeout(done, 1_000));
            const found = await visit.snapshot(({ query }) =>
              columnsHolding([address, agent], { where: ourSchemas, since }, query),
            );
            return {
              examined: opened.filter(({ answer }) => answer.status > 0).length,
              counted: visit.routes.filter(({ method }) => method === 'GET').length,
              counterexamples: listed(found),
            };
          },
        },
        saboteur: {
          kind: 'behaviour',
          says: 'Notes address and browser of whoever opens the policy in the audit log.',
          app: (app, write) =>
            app.addHook('onRequest', async ({ url, headers }) => {
              if (url === '/privacy')
                await write(
                  `INSERT INTO staff.audit (at, actor_kind, action, detail)
                   VALUES (now(), 'public', 'page opened', jsonb_build_object('from', $1::text, 'with', $2::text))`,
                  [headers['x-forwarded-for'], headers['user-agent']],
                );
            }),
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
            quick,
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
        'Only the data folder is looked at. The lines that the server prints are looked at by A2.log-lines.',
      proof: {
        probe: {
          kind: 'bytes',
          unit: 'files',
          under: [''],
          except: {
            postgres: 'the files of the database: rows are looked at by A2.rows, the write-ahead log by A2.wal',
            'files/releases': 'the files of releases, which staff publish: nothing that the server writes',
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
    ...auditedDemands,
  ],
};
