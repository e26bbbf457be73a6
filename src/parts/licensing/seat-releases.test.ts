import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';
import { freeSeat } from './store/deactivation.ts';

// The seat of a dead machine: its contact frees it by a link in a mail, without the vendor. Nobody learns whether there was one.

let app: TestApp;
let product: { productId: string; releaseId: string };
let reseller: string;

beforeAll(async () => {
  app = await startApp();
  reseller = await aReseller(app);
  product = await aProduct(app, { name: 'Sample Mill' });
}, 60_000);
afterAll(() => app?.stop());

const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

async function activate(serial: string, email: string, machine = `fingerprint of ${email}`) {
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData({ companyName: 'Gearworks', email });
  const answer = await app.post('/api/v1/activations', { serial, notice: shown.notice.sha256, machine, ...data });
  await app.settle();
  return { status: answer.status, ...((await answer.json()) as { activationId: string }) };
}

async function aLicence(seats: number): Promise<string> {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller, seats });
  return licence?.serial ?? '';
}

const isLink = (to: string) => (mail: { to: string[]; text: string }) =>
  mail.to.includes(to) && mail.text.includes('/activate/release/');
const links = (to: string) => app.mails.messages.filter(isLink(to));

/** Asks, waits for the mail, and takes the way out of it. */
async function linkFor(serial: string, email: string): Promise<string> {
  app.clock.advance({ minutes: 2 });
  const before = links(email).length;
  expect((await app.submit('/activate/release', { serial, email })).status).toBe(200);
  const count = async () => {
    await app.settle();
    return links(email).length;
  };
  await expect.poll(count, { timeout: 10_000 }).toBe(before + 1);
  return /\/activate\/release\/\S+/.exec(links(email).at(-1)?.text ?? '')?.[0] ?? '';
}

const status = async (activationId: string) =>
  ((await (await app.get(`/api/v1/activations/${activationId}`)).json()) as {
    verdict?: string;
    status?: string;
  }) ?? {};

test('by the link a seat is freed once, its old document is refused, and another machine takes it', async () => {
  const serial = await aLicence(1);
  const old = await activate(serial, 'ada@gearworks.example');
  const link = await linkFor(serial.toLowerCase(), 'ada@gearworks.example');
  const shown = await app.get(link);
  const html = await shown.text();
  expect([shown.status, shown.headers.get('referrer-policy'), html.includes('Free this seat')]).toEqual([
    200,
    'no-referrer',
    true,
  ]);
  expect(links('ada@gearworks.example').at(-1)?.text).not.toContain(serial);
  // Opening the link, as scanners of mail do, frees nothing.
  expect(JSON.stringify(await status(old.activationId))).not.toContain('deactivated');
  expect((await app.submit(link, { seat: '00000000-0000-4000-8000-000000000000' })).status).toBe(404);
  const freed = await app.submit(link, { seat: old.activationId });
  expect([freed.status, (await freed.text()).includes('The seat is free')]).toEqual([200, true]);
  expect(JSON.stringify(await status(old.activationId))).toContain('deactivated');
  expect((await app.submit(link, { seat: old.activationId })).status).toBe(410);
  expect((await app.get(link)).status).toBe(410);
  expect((await activate(serial, 'ada@gearworks.example', 'the new machine')).status).toBe(201);
  const events = await owner<{ actor_kind: string }>(
    `SELECT e.actor_kind FROM licensing.licence_events e JOIN licensing.licences l ON l.id = e.licence_id WHERE l.serial = $1 AND e.kind = 'deactivated'`,
    [serial],
  );
  expect(events).toEqual([{ actor_kind: 'person' }]);
  const [{ id } = { id: '' }] = await owner<{ id: string }>(
    `SELECT person_id AS id FROM licensing.seat_releases LIMIT 1`,
  );
  const { releasesOfPerson } = await import('./actions/seat-releases.ts');
  const [held] = await app.kept.deps.db.as('rights', (trx) => releasesOfPerson(trx, id));
  expect(held?.entries[0]?.value).toContain(`You freed a seat of licence ${serial}`);
});

test('whoever asks gets the same answer, and only the contact of a seat in use gets a mail', async () => {
  const serial = await aLicence(2);
  await activate(serial, 'ben@gearworks.example');
  const ask = async (asked: Record<string, string>) => {
    const answer = await app.submit('/activate/release', asked);
    return [answer.status, await answer.text()] as const;
  };
  app.clock.advance({ minutes: 2 });
  const known = await ask({ serial, email: 'ben@gearworks.example' });
  const strangers = [
    { serial, email: 'nobody@gearworks.example' },
    { serial: await aLicence(1), email: 'ben@gearworks.example' },
    { serial: 'ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ', email: 'ben@gearworks.example' },
  ];
  for (const asked of strangers) expect(await ask(asked)).toEqual(known);
  await expect
    .poll(async () => {
      await app.settle();
      return links('ben@gearworks.example').length;
    })
    .toBe(1);
  expect(links('nobody@gearworks.example')).toEqual([]);
  // One a minute, so that nobody fills a stranger's mailbox.
  expect(await ask({ serial, email: 'ben@gearworks.example' })).toEqual(known);
  await app.settle();
  expect(links('ben@gearworks.example')).toHaveLength(1);
  expect((await ask({ serial, email: 'not an address' }))[0]).toBe(400);
});

test('only seats of the own, within the limit of a year, and for half an hour', async () => {
  const serial = await aLicence(2);
  const theirs = await activate(serial, 'cy@gearworks.example');
  let own = await activate(serial, 'dee@gearworks.example');
  const stranger = await app.submit(await linkFor(serial, 'dee@gearworks.example'), { seat: theirs.activationId });
  expect([stranger.status, (await stranger.text()).includes('KEPT_SEAT_NOT_YOURS')]).toEqual([404, true]);
  for (let time = 1; time <= 3; time += 1) {
    await app.kept.deps.db.base((trx) =>
      freeSeat(trx, {
        activationId: own.activationId,
        at: app.clock.now(),
        actor: { kind: 'desktop client', id: null },
      }),
    );
    own = await activate(serial, 'dee@gearworks.example', `machine ${time}`);
  }
  const link = await linkFor(serial, 'dee@gearworks.example');
  const refused = await app.submit(link, { seat: own.activationId });
  expect([refused.status, (await refused.text()).includes('KEPT_SWAPS_USED_UP')]).toEqual([409, true]);
  app.clock.advance({ minutes: 31 });
  expect((await app.get(link)).status).toBe(410);
});

test('pressed twice at once, one seat is freed once', async () => {
  const serial = await aLicence(2);
  const seat = await activate(serial, 'eve@gearworks.example');
  await activate(serial, 'fay@gearworks.example');
  const link = await linkFor(serial, 'eve@gearworks.example');
  const answers = await Promise.all(Array.from({ length: 6 }, () => app.submit(link, { seat: seat.activationId })));
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410, 410, 410, 410]);
  const [used] = await owner<{ seats_used: number }>('SELECT seats_used FROM licensing.licences WHERE serial = $1', [
    serial,
  ]);
  expect(used?.seats_used).toBe(1);
});
