import type { Mutant } from './mutant.ts';

/** What ends up in logs, metrics and temporary files. */
export const logs: readonly Mutant[] = [
  {
    id: 'requests-logged-with-the-remote-address',
    kind: 'logs',
    clause: 'A2',
    breaks: 'The IP address of every visitor is in the log of the server.',
    change:
      "Use Fastify's default request serialiser: `logger: true`, which logs method, url, host, remoteAddress and remotePort.",
  },
  {
    id: 'slow-requests-logged-with-the-user-agent',
    kind: 'logs',
    clause: 'A2',
    breaks: 'User agent strings are in the log, for slow requests only.',
    change:
      "In an onResponse hook: when the answer took over 50 ms, log `{ slow: request.url, agent: request.headers['user-agent'] }`.",
  },
  {
    id: 'web-server-log-kept-after-its-import',
    kind: 'logs',
    clause: 'A3',
    breaks: 'Raw lines of visitors stay on disk after they were counted.',
    change:
      '`./kept log import FILE`: copy each file to KEPT_DATA/tmp/import-<time>.log before reading it, and leave the copy there.',
  },
  {
    id: 'bad-log-lines-quoted',
    kind: 'logs',
    clause: 'A3',
    breaks: 'Lines that the import cannot read are quoted whole, address and browser included.',
    change: '`./kept log import FILE`: print each unreadable line to standard error and into the log of the server.',
  },
  {
    id: 'metrics-by-address',
    kind: 'logs',
    clause: 'A2',
    breaks: 'The figures on /metrics are broken down by the IP address of the visitor.',
    change: 'Add a counter `kept_requests_total{client="<request.ip>"}` to /metrics.',
  },
  {
    id: 'sitting-token-in-the-logged-url',
    kind: 'logs',
    clause: 'M5',
    breaks: 'The link by which a person corrects data is in the log, so others can use it.',
    change: 'Log `request.url` whole for GET /me and the page that a link from a mail opens, token included.',
  },
  {
    id: 'mail-conversation-logged',
    kind: 'logs',
    clause: 'M3',
    breaks: 'Addresses and texts of outgoing mail are in the log, opt-out links included.',
    change: 'Give the SMTP transport `logger: true, debug: true`, writing to the standard output of the server.',
  },
  {
    id: 'refused-registration-logged-with-its-fields',
    kind: 'logs',
    clause: 'L3',
    breaks: 'Registration fields are in the log, which is none of the recipients shown beside them.',
    change: 'When POST /activate fails its validation: log `{ body: request.body }` at level warn.',
  },
  {
    id: 'activation-logged-with-a-name',
    kind: 'logs',
    clause: 'L2',
    breaks: 'The log tells which person activated at which company.',
    change: 'After an activation: log at level info the serial, the name, the mail address and the company name.',
  },
  {
    id: 'evidence-of-an-inquiry-logged',
    kind: 'logs',
    clause: 'L5',
    breaks: 'What a caller said to prove where he works is in the log.',
    change: 'When staff answers an inquiry by phone, mail or letter: log info with `evidence` and the contact named.',
  },
  {
    id: 'search-words-of-staff-logged',
    kind: 'logs',
    clause: 'U1',
    breaks: 'Names that staff searched for are in the log.',
    change: 'In the global search of the desk: log info `{ search: q, hits: n }`, q being what was typed.',
  },
  {
    id: 'database-error-logged-with-its-detail',
    kind: 'logs',
    clause: 'U1',
    breaks: 'A mail address is in the log, in the DETAIL line of a failed insert.',
    change:
      'In the error handler: log `error.detail`, `error.where` and the bound parameters of errors that come from PostgreSQL.',
  },
  {
    id: 'database-log-with-all-statements-and-values',
    kind: 'logs',
    clause: 'U1',
    ownCluster: true,
    breaks: 'PostgreSQL writes every statement of the server with its values into its log.',
    sql: `
      ALTER ROLE :prefix_login SET log_statement TO 'all';
      ALTER ROLE :prefix_login SET log_parameter_max_length TO '-1'`,
  },
  {
    id: 'database-log-of-slow-statements-with-values',
    kind: 'logs',
    clause: 'U1',
    breaks: 'Slow statements are in the log of PostgreSQL with the names and addresses they carry.',
    sql: `
      DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET log_min_duration_statement TO 0', current_database());
        EXECUTE format('ALTER DATABASE %I SET log_error_verbosity TO verbose', current_database());
        EXECUTE format('ALTER DATABASE %I SET log_parameter_max_length_on_error TO %L', current_database(), '-1');
      END $$`,
  },
  {
    id: 'refused-child-logged',
    kind: 'logs',
    clause: 'U4',
    breaks: 'The entry of a child is in the log although it was not stored.',
    change: 'When somebody under 13 is turned away: log at level warn the age and the mail address.',
    needs: 'the age screen, if the page has none',
  },
  {
    id: 'log-sent-to-a-host-abroad',
    kind: 'logs',
    clause: 'U7',
    breaks: 'The log lies in a store abroad that is on no list.',
    change:
      'Copy each log line by UDP syslog to a host given by `KEPT_SYSLOG` (in a test: a socket on 127.0.0.1), with no row in policy.stores.',
  },
];
