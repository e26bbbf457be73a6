import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildApp, type KeptApp } from '../../src/app.ts';
import { stopAddress } from '../../src/parts/contacts/index.ts';
import { disclosureSource } from '../../src/parts/disclosures/index.ts';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { rowEvidence } from '../../src/parts/policy/index.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { openSecrets } from '../../src/platform/crypto/secrets.ts';
import { openInstallation } from '../../src/platform/db/installation.ts';
import { withOwner } from '../../src/platform/db/migrate.ts';
import { leafOf } from '../../src/platform/evidence/leaf.ts';
import { provesConsistency, provesInclusion } from '../../src/platform/evidence/merkle.ts';
import { openCheckpoint, readKey } from '../../src/platform/evidence/note.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { testClock } from '../kit/clock.ts';
import { configFor, inside, run } from './backup-kit.ts';

// What somebody outside has kept since before the backup (a licence document, an answer to a status check, the evidence of a ledger row,
// their refusal of mail) is worth as much at the server that was made of the backup, on a bare data folder.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const home = mkdtempSync(join(tmpdir(), 'kept-promises-'));
const keys = mkdtempSync(join(tmpdir(), 'kept-keys-'));
const [from, bare] = [join(home, 'from'), join(home, 'bare')];
const clock = testClock();
afterAll(() => {
  for (const folder of [home, keys]) rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly kept: KeptApp;
  readonly base: string;
  readonly ownerUrl: string;
}

/** The real server on this data folder, until `act` has ended. */
async function serving<T>(folder: string, act: (opened: Opened) => Promise<T>): Promise<T> {
  const installation = await openInstallation(configFor({ KEPT_DATA: folder }));
  try {
    const kept = await buildApp({
      databaseUrl: installation.roleUrls.app,
      authUrl: installation.roleUrls.auth,
      probeUrl: installation.roleUrls.probe,
      rolePrefix: installation.prefix,
      secrets: openSecrets(join(folder, 'secrets')),
      dataFolder: folder,
      clock,
      ids: systemIds,
      log: createLog('silent'),
      publicUrl: 'http://127.0.0.1:3080',
      trustedProxies: [],
      deskFolder: join(home, 'desk'),
      version: 'test',
      transport: null,
    });
    try {
      await kept.app.listen({ port: 0, host: '127.0.0.1' });
      const { port } = kept.app.server.address() as AddressInfo;
      return await act({ kept, base: `http://127.0.0.1:${port}`, ownerUrl: installation.ownerUrl });
    } finally {
      await kept.stop();
    }
  } finally {
    await installation.close();
  }
}

const read = async <T>(url: string, body?: object): Promise<T> => {
  const sent = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await (await fetch(url, sent)).json()) as T;
};

interface Status {
  readonly verdict: string;
  readonly activationId: string;
  readonly checkedAt: string;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  readonly keyId: string;
  readonly signature: string;
}
interface Activation {
  readonly activationId: string;
  readonly licence: { readonly payload: string; readonly signature: string };
}

const told = registrationData();
const nonce = randomBytes(16).toString('base64url');
const statusOf = (base: string, id: string) => read<Status>(`${base}/api/v1/activations/${id}?nonce=${nonce}`);

async function before() {
  await inside({ KEPT_DATA: from }, (owner) =>
    owner.query(
      `INSERT INTO policy.vendor (name, address, country, phone, privacy_mailbox, remove_mailbox, office_countries, time_zone, changed_at)
         VALUES ('Example Tooling GmbH', '1 Sample Street', 'DE', '+49 30 0000000', 'privacy@vendor.example', 'remove@vendor.example',
           '{DE}', 'Europe/Berlin', now())`,
    ),
  );
  return serving(from, async ({ kept, base, ownerUrl }) => {
    const holderCompanyId = await aReseller(kept.deps, { name: 'Sample Dealers' });
    const [licence] = await someLicences(kept.deps, { ...(await aProduct(kept.deps)), holderCompanyId });
    const form = await read<{ notice: { sha256: string } }>(`${base}/api/v1/registration-schema`);
    const request = { serial: licence?.serial, notice: form.notice.sha256, ...told, marketing: true };
    const activation = await read<Activation>(`${base}/api/v1/activations`, request);
    const status = await statusOf(base, activation.activationId);
    const { deps } = kept;
    await deps.db.base((trx) => stopAddress(trx, deps, told.email ?? ''));
    await kept.evidence.sequence();
    const [row] = await withOwner(
      ownerUrl,
      async (owner) =>
        (await owner.query<{ id: string }>('SELECT id FROM disclosures.ledger ORDER BY id LIMIT 1')).rows,
    );
    const evidence = await rowEvidence(deps.db.read, disclosureSource, [row?.id ?? '']);
    return { activation, status, evidence };
  });
}

let old: Awaited<ReturnType<typeof before>>;
beforeAll(async () => {
  chmodSync(home, 0o755);
  old = await before();
  const secret = await generateX25519Identity();
  writeFileSync(join(keys, 'identity'), `${secret}\n`);
  const recipient = await identityToRecipient(secret);
  const file = join(home, 'backup.age');
  expect(await run(['backup', file, '--recipient', recipient], { KEPT_DATA: from })).toMatchObject({ code: 0 });
  rmSync(from, { recursive: true });
  const restored = await run(['restore', file, '--identity', join(keys, 'identity')], { KEPT_DATA: bare });
  expect(restored).toMatchObject({ code: 0 });
  clock.advance({ days: 3 });
});

test('what was kept outside is worth as much at the restored server', async () => {
  await serving(bare, async ({ kept, base, ownerUrl }) => {
    // A licence document and an answer to a status check, by the keys that the restored server gives out.
    const { keys: given } = await read<{ keys: { publicKey: string }[] }>(`${base}/api/v1/signing-keys`);
    const x = given[0]?.publicKey ?? '';
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const { payload, signature } = old.activation.licence;
    const document = Buffer.concat([Buffer.from('kept-licence-1\n'), Buffer.from(payload, 'base64url')]);
    expect(verify(null, document, key, Buffer.from(signature, 'base64url'))).toBe(true);
    const { activationId, checkedAt, keyId, verdict, expiresOn, maintenanceUntil } = old.status;
    const lines = [
      'kept-status-1',
      nonce,
      activationId,
      checkedAt,
      keyId,
      verdict,
      expiresOn ?? '-',
      maintenanceUntil ?? '-',
    ];
    const answer = Buffer.from(`${lines.join('\n')}\n`);
    expect(verify(null, answer, key, Buffer.from(old.status.signature, 'base64url'))).toBe(true);
    expect(await statusOf(base, activationId)).toMatchObject({ verdict: 'good', keyId });

    // The evidence of a ledger row: still the same row, in a log that began with the one of then and has grown since.
    const { evidence } = old;
    const [row] = evidence?.rows ?? [];
    if (!evidence || !row) throw new Error('no evidence was given');
    const noteKey = readKey(evidence.key);
    const then = openCheckpoint(evidence.checkpoint, noteKey ? [noteKey] : []);
    if (!then || !noteKey) throw new Error('the old checkpoint does not open');
    const { deps } = kept;
    await deps.db.base((trx) => stopAddress(trx, deps, 'another@customer.example'));
    const request = { email: told.email };
    await fetch(`${base}/me`, { method: 'POST', body: new URLSearchParams({ email: request.email ?? '' }) });
    // The mail is asked for after the answer, and a leaf is given once no older transaction is open.
    const newest = await vi.waitFor(
      async () => {
        await kept.evidence.sequence();
        const given = await read<{ checkpoint: string; size: number }>(`${base}/api/v1/evidence/checkpoint`);
        expect(openCheckpoint(given.checkpoint, [noteKey])?.size).toBeGreaterThan(then.size);
        return given;
      },
      { timeout: 30_000, interval: 100 },
    );
    const now = openCheckpoint(newest.checkpoint, [noteKey]);
    if (!now) throw new Error('the new checkpoint is not signed with the old key');
    const leafHash = leafOf(Buffer.from(row.nonce, 'base64'), row.row);
    const bytes = (path: readonly string[]) => path.map((hash) => Buffer.from(hash, 'base64'));
    const index = row.leafIndex;
    expect(provesInclusion({ index, size: then.size, leafHash, path: bytes(row.path) }, then.root)).toBe(true);
    const grown = await read<{ path: string[] }>(`${base}/api/v1/evidence/consistency?old=${then.size}`);
    const path = bytes(grown.path);
    expect(provesConsistency({ old: then.size, size: now.size, path }, then.root, now.root)).toBe(true);
    const found = await read<{ leafHash: string; path: string[] }>(`${base}/api/v1/evidence/inclusion?leaf=${index}`);
    expect(Buffer.from(found.leafHash, 'base64')).toEqual(leafHash);
    expect(provesInclusion({ index, size: now.size, leafHash, path: bytes(found.path) }, now.root)).toBe(true);

    // Who refused mail is refused it still, also when a new registration of theirs allows it.
    const holderCompanyId = await aReseller(kept.deps, { name: 'Later Dealers' });
    const [licence] = await someLicences(kept.deps, { ...(await aProduct(kept.deps)), holderCompanyId });
    const form = await read<{ notice: { sha256: string } }>(`${base}/api/v1/registration-schema`);
    const anew = { serial: licence?.serial, notice: form.notice.sha256, ...told, marketing: true };
    expect((await read<Activation>(`${base}/api/v1/activations`, anew)).activationId).toBeTruthy();
    const wishes = await withOwner(
      ownerUrl,
      async (owner) =>
        (
          await owner.query(
            `SELECT EXISTS (SELECT FROM contacts.suppressions s WHERE s.email_key = $1 AND s.channel = 'mail') AS stopped,
             (SELECT bool_or(p.allowed) FROM contacts.preferences p JOIN contacts.people e ON e.id = p.person_id
               WHERE e.email_key = $1 AND p.channel = 'mail') AS allowed`,
            [deps.digests.email(told.email ?? '')],
          )
        ).rows,
    );
    expect(wishes).toEqual([{ stopped: true, allowed: false }]);
  });
});
