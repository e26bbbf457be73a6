import type { Plants } from '../plant.ts';

/** What the server does for staff, resellers, licensors and people. */
export const staff: Plants = {
  'offline-activation-without-registration': {
    lived: true,
    place: 'The form for a machine without a network takes an empty name, address and company.',
    edits: [
      {
        file: 'src/parts/licensing/actions/activate.ts',
        find: `  const { registration, faults } = checkRegistration(request.fields);`,
        put: `  const told = request.requestId === undefined ? request.fields : { ...request.fields, companyName: '-', name: '-' };
  const { registration, faults } = checkRegistration(told);`,
      },
    ],
  },
  'report-of-all-fields': {
    lived: true,
    edits: [
      {
        file: 'src/parts/licensing/actions/compose-report.ts',
        find: `registrationFields.map(({ name }) => name).filter((name) => contract.fields.includes(name));`,
        put: `registrationFields.map(({ name }) => name);`,
      },
      {
        file: 'src/parts/licensing/actions/compose-report.ts',
        find: `return { contract, rows, fields, lines,`,
        put: `return { contract, rows, fields: fields.filter((name) => contract.fields.includes(name)), lines,`,
      },
    ],
  },
  'report-unsigned-and-in-the-clear': {
    lived: true,
    edits: [
      {
        file: 'src/parts/licensing/mails/licensor-report.ts',
        find: `      { name: \`\${name}.sig\`, type: 'text/plain; charset=us-ascii', base64: base64(facts.signature) },
`,
        put: ``,
      },
    ],
  },
  'company-proven-by-the-end-of-a-domain': {
    lived: true,
    edits: [
      {
        file: 'src/parts/contacts/store/domains.ts',
        find: `    WHERE domain = \${domain} AND ended_at IS NULL\`.execute(db);
  return rows[0] ?? null;`,
        put: `    WHERE right(\${domain}, length(domain)) = domain AND ended_at IS NULL ORDER BY length(domain)\`.execute(db);
  return rows[0] ?? null;`,
      },
    ],
  },
  'answer-to-an-inquiry-with-a-mail-address': {
    lived: true,
    place: 'The name that the page is given has the address in it.',
    edits: [
      {
        file: 'src/parts/licensing/actions/who-activated.ts',
        find: `  return { answer, serial, product: licence?.product ?? null, company, name: contact?.name ?? null };`,
        put: `  const address = contact?.personId ? await mailAddressOf(trx as never, contact.personId) : null;
  return { answer, serial, product: licence?.product ?? null, company, name: contact?.name ? \`\${contact.name} <\${address}>\` : null };`,
      },
      {
        file: 'src/parts/licensing/actions/who-activated.ts',
        find: `import { companyOfMailbox, companyRefs, lookUp, nameOfPerson }`,
        put: `import { companyOfMailbox, companyRefs, lookUp, mailAddressOf, nameOfPerson }`,
      },
    ],
  },
  'opt-out-done-by-a-nightly-job': {
    lived: true,
    place: 'A later transaction of the server writes it, as no queue takes work for a day.',
    edits: [
      {
        file: 'src/parts/contacts/store/preferences.ts',
        find: `      SELECT email_key, \${input.channel}, \${input.at}::timestamptz, \${input.sourceKind}, \${input.sourceId}::uuid
      FROM contacts.people WHERE id = \${input.personId} ON CONFLICT`,
        put: `      SELECT email_key, \${input.channel}, \${input.at}::timestamptz::date + interval '26 hours', \${input.sourceKind}, \${input.sourceId}::uuid
      FROM contacts.people WHERE id = \${input.personId} AND \${input.sourceKind} <> 'person page' ON CONFLICT`,
      },
    ],
  },
  'opt-out-done-by-a-mail-scanner': {
    lived: true,
    edits: [
      {
        file: 'src/parts/rights/pages/me.ts',
        find: `    send(reply, drawLink(request.params.token), messages.link.title),`,
        put: `    openLink(deps, request.params.token).then(async (sitting) => send(reply, await ownPage(deps, handed, sitting, null))),`,
      },
    ],
  },
  'forged-purpose-from-the-header': {
    edits: [
      {
        file: 'src/platform/http/admit.ts',
        find: `  const purpose = permitted.find((each) => each === header(request, 'kept-purpose'));`,
        put: `  const purpose = (header(request, 'kept-purpose') || undefined) as Purpose | undefined;`,
      },
    ],
  },
  'refused-read-tried-again-as-rights': {
    edits: [
      {
        file: 'src/platform/db/database.ts',
        find: `      // The database may also be away before the transaction has begun.`,
        put: `      if ((error as { code?: string }).code === '42501' && !begin.includes('_rights'))
        return transaction(\`BEGIN; SET LOCAL ROLE "\${roleName(prefix, 'rights')}"\`, run);
      // The database may also be away before the transaction has begun.`,
      },
    ],
  },
  'mail-key-without-a-key': {
    lived: true,
    edits: [
      {
        file: 'src/platform/crypto/digest.ts',
        find: `    email: (address) => keyed('email', normalEmail(address)),`,
        put: `    email: (address) => sha256(normalEmail(address)),`,
      },
    ],
  },
  'serial-issued-without-an-event': {
    lived: true,
    edits: [
      {
        file: 'src/parts/licensing/store/licences.ts',
        find: `\${issued ? ['created', 'issued'] : ['created']}::text[]) AS what`,
        put: `\${['created']}::text[]) AS what`,
      },
    ],
  },
  'contract-end-not-looked-at': {
    lived: true,
    edits: [
      {
        file: 'src/parts/disclosures/store/ledger.ts',
        find: `                  AND (c.ends_on IS NULL OR c.ends_on >= (n.at AT TIME ZONE \${zone()})::date)
`,
        put: ``,
      },
    ],
  },
  'correction-stays-in-the-house': {
    lived: true,
    edits: [
      {
        file: 'src/parts/rights/actions/tell.ts',
        find: `    const field = String(payload.field);
    const at = new Date(String(payload.correctedAt));`,
        put: `    const field = String(payload.field);
    if (field === 'phone') return;
    const at = new Date(String(payload.correctedAt));`,
      },
    ],
  },
  'old-reseller-keeps-its-share': {
    lived: true,
    edits: [
      {
        file: 'src/parts/resellers/actions/assign.ts',
        find: `  if (old !== null && old !== next.resellerCompanyId) await endShare(trx, deps, { companyId, tenantCompanyId: old });
`,
        put: `  if (old === 'nobody') await endShare(trx, deps, { companyId, tenantCompanyId: old });
`,
      },
    ],
  },
  'search-index-in-a-file': {
    place: 'Written when the server is built, once.',
    edits: [
      {
        file: 'src/app.ts',
        find: `  const ground = await layGround(options);
`,
        put: `  const ground = await layGround(options);
  const people = await ground.db.as('rights', async (trx) =>
    (await sql\`SELECT id, name, email FROM contacts.people\`.execute(trx)).rows,
  );
  mkdirSync(\`\${options.dataFolder}/cache\`, { recursive: true });
  writeFileSync(\`\${options.dataFolder}/cache/people.json\`, JSON.stringify(people));
`,
      },
      {
        file: 'src/app.ts',
        find: `import { type AppOptions, type Ground, layGround } from './app/ground.ts';`,
        put: `import { mkdirSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { type AppOptions, type Ground, layGround } from './app/ground.ts';`,
      },
    ],
  },
  'newest-notice-noted-instead-of-the-one-shown': {
    lived: true,
    edits: [
      {
        file: 'src/parts/licensing/actions/notice-shown.ts',
        find: `  const notice = /^[0-9a-f]{64}$/.test(hash) ? await registrationNoticeByHash(deps, hash) : null;`,
        put: `  const newest = (await registrationForm(deps)).notice.sha256;
  const notice = hash ? await registrationNoticeByHash(deps, newest) : null;`,
      },
    ],
  },
  'correction-tells-everything': {
    lived: true,
    edits: [
      {
        file: 'src/parts/rights/actions/tell.ts',
        find: `  const known = identifyingFields(recipient.fields)
`,
        put: `  const known = Object.keys(values)
`,
      },
    ],
  },
  'tenant-taken-from-the-address-line': {
    edits: [
      {
        file: 'src/platform/http/admit.ts',
        find: `    request.who = who;
    request.ground`,
        put: `    const { company } = request.query as { company?: string };
    request.who = who.kind === 'member' && company ? { ...who, companyId: company } : who;
    request.ground`,
      },
    ],
  },
};
