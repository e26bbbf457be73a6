import { createHash } from 'node:crypto';
import type pg from 'pg';
import { createDigests } from '../../src/platform/crypto/digest.ts';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import { fillEveryTable } from './backup-every-table.ts';

/** An answer about a licence as a desktop program would have kept it. */
export interface OldAnswer {
  readonly body: Buffer;
  readonly signature: Buffer;
}

export const optedOut = 'Jörg.Müller@example.com';
export const ledgerId = '33333333-3333-4333-8333-333333333333';

// Whatever COPY's text must escape: tab, line feed, return, backslash, its own null and end marks, other scripts.
const awkward = ['tab\there', 'two\nlines\r\n', 'C:\\new\\table', '\\N', '\\.', '', 'quote \' " --', '汉字 😀 \u00a0ß'];

/** Rows that the tests look at again, values that are hard to carry from one PostgreSQL to another, and a row in most other tables. */
export async function fillSample(owner: pg.Client, secretsFolder: string): Promise<OldAnswer> {
  const secrets = openSecrets(secretsFolder);
  const digests = createDigests(secrets.digestKey);
  const notice = '11111111-1111-4111-8111-111111111111';
  const person = '22222222-2222-4222-8222-222222222222';
  const company = '44444444-4444-4444-8444-444444444444';
  const merged = '40000000-0000-4000-8000-000000000000';
  const at = '2024-02-29 23:59:59.999999+05:45';
  await owner.query('BEGIN');
  await owner.query(
    `INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at)
     VALUES ($1, 'registration', 1, '\\x00ff', '{"a": [1.50, "\\u00e4\\n", null], "b": 12345678901234567890}', $2, $2)`,
    [notice, at],
  );
  // The earlier company points at one that comes later in the table.
  await owner.query(
    `INSERT INTO contacts.companies (id, name, name_key, created_at, merged_into)
     VALUES ($1, 'Merged', 'merged', $3, NULL), ($2, 'Müller & Co', 'muller & co', $3, NULL)`,
    [merged, company, at],
  );
  await owner.query('UPDATE contacts.companies SET merged_into = $2 WHERE id = $1', [merged, company]);
  await owner.query(
    `INSERT INTO contacts.people (id, email_key, email, name, created_at, changed_at) VALUES ($1, $2, $3, 'Jörg', $4, $4)`,
    [person, digests.email(optedOut), optedOut, at],
  );
  for (const [index, title] of awkward.entries()) {
    await owner.query(
      `INSERT INTO contacts.people (id, email_key, email, name, title, created_at, changed_at)
       VALUES (gen_random_uuid(), sha256($1::text::bytea), $1, $2, NULL, 'infinity', '0044-03-15 BC')`,
      [`p${index}@example.com`, title],
    );
  }
  await owner.query(
    `INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) VALUES ($1, 'mail', $2, 'person page')`,
    [digests.email(optedOut), at],
  );
  await owner.query(
    `INSERT INTO contacts.origins (id, subject_kind, subject_id, source_kind, notice_id, purposes, given_at)
     VALUES (gen_random_uuid(), 'person', $1, 'registration', $2, '{"name": ["customer service", "a,b\\"c"]}', $3)`,
    [person, notice, at],
  );
  await owner.query(
    `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, channel, purpose, fields, basis, content_sha256)
     VALUES ($1, $2, 'person', $3, $3, 'mail', 'rights', '{email}', 'asked for', '\\xdeadbeef')`,
    [ledgerId, at, person],
  );
  await owner.query(
    `INSERT INTO platform.mail_outbox (id, ledger_id, kind, to_address, subject, body_text, queued_at)
     VALUES (gen_random_uuid(), $1, 'link', $2, 'Betreff', $3, $4)`,
    [ledgerId, optedOut, awkward.join('|'), at],
  );
  await owner.query(
    `INSERT INTO platform.events (name, payload, at) SELECT 'contacts.proven', jsonb_build_object('n', n), $1
     FROM generate_series(1, 5000) n`,
    [at],
  );
  await owner.query('DELETE FROM platform.events WHERE id > 4000');
  await owner.query(
    `INSERT INTO auth."user" (id, name, email, "emailVerified") VALUES ('u1', 'Ada', 'ada@example.com', true)`,
  );
  await owner.query(
    `INSERT INTO auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
     VALUES ('a1', 'u1', 'credential', 'u1', 'hash:of:a:password', now())`,
  );
  await fillAccess(owner, person, digests.email(optedOut));
  await owner.query('COMMIT');
  await fillEveryTable(owner);
  const body = Buffer.from('{"licence":"active","seats":5}');
  return { body, signature: secrets.signing.sign(body) };
}

/** Everything by which somebody could come in without signing in anew. */
async function fillAccess(owner: pg.Client, person: string, emailKey: Buffer): Promise<void> {
  await owner.query(`INSERT INTO auth.session (id, "expiresAt", token, "updatedAt", "userId")
    VALUES ('s1', now() + interval '1 day', 'session-token', now(), 'u1')`);
  await owner.query(`INSERT INTO auth.verification (id, identifier, value, "expiresAt")
    VALUES ('v1', 'two-factor', 'u1', now() + interval '1 day')`);
  for (const table of ['links', 'sittings'])
    await owner.query(
      `INSERT INTO rights.${table} (id, person_id, token_sha256, email_key, created_at, expires_at)
       VALUES (gen_random_uuid(), $1, sha256('token'), $2, now(), now() + interval '1 day')`,
      [person, emailKey],
    );
  await owner.query(`INSERT INTO staff.invitations (id, role, token_sha256, created_at, expires_at)
    VALUES (gen_random_uuid(), 'administrator', sha256('token'), now(), now() + interval '1 day')`);
  await owner.query(`INSERT INTO staff.tokens (id, name, token_sha256, scopes, created_at, expires_at)
    VALUES (gen_random_uuid(), 'a program', sha256('token'), '{}', now(), now() + interval '1 day')`);
}

/** How many ways in are open; none may be after a restore. */
export async function openWays(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(`SELECT ((SELECT count(*) FROM auth.session)
    + (SELECT count(*) FROM auth.verification)
    + (SELECT count(*) FROM rights.links WHERE used_at IS NULL AND expires_at > now())
    + (SELECT count(*) FROM rights.sittings WHERE ended_at IS NULL AND expires_at > now())
    + (SELECT count(*) FROM staff.invitations WHERE used_at IS NULL AND expires_at > now())
    + (SELECT count(*) FROM staff.tokens WHERE revoked_at IS NULL AND expires_at > now()))::int AS n`);
  return rows[0]?.n ?? -1;
}

/** The tables that a restore changes, so that old ways in stay closed. */
export const closedByRestore: readonly string[] = [
  'auth.session',
  'auth.verification',
  'rights.links',
  'rights.sittings',
  'staff.invitations',
  'staff.tokens',
];

/** Rows and their hash for every table, read by another road than COPY: one row at a time, as JSON, in its own order. */
export async function everyRow(client: pg.Client): Promise<Map<string, { rows: number; sha256: string }>> {
  await client.query("SET timezone = 'UTC'");
  const tables = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname !~ '^pg_' AND schemaname NOT IN ('information_schema', 'jobs')
       AND (schemaname, tablename) <> ('platform', 'installation') ORDER BY 1`,
  );
  const found = new Map<string, { rows: number; sha256: string }>();
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
    const lines = rows.map(({ row }) => row).sort();
    found.set(name, { rows: rows.length, sha256: createHash('sha256').update(lines.join('\n')).digest('hex') });
  }
  return found;
}
