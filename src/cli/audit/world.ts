import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditInstallation, rowsOf } from './installation.ts';
import { aVisitor } from './visitors.ts';
import { ask } from './ways/ask.ts';
import { must, type World } from './ways/way.ts';

const holder = '00000000-0000-4000-8000-000000000030';
const product = '00000000-0000-4000-8000-000000000100';
const release = '00000000-0000-4000-8000-000000000101';
const serialsWanted = 24;

/** An administrator, licences to activate, and what the forms need: made before anybody comes. */
export async function openWorld(installation: AuditInstallation): Promise<World> {
  const [url, peerUrl] = installation.urls;
  const somebody = aVisitor('the administrator', 'IPv4');
  const account = { email: 'administrator@vendor.example', password: randomBytes(12).toString('hex') };
  const own = { origin: url, 'kept-csrf': '1' };
  const json = { token: await invite(installation), name: 'The administrator', ...account };
  must(await ask(`${url}/api/v1/invitations/accept`, somebody, { json, headers: own }), 201);
  const entered = must(await ask(`${url}/api/auth/sign-in/email`, somebody, { json: account, headers: own }), 200);
  const session = { ...own, cookie: entered.cookies };
  const licences = { holderCompanyId: holder, productId: product, releaseId: release, kind: 'perpetual' };
  const issued = must(
    await ask(`${url}/api/v1/licences`, somebody, {
      json: { ...licences, count: serialsWanted, seats: 1, expiresOn: null, maintenanceUntil: null },
      headers: { ...session, 'idempotency-key': randomBytes(8).toString('hex') },
    }),
    201,
  );
  const schema = must(await ask(`${url}/api/v1/registration-schema`, somebody), 200);
  return {
    installation,
    url,
    peerUrl,
    session,
    account,
    serials: (JSON.parse(issued.text) as { licences: { serial: string }[] }).licences.map(({ serial }) => serial),
    notice: (JSON.parse(schema.text) as { notice: { sha256: string } }).notice.sha256,
    keepExport: (name, text) => writeFileSync(join(installation.folder, 'exports', name), text),
    invite: () => invite(installation),
  };
}

/** The row as the desk writes it, so that nobody needs a first account. */
async function invite(installation: AuditInstallation): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await rowsOf(
    installation,
    `INSERT INTO staff.invitations (id, role, token_sha256, created_at, expires_at)
     VALUES ($1, 'administrator', $2, now(), now() + interval '1 hour')`,
    [randomUUID(), createHash('sha256').update(token).digest()],
  );
  return token;
}
