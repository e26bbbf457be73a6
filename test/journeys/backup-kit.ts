import { spawn } from 'node:child_process';
import { verify } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type pg from 'pg';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { type Config, readConfig } from '../../src/platform/config/config.ts';
import { createDigests } from '../../src/platform/crypto/digest.ts';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import { openInstallation } from '../../src/platform/db/installation.ts';
import { withOwner } from '../../src/platform/db/migrate.ts';
import { closedByRestore, everyRow, fillSample, ledgerId, type OldAnswer, openWays, optedOut } from './backup-data.ts';

/** The journey goes through the command line, as an operator does. */
export const kept = resolve(import.meta.dirname, '../../src/cli/kept.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function start(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [kept, ...args], {
    env: { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Kathmandu', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended: Promise<Ended> = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, ended };
}

export const run = (args: string[], environment: Record<string, string>) => start(args, environment).ended;

export function configFor(environment: Record<string, string>): Config {
  const read = readConfig(environment);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.config;
}

const home = mkdtempSync(join(tmpdir(), 'kept-backup-'));
const keys = mkdtempSync(join(tmpdir(), 'kept-keys-'));

/** An installation with data in it, and who may open its backups. */
export const scene = {
  home,
  /** Kept away from the backups. */
  keys,
  from: join(home, 'from'),
  /** Where the backup lies that the tests restore. */
  file: join(home, 'first.age'),
  identity: join(keys, 'identity'),
  recipient: '',
  answer: { body: Buffer.alloc(0), signature: Buffer.alloc(0) } as OldAnswer,
  before: new Map() as Awaited<ReturnType<typeof everyRow>>,
};

/** Makes the scene before the tests of a file, and removes it. */
export function setScene(): void {
  // Each command starts a process, and many a PostgreSQL.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
  beforeAll(async () => {
    chmodSync(home, 0o755);
    const secret = await generateX25519Identity();
    scene.recipient = await identityToRecipient(secret);
    writeFileSync(scene.identity, `# created: today\n# public key: ${scene.recipient}\n${secret}\n`);
    await inside({ KEPT_DATA: scene.from }, async (owner) => {
      scene.answer = await fillSample(owner, join(scene.from, 'secrets'));
      scene.before = await everyRow(owner);
      expect(await openWays(owner)).toBe(6);
    });
  });
  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
    rmSync(keys, { recursive: true, force: true });
  });
}

/** The backup that the tests of a file restore. */
export async function backUp(): Promise<void> {
  const { code } = await run(['backup', scene.file, '--recipient', scene.recipient], { KEPT_DATA: scene.from });
  expect(code).toBe(0);
}

/** Looks into an installation that does not run. */
export async function inside<T>(
  environment: Record<string, string>,
  look: (owner: pg.Client) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(configFor(environment));
  try {
    return await withOwner(installation.ownerUrl, look);
  } finally {
    await installation.close();
  }
}

/** What an old answer, an old opt-out and an old ledger row are worth after the restore. */
export async function holdsItsPromises(owner: pg.Client, secretsFolder: string): Promise<void> {
  const after = await everyRow(owner);
  const same = (rows: typeof after) =>
    Object.fromEntries([...rows].filter(([name]) => !closedByRestore.includes(name)));
  expect(same(after)).toEqual(same(scene.before));
  expect([...after.keys()]).toEqual([...scene.before.keys()]);
  expect(await openWays(owner)).toBe(0);
  const secrets = openSecrets(secretsFolder);
  expect(verify(null, scene.answer.body, secrets.signing.publicKey, scene.answer.signature)).toBe(true);
  const key = createDigests(secrets.digestKey).email(` ${optedOut.toUpperCase()} `);
  const suppressed = await owner.query('SELECT channel FROM contacts.suppressions WHERE email_key = $1', [key]);
  expect(suppressed.rows).toEqual([{ channel: 'mail' }]);
  const row = await owner.query('SELECT purpose FROM disclosures.ledger WHERE id = $1', [ledgerId]);
  expect(row.rows).toEqual([{ purpose: 'rights' }]);
  for (const change of [
    "UPDATE disclosures.ledger SET purpose = 'x'",
    'DELETE FROM disclosures.ledger',
    'TRUNCATE disclosures.ledger CASCADE',
  ])
    await expect(owner.query(change)).rejects.toMatchObject({ code: 'KP001' });
  // The next numbers follow those that were given out, the deleted ones too.
  const next = await owner.query<{ id: string }>(
    "INSERT INTO platform.events (name, payload, at) VALUES ('x', '{}', now()) RETURNING id",
  );
  expect(next.rows).toEqual([{ id: '5001' }]);
  await owner.query("DELETE FROM platform.events WHERE id = 5001; SELECT setval('platform.events_id_seq', 5000)");
}
