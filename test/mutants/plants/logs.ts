import type { Edit, Plants } from '../plant.ts';

const server = 'src/platform/http/server.ts';
const metrics = 'src/platform/http/metrics.ts';
const activate = 'src/parts/licensing/pages/activate.ts';

/** Past the allow-list of the log, as somebody in a hurry prints. */
const print = (what: string) => `process.stdout.write(\`\${JSON.stringify(${what})}\\n\`);`;
const afterActivation: Edit = {
  file: 'src/parts/licensing/actions/activate.ts',
  find: `        deps.nudge();
        return outcome.done;`,
  put: `        deps.nudge();
        ${print(`{ activated: request.serial, ...request.fields }`)}
        return outcome.done;`,
};

/** What is printed, or kept besides. */
export const logs: Plants = {
  'requests-logged-with-the-remote-address': {
    audited: 'quick',
    edits: [{ file: server, find: `    logger: false,`, put: `    logger: true,` }],
  },
  'slow-requests-logged-with-the-user-agent': {
    audited: 'quick',
    edits: [
      {
        file: server,
        find: `    deps.metrics.countRequest(route, request.method, reply.statusCode, reply.elapsedTime);`,
        put: `    deps.metrics.countRequest(route, request.method, reply.statusCode, reply.elapsedTime);
    if (reply.elapsedTime > 50)
      ${print(`{ slow: request.url, agent: request.headers['user-agent'] }`)}`,
      },
    ],
  },
  'metrics-by-address': {
    audited: 'quick',
    edits: [
      {
        file: server,
        find: `    deps.metrics.countRequest(route, request.method, reply.statusCode, reply.elapsedTime);`,
        put: `    deps.metrics.countRequest(route, request.method, reply.statusCode, reply.elapsedTime);
    deps.metrics.countClient(request.ip);`,
      },
      {
        file: metrics,
        find: `  readonly registry: Registry;
  countRequest`,
        put: `  readonly registry: Registry;
  countClient(client: string): void;
  countRequest`,
      },
      {
        file: metrics,
        find: `  const failures = new Counter({`,
        put: `  const clients = new Counter({ name: 'kept_requests_total', help: 'By client.', labelNames: ['client'], registers: [registry] });
  const failures = new Counter({`,
      },
      {
        file: metrics,
        find: `    registry,
    countRequest:`,
        put: `    registry,
    countClient: (client) => clients.inc({ client }),
    countRequest:`,
      },
    ],
  },
  'web-server-log-kept-after-its-import': {
    audited: 'whole',
    edits: [
      {
        file: 'src/cli/log/import-once.ts',
        find: `  const config = configOrExit();
  const signal`,
        put: `  const config = configOrExit();
  mkdirSync(\`\${config.dataFolder}/tmp\`, { recursive: true });
  for (const [index, file] of files.entries()) copyFileSync(file, \`\${config.dataFolder}/tmp/import-\${Date.now()}-\${index}.log\`);
  const signal`,
      },
      {
        file: 'src/cli/log/import-once.ts',
        find: `import { randomBytes } from 'node:crypto';`,
        put: `import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';`,
      },
    ],
  },
  'sitting-token-in-the-logged-url': {
    audited: 'quick',
    edits: [
      {
        file: server,
        find: `    deps.metrics.countRequest(route, request.method, reply.statusCode, reply.elapsedTime);`,
        put: `    deps.metrics.countRequest(route, request.method, reply.statusCode, reply.elapsedTime);
    if (request.url.startsWith('/me')) ${print(`{ url: request.url }`)}`,
      },
    ],
  },
  'mail-conversation-logged': {
    edits: [
      {
        file: 'src/platform/mail/smtp.ts',
        find: `      disableUrlAccess: true,`,
        put: `      disableUrlAccess: true,
      logger: true,
      debug: true,`,
      },
    ],
  },
  'refused-registration-logged-with-its-fields': {
    audited: 'quick',
    edits: [
      {
        file: activate,
        find: `        if (!(error instanceof KeptError) || error.status >= 500) throw error;`,
        put: `        if (!(error instanceof KeptError) || error.status >= 500) throw error;
        ${print(`{ body: request.body }`)}`,
      },
    ],
  },
  'activation-logged-with-a-name': { audited: 'quick', edits: [afterActivation] },
  'evidence-of-an-inquiry-logged': {
    audited: 'quick',
    edits: [
      {
        file: 'src/parts/licensing/actions/who-activated.ts',
        find: `      const { licence, companyId } = asked;
      const named = contact.answer === 'named';`,
        put: `      const { licence, companyId } = asked;
      ${print(`{ evidence: input.evidence, contact: contact.name }`)}
      const named = contact.answer === 'named';`,
      },
    ],
  },
  'search-words-of-staff-logged': {
    audited: 'quick',
    edits: [
      {
        file: 'src/parts/staff/routes/composed.ts',
        find: `      const question = { q: request.body.q, ground: request.ground };`,
        put: `      const question = { q: request.body.q, ground: request.ground };
      ${print(`{ search: request.body.q }`)}`,
      },
    ],
  },
  'database-error-logged-with-its-detail': {
    audited: 'quick',
    edits: [
      {
        file: 'src/platform/http/answer-errors.ts',
        find: `    const error = asKeptError(thrown);
    //`,
        put: `    const error = asKeptError(thrown);
    const told = ((thrown as Error).cause ?? thrown) as { detail?: string; where?: string };
    if (told.detail ?? told.where) ${print(`{ detail: told.detail, where: told.where, body: request.body }`)}
    //`,
      },
    ],
  },
  'refused-child-logged': {
    audited: 'quick',
    edits: [
      {
        file: 'src/platform/html/age-screen/age-screen.ts',
        find: `  if (verdict === 'no date') throw errors.KEPT_BIRTH_DATE_UNREADABLE();`,
        put: `  if (verdict === 'too young') ${print(`{ refused: typed }`)}
  if (verdict === 'no date') throw errors.KEPT_BIRTH_DATE_UNREADABLE();`,
      },
    ],
  },
  'open-visits-written-to-disk-at-shutdown': {
    audited: 'quick',
    edits: [
      {
        file: 'src/parts/statistics/actions/ways-in.ts',
        find: `    const agent = agents.read(visited.headers.agent);`,
        put: `    openDay.add(createHash('sha256').update(\`\${visited.address} \${visited.headers.agent}\`).digest('hex'));
    const agent = agents.read(visited.headers.agent);`,
      },
      {
        file: 'src/parts/statistics/actions/ways-in.ts',
        find: `  const flood = countFlood(now);`,
        put: `  const openDay = new Set<string>();
  process.once('exit', () => {
    if (options.dataFolder) writeFileSync(\`\${options.dataFolder}/open-day.json\`, JSON.stringify([...openDay]));
  });
  const flood = countFlood(now);`,
      },
      {
        file: 'src/parts/statistics/actions/ways-in.ts',
        find: `import type { Deps } from '../../../platform/deps.ts';`,
        put: `import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Deps } from '../../../platform/deps.ts';`,
      },
    ],
  },
  'rate-limit-kept-in-the-database': {
    audited: 'quick',
    edits: [
      {
        file: activate,
        find: `      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      const typed`,
        put: `      await deps.db.base((trx) =>
        sql\`INSERT INTO platform.idempotency (route, key_digest, request_digest, at)
          VALUES ('limit', \${Buffer.from(request.ip)}, '\\\\x00', \${deps.clock.now()})
          ON CONFLICT (route, key_digest) DO UPDATE SET at = \${deps.clock.now()}\`.execute(trx),
      );
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      const typed`,
      },
      {
        file: activate,
        find: `import type { Deps } from`,
        put: `import { sql } from 'kysely';
import type { Deps } from`,
      },
    ],
  },
};
