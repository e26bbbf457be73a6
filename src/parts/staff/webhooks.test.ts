import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { startReceiver, type WebhookReceiver } from '../../../test/kit/webhook-receiver.ts';
import { announce } from '../../platform/events/events.ts';
import type { DeliveryItem, DeliveryPage, WebhookItem } from './wire/webhooks.ts';

let app: TestApp;
let receiver: WebhookReceiver;
let administrator: Session;
beforeAll(async () => {
  app = await startApp({ overrides: { webhookNetworks: ['127.0.0.1'] } });
  receiver = await startReceiver();
  administrator = await app.signInAs('administrator');
}, 60_000);
afterAll(async () => {
  await app.stop();
  await receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(204);
});

type Made = { webhook: WebhookItem; secret: string; error?: { code: string; fields?: Record<string, string> } };
type Page<T> = { items: T[]; count: number; next: string | null };
let made = 0;
const call = <T>(method: string, path: string, body?: unknown) =>
  administrator.call<T & { error?: { code: string } }>(method, `/api/v1/webhooks${path}`, body);
const add = async (kinds: string[] = ['licence.changed'], url = receiver.url) => {
  made += 1;
  const { status, body } = await call<Made>('POST', '', { name: `Ticket system ${made}`, url, country: 'DE', kinds });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
};
const deliveries = async (id: string, query = '') =>
  (await call<Page<DeliveryItem>>('GET', `/${id}/deliveries${query}`)).body;
const end = (id: string) => call('POST', `/${id}/end`, {});
const happen = (name: string, payload: Record<string, string>) =>
  app.kept.deps.db.base((trx) => announce(trx, app.clock, { name, payload }));
const change = (licenceId: string) => happen('licensing.changed', { licenceId, act: 'suspend', state: 'suspended' });
async function settle() {
  await app.settle();
  await app.kept.webhooks.drain();
}
const owner = async <Row>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query(text, values)).rows as Row[]);
const signature = (secret: string, { headers, body }: WebhookReceiver['received'][number]) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64')}`;

test('who is registered is told what it asked for, signed, and the ledger says so', async () => {
  const { webhook, secret } = await add();
  await change('one');
  await happen('policy.published', { noticeId: 'two' });
  await settle();
  expect(receiver.received).toHaveLength(1);
  const [message] = receiver.received;
  if (!message) return;
  expect(JSON.parse(message.body)).toEqual({
    type: 'licence.changed',
    timestamp: app.clock.now().toISOString(),
    data: { licenceId: 'one', act: 'suspend', state: 'suspended' },
  });
  expect(message.headers['content-type']).toBe('application/json');
  expect(message.headers['webhook-signature']).toBe(signature(secret, message));
  const { items } = await deliveries(webhook.id);
  expect(items).toMatchObject([{ id: message.headers['webhook-id'], state: 'delivered', tries: 1, lastStatus: 204 }]);
  const ledger = await owner(
    `SELECT recipient_kind, person_id, fields, channel, about_id, content_sha256 = sha256(convert_to($2, 'UTF8')) AS same
     FROM disclosures.ledger WHERE id = $1`,
    [items[0]?.ledgerId, message.body],
  );
  expect(ledger).toEqual([
    { recipient_kind: 'webhook', person_id: null, fields: [], channel: 'webhook', about_id: items[0]?.id, same: true },
  ]);
  await end(webhook.id);
});

test('what the kind does not list stays here, a person above all', async () => {
  const { webhook } = await add(['licence.activated']);
  await happen('licensing.activated', { licenceId: 'l', personId: 'somebody', registrationId: 'r' });
  await settle();
  expect(JSON.parse(receiver.received[0]?.body ?? '').data).toEqual({
    licenceId: 'l',
    activationId: null,
    releaseId: null,
    companyId: null,
    holderCompanyId: null,
  });
  await end(webhook.id);
});

test('where its secret does not open any more nothing leaves, and the log says so', async () => {
  const { webhook } = await add();
  const [column] = await owner<{ name: string }>(
    `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'staff' AND table_name = 'webhooks' AND column_name LIKE 'secret%'`,
  );
  await owner(`UPDATE staff.webhooks SET ${column?.name} = '\\x${'00'.repeat(60)}' WHERE id = $1`, [webhook.id]);
  await change('unsigned');
  await settle();
  expect(receiver.received).toEqual([]);
  expect((await deliveries(webhook.id)).items).toMatchObject([{ state: 'waiting', tries: 1, lastStatus: null }]);
  await end(webhook.id);
});

test('the same news told twice is one message', async () => {
  const { webhook } = await add();
  await change('again');
  await app.settle();
  await owner(`UPDATE platform.events SET handled_at = NULL WHERE id = (SELECT max(id) FROM platform.events)`);
  await settle();
  expect((await deliveries(webhook.id)).count).toBe(1);
  await end(webhook.id);
});

test('what is not taken is tried again, later and later, under the same id, and given up after three days', async () => {
  const { webhook } = await add();
  receiver.answer(500);
  await change('hard');
  await settle();
  const waits: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    const [item] = (await deliveries(webhook.id)).items;
    if (!item?.nextAt) break;
    const wait = Date.parse(item.nextAt) - app.clock.now().getTime();
    waits.push(wait / 1_000);
    app.clock.advance({ ms: wait - 1 });
    expect(await app.kept.webhooks.drain()).toBe(0);
    app.clock.advance({ ms: 1 });
    expect(await app.kept.webhooks.drain()).toBe(1);
  }
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
  expect([receiver.received.length, ids.size]).toEqual([10, 1]);
  const [item] = (await deliveries(webhook.id, '?state=given%20up')).items;
  expect(item).toMatchObject({ state: 'given up', tries: 10, lastStatus: 500 });
  const { body: page } = await call<DeliveryPage>('GET', `/${webhook.id}/deliveries/${item?.id}`);
  expect(page.log.map(({ status }) => status)).toEqual(Array(10).fill(500));
  expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body).toMatchObject({ state: 'failing', givenUp: 1 });
  expect(await owner(`SELECT count(*)::int AS n FROM disclosures.ledger WHERE about_id = $1`, [item?.id])).toEqual([
    { n: 1 },
  ]);
  await end(webhook.id);
});

test('one is sent anew under its id, with a row of the ledger of its own', async () => {
  const { webhook } = await add();
  await change('once more');
  await settle();
  const [item] = (await deliveries(webhook.id)).items;
  const path = `/${webhook.id}/deliveries/${item?.id}/replay`;
  expect((await call('POST', path, {})).status).toBe(200);
  expect((await call('POST', path, {})).body.error?.code).toBe('KEPT_WEBHOOK_NOTHING_TO_REPLAY');
  await settle();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([item?.id, item?.id]);
  expect(await owner(`SELECT count(*)::int AS n FROM disclosures.ledger WHERE about_id = $1`, [item?.id])).toEqual([
    { n: 2 },
  ]);
  await end(webhook.id);
});

test('all of a span of time is sent anew, and nothing else', async () => {
  const { webhook } = await add();
  for (const licenceId of ['before', 'within', 'within too']) {
    if (licenceId === 'within') app.clock.advance({ hours: 1 });
    await change(licenceId);
  }
  await settle();
  const from = app.clock.now().toISOString();
  const until = new Date(app.clock.now().getTime() + 1_000).toISOString();
  const replay = (span: object) => call<{ count: number }>('POST', `/${webhook.id}/replay`, span);
  expect((await replay({ from, until })).body.count).toBe(2);
  await settle();
  expect(receiver.received.map(({ body }) => JSON.parse(body).data.licenceId).sort()).toEqual([
    'before',
    'within',
    'within',
    'within too',
    'within too',
  ]);
  expect((await replay({ from, until, state: 'given up' })).body.count).toBe(0);
  expect((await replay({ from: until, until: from })).status).toBe(400);
  await end(webhook.id);
});

test('while it is stopped all waits; resumed, all is sent', async () => {
  const { webhook } = await add();
  await call('POST', `/${webhook.id}/stop`, {});
  await change('waits');
  await settle();
  expect(receiver.received).toEqual([]);
  expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body).toMatchObject({
    state: 'stopped',
    stoppedWhy: 'staff',
    waiting: 1,
  });
  expect((await call('POST', `/${webhook.id}/test`, {})).body.error?.code).toBe('KEPT_WEBHOOK_STOPPED');
  await call('POST', `/${webhook.id}/resume`, {});
  await settle();
  expect(receiver.received).toHaveLength(1);
  await end(webhook.id);
});

test('who takes nothing for five days is left alone, and Home says so until it is resumed', async () => {
  const { webhook } = await add();
  receiver.answer(503);
  await change('first');
  await settle();
  app.clock.advance({ days: 4 });
  await change('later');
  await settle();
  expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body.state).toBe('failing');
  app.clock.advance({ days: 1 });
  await settle();
  expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body).toMatchObject({
    state: 'stopped',
    stoppedWhy: 'failure',
  });
  type Today = { groups: { kind: string; items: { id: string }[] }[] };
  const shown = async () =>
    (await administrator.call<Today>('GET', '/api/v1/today')).body.groups.find(
      ({ kind }) => kind === 'webhooks left alone',
    );
  expect((await shown())?.items).toMatchObject([{ id: webhook.id }]);
  receiver.answer(200);
  await call('POST', `/${webhook.id}/resume`, {});
  await settle();
  expect(await shown()).toBeUndefined();
  expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body.state).toBe('on');
  await end(webhook.id);
});

test('who says that it is gone (410) is left alone at once', async () => {
  const { webhook } = await add();
  receiver.answer(410);
  await change('gone');
  await settle();
  expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body).toMatchObject({
    state: 'stopped',
    stoppedWhy: 'gone',
    givenUp: 1,
  });
  await end(webhook.id);
});

test('after a change of the secret both sign until the old one is over', async () => {
  const { webhook, secret } = await add();
  const { body } = await call<Made>('POST', `/${webhook.id}/secret`, { overlapHours: 24 });
  expect(body.secret).not.toBe(secret);
  await call('POST', `/${webhook.id}/test`, {});
  await settle();
  app.clock.advance({ hours: 24 });
  await call('POST', `/${webhook.id}/test`, {});
  await settle();
  const [during, after] = receiver.received;
  if (!during || !after) throw new Error('not received');
  expect(during.headers['webhook-signature']).toBe(`${signature(body.secret, during)} ${signature(secret, during)}`);
  expect(after.headers['webhook-signature']).toBe(signature(body.secret, after));
  expect(JSON.parse(after.body)).toMatchObject({ type: 'test', data: { webhookId: webhook.id } });
  const stored = JSON.stringify(
    await owner('SELECT encode(secret, $1) AS a, encode(old_secret, $1) AS b FROM staff.webhooks', ['escape']),
  );
  expect(stored).not.toContain(secret.slice(6, 20));
  await end(webhook.id);
});

test('of a server that died while it sent, another sends the same again', async () => {
  const { webhook } = await add();
  await change('cut short');
  await app.settle();
  // As a killed server leaves it: taken up, the row of the ledger written, no outcome.
  receiver.answer(null);
  const dying = app.kept.webhooks.drain();
  await expect.poll(() => receiver.received.length).toBe(1);
  const [item] = (await deliveries(webhook.id)).items;
  expect(item).toMatchObject({ state: 'waiting', tries: 1, ledgerId: expect.any(String) });
  app.clock.advance({ minutes: 1 });
  receiver.answer(204);
  const { createWebhookSender } = await import('./index.ts');
  const { webhooksHanded } = await import('../../app/webhooks-handed.ts');
  const digestKey = Buffer.from(
    JSON.parse((await import('node:fs')).readFileSync(`${app.dataFolder}/secrets/keys.json`, 'utf8')).digestKey,
    'base64',
  );
  const other = createWebhookSender(
    app.kept.deps,
    webhooksHanded(app.kept.deps, { digestKey, networks: ['127.0.0.1'] }),
  );
  expect(await other.drain()).toBe(1);
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([item?.id, item?.id]);
  receiver.hangUp();
  await dying;
  // What the first one says of its own try afterwards changes nothing.
  expect((await deliveries(webhook.id)).items[0]?.state).toBe('delivered');
  expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body.state).toBe('on');
  await end(webhook.id);
}, 30_000);

test('two servers send each message once', async () => {
  const { webhook } = await add();
  for (let number = 0; number < 12; number += 1) await change(String(number));
  await app.settle();
  await Promise.all([app.kept.webhooks.drain(), app.kept.webhooks.drain()]);
  expect(receiver.received).toHaveLength(12);
  await end(webhook.id);
});

test('what has ended, here or among the recipients, gets nothing, not even what waited', async () => {
  const [here, there] = [await add(), await add()];
  await change('too late');
  await app.settle();
  await end(here.webhook.id);
  const { status } = await administrator.call('POST', `/api/v1/recipients/${there.webhook.recipientId}/end`, {});
  expect(status).toBe(200);
  await app.kept.webhooks.drain();
  await settle();
  expect(receiver.received).toEqual([]);
  for (const { webhook } of [here, there]) {
    expect((await call<WebhookItem>('GET', `/${webhook.id}`)).body).toMatchObject({ state: 'ended', waiting: 0 });
    expect((await call('POST', `/${webhook.id}/resume`, {})).body.error?.code).toBe('KEPT_WEBHOOK_ENDED');
    expect((await call('POST', `/${webhook.id}/test`, {})).body.error?.code).toBe('KEPT_WEBHOOK_ENDED');
  }
  const [row] = await owner<{ secret: string }>(
    'SELECT encode(secret, $1) AS secret FROM staff.webhooks WHERE id = $2',
    ['hex', here.webhook.id],
  );
  expect(row?.secret).toBe('');
});

test.each([
  ['ftp://tickets.example/', 'https://'],
  ['http://tickets.example/', 'https://'],
  ['https://user:secret@tickets.example/', 'no name and password'],
  ['https://tickets.example/#part', 'before #'],
  ['https://192.168.0.1/', 'KEPT_WEBHOOK_NETWORKS'],
  ['https://[::1]/', 'KEPT_WEBHOOK_NETWORKS'],
  ['https://2130706434/', 'KEPT_WEBHOOK_NETWORKS'],
  ['tickets', 'https://'],
])('%s is refused', async (url, why) => {
  const { status, body } = await call<Made>('POST', '', { name: 'Bad', url, country: 'DE', kinds: ['proof.broken'] });
  expect(status).toBe(400);
  expect(body.error?.fields?.['url']).toContain(why);
});

test('a name is registered once, a kind is one that there is', async () => {
  const { webhook } = await add();
  const again = { name: webhook.name, url: receiver.url, country: 'DE', kinds: ['proof.broken'] };
  expect((await call<Made>('POST', '', again)).body.error?.code).toBe('KEPT_RECIPIENT_EXISTS');
  expect((await call<Made>('POST', '', { ...again, name: 'Other', kinds: ['person.erased'] })).status).toBe(400);
  expect((await call<Made>('POST', '', { ...again, name: 'Other', country: 'XX' })).status).toBe(400);
  await end(webhook.id);
});

test('nobody but an administrator sees or changes webhooks', async () => {
  const { webhook } = await add();
  const marketing = await app.signInAs('marketing');
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['GET', `/${webhook.id}/deliveries`, undefined],
    ['POST', `/${webhook.id}/test`, {}],
    ['POST', `/${webhook.id}/secret`, { overlapHours: 0 }],
  ] as const)
    expect((await marketing.call(method, `/api/v1/webhooks${path}`, body)).status).toBe(403);
  await end(webhook.id);
});

test('messages are kept for thirty days', async () => {
  const { webhook } = await add();
  await change('old');
  await settle();
  const { tidyWebhooks } = await import('./actions/webhooks/tidy.ts');
  await tidyWebhooks(app.kept.deps);
  expect((await deliveries(webhook.id)).count).toBe(1);
  app.clock.advance({ days: 30, minutes: 1 });
  await tidyWebhooks(app.kept.deps);
  expect((await deliveries(webhook.id)).count).toBe(0);
  await end(webhook.id);
});

test('docs/webhooks.md names every kind with all that goes out', async () => {
  const { readFileSync } = await import('node:fs');
  const { webhookKinds } = await import('./wire/webhook-kinds.ts');
  const rows = [...readFileSync('docs/webhooks.md', 'utf8').matchAll(/^\| `([a-z.]+)` \| (.*?) \| .* \|$/gm)].map(
    ([, kind = '', fields = '']) => [kind, fields.replaceAll('`', '').split(' ')],
  );
  const kinds = Object.entries(webhookKinds).map(([kind, { fields }]) => [kind, [...fields]]);
  expect(rows).toEqual([...kinds, ['test', ['webhookId']]]);
});
