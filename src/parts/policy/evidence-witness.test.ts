import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { findNotes, openCheckpoint, readKey } from '../../platform/evidence/note.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-witness-'));
const file = join(folder, 'checkpoints.txt');
const posted: [string, string][] = [];

let app: TestApp;
let officer: Session;
beforeAll(async () => {
  app = await startApp({
    overrides: {
      witnessFile: file,
      postOutside: async (url, text) => {
        posted.push([url, text]);
        if (url.includes('broken')) throw new Error('answered 500');
      },
    },
  });
  officer = await app.signInAs('privacy officer');
}, 60_000);
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const witness = (changes: Record<string, unknown>) =>
  officer.call<{ id: string; fields?: Record<string, string> }>('POST', '/api/v1/recipients', {
    kind: 'witness',
    name: 'A notary',
    address: null,
    country: 'DE',
    mailbox: null,
    contract: null,
    ...changes,
  });
const ledgerRows = () =>
  connected(
    app.database.ownerUrl,
    async (client) =>
      (
        await client.query(
          `SELECT channel, fields FROM disclosures.ledger WHERE recipient_kind = 'witness' ORDER BY id`,
        )
      ).rows,
  );

it('the last checkpoint goes into the file once, and each of a longer log after it', async () => {
  await app.kept.witnessing.keep();
  await app.kept.evidence.sequence();
  await app.kept.witnessing.keep();
  await app.kept.witnessing.keep();
  expect(findNotes(readFileSync(file, 'utf8'))).toHaveLength(1);
  await officer.call('POST', '/api/v1/proof/run', { demands: ['P1.contiguous'] });
  await expect.poll(() => app.kept.prover.running()).toBeNull();
  await app.kept.evidence.sequence();
  await app.kept.witnessing.keep();
  const { keys } = (await (await app.get('/api/v1/evidence/checkpoint')).json()) as { keys: { key: string }[] };
  const sizes = findNotes(readFileSync(file, 'utf8')).map(
    (note) =>
      openCheckpoint(note, [readKey(keys[0]?.key ?? '') ?? { name: '', publicKey: Buffer.alloc(32) }])?.size ?? 0,
  );
  expect(sizes).toHaveLength(2);
  expect(sizes[1]).toBeGreaterThan(sizes[0] ?? 0);
});

it('a witness is registered with a mailbox or a URL and without a contract; others need one', async () => {
  expect(await witness({})).toMatchObject({
    status: 400,
    body: { error: { fields: { mailbox: expect.any(String) } } },
  });
  expect((await witness({ address: 'http://plain.example/' })).status).toBe(400);
  const contract = {
    fields: [],
    frequency: null,
    confidential: true,
    signedOn: '2026-01-01',
    endsOn: null,
    reference: null,
  };
  expect((await witness({ mailbox: 'keeper@witness.example', contract })).status).toBe(400);
  expect(await witness({ kind: 'processor' })).toMatchObject({
    status: 400,
    body: { error: { fields: { contract: 'is missing' } } },
  });
});

it('each registered witness is told, every time with a row in the ledger, and an ended one no more', async () => {
  const mailed = await witness({ name: 'A notary', mailbox: 'keeper@witness.example' });
  await witness({ name: 'A log of logs', address: 'https://logs.example/kept' });
  await witness({ name: 'One that is down', address: 'https://broken.example/' });
  expect(mailed.status).toBe(201);
  await app.kept.witnessing.tell();
  await app.settle();
  const note = await (await app.get('/privacy/proof/checkpoint.txt')).text();
  const [mail] = app.mails.messages.filter(({ to }) => to.includes('keeper@witness.example'));
  expect(findNotes(mail?.text ?? '')).toEqual([note]);
  expect(mail?.subject).toBe('Checkpoint of the evidence log of Example Tooling GmbH, 2026-03-02');
  expect(posted).toEqual([
    ['https://logs.example/kept', note],
    ['https://broken.example/', note],
  ]);
  expect(await ledgerRows()).toEqual([
    { channel: 'webhook', fields: [] },
    { channel: 'mail', fields: [] },
    { channel: 'webhook', fields: [] },
  ]);

  await officer.call('POST', `/api/v1/recipients/${mailed.body.id}/end`, {});
  await app.kept.witnessing.tell();
  await app.settle();
  expect(app.mails.messages.filter(({ to }) => to.includes('keeper@witness.example'))).toHaveLength(1);
  expect(posted).toHaveLength(4);
});
