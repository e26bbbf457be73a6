import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aContact, aNotice } from '../../src/parts/contacts/fixtures.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { freePort } from '../kit/kept.ts';

// Who guesses links, and mail that is too large or broken: nothing is revealed, nothing falls over, and the right person still gets in.

let app: TestApp;
let port = 0;
beforeAll(async () => {
  port = Number(await freePort());
  app = await startApp({ overrides: { trustedProxies: ['127.0.0.1'], smtpListen: { host: '127.0.0.1', port } } });
  await app.kept.mailIn.start();
}, 120_000);
afterAll(() => app.stop());

const from = (address: string) => ({ 'x-forwarded-for': address });
let people = 0;
async function somebody(): Promise<{ email: string; personId: string; name: string }> {
  const { deps } = app.kept;
  const noticeId = await aNotice(deps as Parameters<typeof aNotice>[0]);
  const { data, personId } = await aContact(deps as Parameters<typeof aContact>[0], { noticeId });
  return { email: data.email, personId, name: data.name };
}

/** The newest link that was mailed. */
async function linkFor(email: string, address: string): Promise<string> {
  app.clock.advance({ minutes: 2 });
  const links = () => app.mails.messages.filter(({ to, text }) => to.includes(email) && text.includes('/me/link/'));
  const before = links().length;
  expect((await app.submit('/me', { email }, from(address))).status).toBe(200);
  await expect
    .poll(
      async () => {
        await app.settle();
        return links().length;
      },
      { timeout: 15_000 },
    )
    .toBe(before + 1);
  return /\/me\/link\/\S+/.exec(links().at(-1)?.text ?? '')?.[0] ?? '';
}

const guess = () => randomBytes(32).toString('base64url');

describe('a thousand guesses', () => {
  test.each([
    ['a link', (token: string) => [`/me/link/${token}`, {}] as const, 410, 'KEPT_LINK_SPENT'],
    ['a sitting', (token: string) => ['/me/page', { sitting: token }] as const, 403, 'KEPT_SITTING_ENDED'],
    [
      'an agent’s question',
      (token: string) => [`/me/agent/${token}`, { mine: 'yes' }] as const,
      404,
      'KEPT_AGENT_LINK',
    ],
    ['an acknowledgement', (token: string) => [`/acknowledge/${token}`, {}] as const, 404, 'KEPT_HOLDER_LINK_UNKNOWN'],
  ] as const)(
    'at %s from one address are slowed down, all answered alike, and the person still gets in',
    async (_name, aim, status, code) => {
      people += 1;
      const { email, name } = await somebody();
      const link = await linkFor(email, `198.51.100.${people}`);
      const attacker = from(`203.0.113.${people}`);
      const said = new Map<number, Set<string>>();
      for (let done = 0; done < 1_000; done += 50)
        await Promise.all(
          Array.from({ length: 50 }, async () => {
            const [path, form] = aim(guess());
            const answer = await app.submit(path, { ...form }, attacker);
            const text = await answer.text();
            expect(text).not.toContain(email);
            expect(text).not.toContain(name);
            said.set(answer.status, (said.get(answer.status) ?? new Set()).add(text));
          }),
        );
      expect([...said.keys()].sort()).toEqual([status, 429].sort());
      expect(said.get(status)?.size).toBe(1);
      expect([...(said.get(status) ?? [])][0]).toContain(code);
      // Somebody else, from elsewhere, at the same moment.
      const opened = await app.submit(link, {}, from(`198.51.100.${people}`));
      expect(opened.status).toBe(200);
      expect(await opened.text()).toContain(name);
    },
    120_000,
  );

  test('at /me for the address of somebody mail them five links an hour at most, and say nothing', async () => {
    const { email } = await somebody();
    const before = app.mails.messages.length;
    const texts = new Set<string>();
    for (let turn = 0; turn < 100; turn += 1) {
      const answer = await app.submit('/me', { email }, from(`192.0.2.${turn}`));
      expect(answer.status).toBe(200);
      texts.add(await answer.text());
      app.clock.advance({ minutes: turn < 40 ? 1 : 0 });
    }
    const unknown = await app.submit('/me', { email: 'nobody@nowhere.example' }, from('192.0.2.250'));
    texts.add(await unknown.text());
    await app.settle();
    expect(texts.size).toBe(1);
    const mails = app.mails.messages.slice(before);
    expect(mails.length).toBeGreaterThan(0);
    expect(mails.length).toBeLessThanOrEqual(5);
  }, 60_000);
});

test('a sitting opens nothing of another person, whatever ids are sent with it', async () => {
  const mine = await somebody();
  const other = await somebody();
  const open = async (email: string, address: string) => {
    const text = await (await app.submit(await linkFor(email, address), {}, from(address))).text();
    return /name="sitting" value="([^"]+)"/.exec(text)?.[1] ?? '';
  };
  const sitting = await open(mine.email, '198.51.100.201');
  const theirs = await open(other.email, '198.51.100.202');
  const asked = { sitting: theirs, kind: 'question', wording: 'A secret question of mine' };
  expect((await app.submit('/me/requests', asked, from('198.51.100.202'))).status).toBe(200);
  const [request] = await connected(
    app.database.ownerUrl,
    async (client) =>
      (await client.query<{ id: string }>('SELECT id FROM rights.requests WHERE person_id = $1', [other.personId]))
        .rows,
  );
  for (const [path, form] of [
    ['/me/requests/withdraw', { request: request?.id ?? '' }],
    ['/me/requests/confirm', { request: request?.id ?? '' }],
    ['/me/registrations', { registration: other.personId, mine: 'yes' }],
    ['/me/order-questions', { question: other.personId, answer: 'x' }],
  ] as const) {
    const answer = await app.submit(path, { sitting, ...form }, from('198.51.100.201'));
    expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
    expect(await answer.text()).not.toContain('secret question');
  }
  const file = await (
    await app.submit('/me/download', { sitting, personId: other.personId }, from('198.51.100.201'))
  ).text();
  expect(file).not.toContain(other.email);
  expect(file).not.toContain('secret question');
});

/** An SMTP conversation by hand: what a mail server would send, or would never. */
async function smtp() {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  async function answer(): Promise<number> {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) return 0;
      if (/^\d{3} /.test(value)) return Number(value.slice(0, 3));
    }
  }
  const say = (line: string) => {
    socket.write(`${line}\r\n`);
    return answer();
  };
  await answer();
  await say('EHLO mx.example');
  return { socket, say, answer, close: () => socket.destroy() };
}

describe('mail', () => {
  test('of 50 MB is refused by its size when it says it, and of 200 MB while it comes when it lies; memory stays flat', async () => {
    const said = await smtp();
    expect(await said.say('MAIL FROM:<big@elsewhere.example> SIZE=52428800')).toBe(552);
    said.close();

    const lying = await smtp();
    expect(await lying.say('MAIL FROM:<big@elsewhere.example> SIZE=100')).toBe(250);
    expect(await lying.say('RCPT TO:<privacy@vendor.example>')).toBe(250);
    expect(await lying.say('DATA')).toBe(354);
    lying.socket.write('From: big@elsewhere.example\r\nMessage-ID: <big@elsewhere.example>\r\nSubject: Big\r\n\r\n');
    const line = `${'x'.repeat(998)}\r\n`.repeat(64);
    let most = 0;
    const before = process.memoryUsage().rss;
    for (let sent = 0; sent < 200 * 1024 * 1024; sent += line.length) {
      if (!lying.socket.write(line)) await once(lying.socket, 'drain');
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    expect(await lying.say('.')).toBe(552);
    lying.close();
    // The mail itself would be two hundred. This process is server and sender at once, so some of it is what waits for the collector.
    expect(most).toBeLessThan(120 * 1024 * 1024);
    const kept = await connected(
      app.database.ownerUrl,
      async (client) =>
        (await client.query(`SELECT FROM rights.mails WHERE sender = 'big@elsewhere.example'`)).rows.length,
    );
    expect(kept).toBe(0);
  }, 120_000);

  const head = 'From: broken@elsewhere.example\r\n';
  test.each([
    ['nothing at all', ''],
    ['an end of line alone', '\r\n'],
    ['zeros', '\0'.repeat(5_000)],
    ['every byte', Buffer.from(Array.from({ length: 4_096 }, (_, at) => at % 256)).toString('latin1')],
    ['a head without an end', `${head}Subject: ${'x'.repeat(200_000)}`],
    ['ten thousand headers', `${head}${'X-A: b\r\n'.repeat(10_000)}\r\nHello`],
    ['two senders', `${head}From: other@elsewhere.example\r\n\r\nHello`],
    ['a sender that is no address', 'From: <<>>@@\r\n\r\nHello'],
    ['a sender with an end of line', 'From: "a\r\n b" <broken@elsewhere.example>\r\n\r\nHello'],
    ['no boundary', `${head}Content-Type: multipart/mixed\r\n\r\n--\r\n\r\nx\r\n----`],
    ['an empty boundary', `${head}Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx`],
    [
      'a boundary that is its own part',
      `${head}Content-Type: multipart/mixed; boundary=a\r\n\r\n--a--\r\n--a\r\n--a--`,
    ],
    ['base64 that is none', `${head}Content-Transfer-Encoding: base64\r\n\r\n!!!!====%%%`],
    ['quoted-printable cut short', `${head}Content-Transfer-Encoding: quoted-printable\r\n\r\n=E=\r\n=4=ZZ=`],
    [
      'a file without a name',
      `${head}Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*0*=utf-8''%ff%fe\r\n\r\n%PDF`,
    ],
    ['a name that climbs', `${head}Content-Type: application/pdf; name="../../../etc/passwd"\r\n\r\n%PDF`],
    ['a date of no calendar', `${head}Date: Thu, 99 Foo 99999 99:99:99 +9999\r\n\r\nHello`],
    ['encoded words without an end', `${head}Subject: =?utf-8?B?${'A'.repeat(3_000)}\r\n\r\nHello`],
    ['HTML of a million tags', `${head}Content-Type: text/html\r\n\r\n${'<b>'.repeat(100_000)}`],
  ])(
    'with %s is taken or refused for good, and the door stays open',
    async (what, text) => {
      const one = await smtp();
      expect(await one.say('MAIL FROM:<broken@elsewhere.example>')).toBe(250);
      expect(await one.say('RCPT TO:<privacy@vendor.example>')).toBe(250);
      expect(await one.say('DATA')).toBe(354);
      one.socket.write(Buffer.from(`${text.replace(/^\./gm, '..')}\r\n.\r\n`, 'latin1'));
      // Never 451, which would come back for days, and never no answer.
      expect([what, [250, 554].includes(await one.answer())]).toEqual([what, true]);
      expect(await one.say('NOOP')).toBe(250);
      one.close();
    },
    60_000,
  );

  test('that was broken has left no path, no control character and no words in the log', async () => {
    const rows = await connected(
      app.database.ownerUrl,
      async (client) => (await client.query(`SELECT row_to_json(a)::text AS a FROM rights.mail_attachments a`)).rows,
    );
    expect(JSON.stringify(rows)).not.toContain('../');
    expect(app.log()).not.toContain('broken@elsewhere.example');
    expect((await app.get('/readyz')).status).toBe(200);
  });
});
