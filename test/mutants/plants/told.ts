import type { Edit, Plants } from '../plant.ts';

const mailIn = 'src/parts/rights/actions/take-mail.ts';
const gateway = 'src/platform/egress/egress.ts';
const contracts = 'src/parts/licensing/actions/contracts.ts';
const people = 'src/parts/contacts/routes/people.ts';
const activate = 'src/parts/licensing/actions/activate.ts';
const logLines = 'src/parts/statistics/actions/imports/source-lines.ts';

const notRead = (mailbox: 'privacy' | 'remove', first = ''): Edit => ({
  file: mailIn,
  find: `  const senderKey = deps.digests.email(mail.sender);
  const row = await rowOf(`,
  put: `  ${first}if (mailbox === '${mailbox}') return { sort: 'again', linkFor: null };
  const senderKey = deps.digests.email(mail.sender);
  const row = await rowOf(`,
});

/** What is mailed and listed, what comes in by mail, and what is written beside. */
export const told: Plants = {
  'mailbox-for-opt-outs-not-read': {
    lived: true,
    place: 'Mail to the remove mailbox comes in here and nowhere else: it is let go where it is taken.',
    edits: [notRead('remove')],
  },
  'privacy-mailbox-printed-and-not-read': {
    lived: true,
    place: 'Mail to the privacy mailbox comes in here and nowhere else: it is let go where it is taken.',
    edits: [notRead('privacy')],
  },
  'privacy-questions-forwarded-to-a-chat': {
    audited: 'quick',
    edits: [
      notRead(
        'privacy',
        `if (mailbox === 'privacy')
    void fetch('https://127.0.0.1:10/hook', {
      method: 'POST',
      body: JSON.stringify({ from: mail.sender, subject: mail.subject, text: mail.text }),
    }).catch(() => undefined);
  `,
      ),
    ],
  },
  'policy-change-told-with-all-addresses-visible': {
    lived: true,
    edits: [
      {
        file: 'src/parts/rights/actions/tell-policy.ts',
        find: `    const ledgerIds = await deps.egress.send(trx, { mails });
`,
        put: `    const to = mails.map((mail) => mail.to).join(', ');
    const [ledgerId] = await deps.egress.send(trx, { mails: mails.slice(0, 1).map((mail) => ({ ...mail, to })) });
    const ledgerIds = mails.map(() => ledgerId);
`,
      },
    ],
  },
  'reseller-in-blind-copy': {
    lived: true,
    place: 'No mail leaves scratch: the second address stands beside the first one in the outbox.',
    edits: [
      {
        file: gateway,
        find: `    queued_at: at,
  }));
  // Only`,
        put: `    queued_at: at,
    person: mail.disclosure.recipientKind === 'person',
  }));
  // Only`,
      },
      {
        file: gateway,
        find: `    SELECT mail.* FROM json_to_recordset(\${asRows(rows)}) AS mail (id uuid, ledger_id uuid, kind text, to_address text, subject text,
      body_text text, body_html text, attachments jsonb, queued_at timestamptz)`,
        put: `    SELECT mail.id, mail.ledger_id, mail.kind, concat_ws(', ', mail.to_address, r.mailbox), mail.subject, mail.body_text, mail.body_html, mail.attachments, mail.queued_at
    FROM json_to_recordset(\${asRows(rows)}) AS mail (id uuid, ledger_id uuid, kind text, to_address text, subject text,
      body_text text, body_html text, attachments jsonb, queued_at timestamptz, person boolean)
      LEFT JOIN (SELECT mailbox FROM disclosures.recipients WHERE kind = 'reseller' AND mailbox IS NOT NULL ORDER BY created_at, id LIMIT 1) r ON mail.person`,
      },
    ],
  },
  'opt-out-not-looked-at-when-sending': {
    lived: true,
    place:
      'The outbox holds no marketing: people are chosen for it when they are handed to a mail house, by the one condition that asks the suppressed addresses.',
    edits: [
      {
        file: 'src/parts/contacts/store/may-write.ts',
        find: `    OR NOT EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = p.email_key AND s.channel = \${channel}::text)`,
        put: `    OR \${channel}::text IS NOT NULL`,
      },
    ],
  },
  'renewal-list-forgets-what-ends-this-month': {
    lived: true,
    place:
      'Customers are asked by a job of every day; its list of contracts and that of the desk start thirty days on.',
    edits: [
      {
        file: contracts,
        find: `    due: { from: today, to: addDays(today, 90) },`,
        put: `    due: { from: addDays(today, 30), to: addDays(today, 90) },`,
      },
      {
        file: 'src/parts/licensing/store/reminders.ts',
        find: `    WHERE c.ends_on BETWEEN \${days.today}::date AND`,
        put: `    WHERE c.ends_on BETWEEN \${days.today}::date + 30 AND`,
      },
    ],
  },
  'renewal-reminder-to-every-reseller': {
    edits: [
      {
        file: contracts,
        find: `  return readAs(deps, who, (trx) => page(trx, list,`,
        put: `  return deps.db.base((trx) => page(trx, list,`,
      },
    ],
  },
  'child-entry-stored-before-the-age-is-read': {
    place: 'The pass of the age screen stands for the age.',
    edits: [
      {
        file: activate,
        find: `  if (request.registrant === 'student') mustHavePassed(deps, request.agePass);
`,
        put: ``,
      },
      {
        file: activate,
        find: `        deps.nudge();
        return outcome.done;`,
        put: `        deps.nudge();
        if (request.registrant === 'student') mustHavePassed(deps, request.agePass);
        return outcome.done;`,
      },
    ],
  },
  'export-of-a-person-by-staff-without-a-record': {
    edits: [
      {
        file: people,
        find: `  app.get(
    '/api/v1/lookups',`,
        put: `  app.get(
    '/api/v1/people/:id/export',
    { config: access({ callers: desk, purposes: [], limit: 'desk' }), schema: { params: ById } },
    async (request) =>
      deps.db.as('legal', async (trx) => ({
        person: (await sql\`SELECT id, name, email, phone FROM contacts.people WHERE id = \${request.params.id}\`.execute(trx)).rows,
        registrations: (await sql\`SELECT id, name, email, phone FROM licensing.registrations WHERE person_id = \${request.params.id}\`.execute(trx)).rows,
      })),
  );

  app.get(
    '/api/v1/lookups',`,
      },
      {
        file: people,
        find: `import type { Deps } from '../../../platform/deps.ts';`,
        put: `import { sql } from 'kysely';
import type { Deps } from '../../../platform/deps.ts';`,
      },
    ],
  },
  'bad-log-lines-quoted': {
    audited: 'whole',
    edits: [
      {
        file: logLines,
        find: `      if (read === false) {
        this.sink.bad(1);`,
        put: `      if (read === false) {
        process.stderr.write(\`unreadable: \${Buffer.from(bytes.subarray(from, stop)).toString('latin1')}\\n\`);
        this.sink.bad(1);`,
      },
    ],
  },
  'passphrase-of-the-backup-beside-it': {
    audited: 'whole',
    edits: [
      {
        file: 'src/platform/backup/keys.ts',
        find: `    encrypter.setPassphrase(passphrase);
    return encrypter;`,
        put: `    encrypter.setPassphrase(passphrase);
    writeFileSync(join(keepAway[0] ?? '.', 'backup.age.key'), passphrase);
    return encrypter;`,
      },
      {
        file: 'src/platform/backup/keys.ts',
        find: `import { dirname, resolve } from 'node:path';`,
        put: `import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';`,
      },
    ],
  },
  'debugger-open-to-the-network': {
    audited: 'quick',
    place: 'At the address of this machine and any free port: nobody else shall reach it while it is tried.',
    edits: [
      {
        file: 'src/app.ts',
        find: `  const ground = await layGround(options);
`,
        put: `  const inspector = await import('node:inspector');
  if (!inspector.url()) inspector.open(0, '127.0.0.1');
  const ground = await layGround(options);
`,
      },
    ],
  },
};
