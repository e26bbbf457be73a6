import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';
import { atMost, type Figure } from './figure.ts';
import { ownerOf } from './filled.ts';
import { atRest, type Installation, removeFolder, startInstallation } from './installation.ts';
import { fillCustomers, shareFilled } from './licensing-filled.ts';

const companies = 250_000;
/** A data folder that is filled once and stays, where a look at the same million is to be had again. */
const kept = process.env['KEPT_BENCH_FOLDER'];
const asks = 200;
const mostMs = 50;
const soonMs = 100;

interface Account {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** Searches among a million licences, through HTTP, as the licence desk and as resellers who see nothing, little and much. */
export async function measure(): Promise<Figure[]> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'kept-bench-'));
  const accounts = await accountsOf(folder);
  const installation = await startInstallation(folder);
  try {
    return await searchAmong(installation, accounts);
  } finally {
    await installation.stop();
    if (!kept) removeFolder(folder);
  }
}

async function searchAmong(installation: Installation, accounts: readonly Account[]): Promise<Figure[]> {
  const { client } = await ownerOf(installation);
  client.on('error', () => undefined);
  const tenantId = await tenantOf(client, accountOf(accounts, 'reseller administrator').email);
  const holderId = await otherReseller(client, tenantId);
  await fillCustomers(client, { companies, holderId });
  await shareFilled(client, tenantId, 0);
  await atRest();
  const mails = await mailsOf(client);
  const figures: Figure[] = [];
  const desk = await signIn(installation.port, accountOf(accounts, 'licence desk'));
  for (const [name, path] of Object.entries(searches(mails)))
    figures.push(await p95(`search by ${name}, licence desk`, desk, path, mostMs));
  figures.push(await p95('licences by their end, licence desk', desk, () => '/api/v1/licences?sort=expiresOn', soonMs));
  figures.push(await p95('first page with what expires soon, licence desk', desk, () => '/api/v1/today', soonMs));
  const reseller = await signIn(installation.port, accountOf(accounts, 'reseller administrator'));
  for (const seen of [0, 5_000, 200_000]) {
    await shareFilled(client, tenantId, seen);
    const who = `reseller of ${seen.toLocaleString('en')} companies`;
    for (const [name, path] of Object.entries(searches(mails)))
      figures.push(await p95(`search by ${name}, ${who}`, reseller, path, mostMs));
    figures.push(await p95(`licences by their end, ${who}`, reseller, () => '/api/v1/licences?sort=expiresOn', soonMs));
  }
  await client.end();
  return figures;
}

const any = (below: number) => Math.floor(Math.random() * below);

/** What is searched is another each time. */
function searches(mails: readonly string[]): Record<string, () => Asked> {
  return {
    serial: () => `/api/v1/licences?q=ZZOLD-${String(4 + any(companies * 4 - 4)).padStart(9, '0')}`,
    'the beginning of a serial': () => `/api/v1/licences?q=ZZOLD-${String(any(10_000)).padStart(6, '0')}`,
    'the beginning of a company': () =>
      `/api/v1/licences?q=${encodeURIComponent(`Zz Works ${String(any(25_000)).padStart(5, '0')}`)}`,
    // No address stands in a URL.
    mail: () => ({ path: '/api/v1/search', q: mails[any(mails.length)] ?? '' }),
  };
}

type Asked = string | { readonly path: string; readonly q: string };
type Ask = (asked: Asked) => Promise<void>;

async function p95(name: string, ask: Ask, asked: () => Asked, limit: number): Promise<Figure> {
  const took: number[] = [];
  for (let turn = -20; turn < asks; turn += 1) {
    const began = performance.now();
    await ask(asked());
    if (turn >= 0) took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  const detail = `p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, ${asks} times`;
  return atMost({ name: `${name}, p95`, value: at(0.95), unit: 'ms', detail }, limit);
}

async function signIn(port: number, { email, password }: Account): Promise<Ask> {
  const origin = `http://localhost:${port}`;
  const own = { origin, 'kept-csrf': '1', 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: own,
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in was answered with ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return async (asked) => {
    const path = typeof asked === 'string' ? asked : asked.path;
    const body = typeof asked === 'string' ? {} : { method: 'POST', body: JSON.stringify({ q: asked.q }) };
    const found = await fetch(`${origin}${path}`, { headers: { ...own, cookie }, ...body });
    if (!found.ok) throw new Error(`${path.split('?')[0]} was answered with ${found.status}`);
    await found.arrayBuffer();
  };
}

function accountOf(accounts: readonly Account[], role: string): Account {
  const found = accounts.find((account) => account.role === role);
  if (!found) throw new Error(`the demo has no ${role}`);
  return found;
}

async function tenantOf(client: pg.Client, email: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT m.company_id AS id FROM staff.members m JOIN auth."user" u ON u.id = m.account_id WHERE u.email = $1',
    [email],
  );
  if (!rows[0]) throw new Error('the reseller of the demo has no company');
  return rows[0].id;
}

async function otherReseller(client: pg.Client, but: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM contacts.companies WHERE kind = 'reseller' AND id <> $1 ORDER BY created_at LIMIT 1`,
    [but],
  );
  return rows[0]?.id ?? but;
}

async function mailsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ email: string }>(
    'SELECT email FROM contacts.people WHERE email IS NOT NULL LIMIT 200',
  );
  return rows.map(({ email }) => email);
}

/** Those of the demo, which is made where the folder has none. */
async function accountsOf(folder: string): Promise<Account[]> {
  const file = join(folder, 'bench-accounts.json');
  if (!existsSync(file)) writeFileSync(file, await run(folder, 'demo', '--json'));
  return (JSON.parse(readFileSync(file, 'utf8')) as { accounts: Account[] }).accounts;
}

async function run(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/kept.ts', ...args], {
    cwd: resolve(import.meta.dirname, '..'),
    env: { ...process.env, KEPT_DATA: folder },
    maxBuffer: 64 * 1_048_576,
  });
  return stdout;
}
