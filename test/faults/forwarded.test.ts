import { afterAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Whoever visits may write forwarding headers of their own. Believed is only what the server in front of ours has added.

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const running: TestApp[] = [];
afterAll(async () => {
  for (const app of running) await app.stop();
});

async function open(trustedProxies: string[], ownNetworks: string[] = []): Promise<TestApp> {
  const app = await startApp({ vendor: false, overrides: { trustedProxies, ownNetworks } });
  running.push(app);
  await connected(app.database.ownerUrl, (client) =>
    client.query(
      `INSERT INTO statistics.sites (slug, name, hosts, time_zone, created_at) VALUES ('a', 'A', '{a.example}', 'UTC', now())`,
    ),
  );
  await app.kept.statistics.sites.refresh();
  return app;
}

/** Views with these headers, one after the other. @returns how many visits they are */
async function visitsOf(app: TestApp, sent: readonly Record<string, string>[]): Promise<number> {
  const siteId = app.kept.statistics.sites.bySlug('a')?.id ?? 0;
  const before = (await app.kept.statistics.counter.live(siteId))?.visits ?? 0;
  for (const headers of sent) {
    const answer = await fetch(`${app.baseUrl}/s/hit`, {
      method: 'POST',
      headers: {
        'content-type': 'text/plain',
        origin: 'https://a.example',
        'user-agent': chrome,
        'accept-language': 'de',
        ...headers,
      },
      body: JSON.stringify({ k: 'v', u: 'https://a.example/', r: '', l: 'de', n: '', w: 1_280 }),
    });
    expect(answer.status).toBe(204);
  }
  return ((await app.kept.statistics.counter.live(siteId))?.visits ?? 0) - before;
}

const by = (address: string) => ({ 'x-forwarded-for': address });

describe('forwarding headers', () => {
  test('say nothing where no server in front is named', async () => {
    const app = await open([]);
    const sent = ['203.0.113.1', '203.0.113.2', '2001:db8::1', 'unknown', '127.0.0.1, 203.0.113.9'].map(by);
    expect(await visitsOf(app, [{}, ...sent, { forwarded: 'for=203.0.113.7' }, { 'x-real-ip': '203.0.113.8' }])).toBe(
      1,
    );
  });

  test('say what the server in front has added, whatever the visitor wrote before it', async () => {
    const app = await open(['127.0.0.1', '10.0.0.0/8']);
    expect(await visitsOf(app, ['198.51.100.1', '198.51.100.2', '198.51.100.1'].map(by))).toBe(2);
    // The visitor pretends to be many; the server in front knows better.
    const many = ['203.0.113.1', '203.0.113.2', '198.51.100.2', 'x', '"', '2001:db8::7, 203.0.113.3'];
    expect(
      await visitsOf(
        app,
        many.map((spoofed) => by(`${spoofed}, 198.51.100.7`)),
      ),
    ).toBe(1);
    // Two servers in front, both named.
    expect(
      await visitsOf(
        app,
        many.map((spoofed) => by(`${spoofed}, 198.51.100.8, 10.1.2.3`)),
      ),
    ).toBe(1);
    // One of the second is not named: it is the visitor itself.
    expect(
      await visitsOf(
        app,
        many.map((spoofed) => by(`${spoofed}, 198.51.100.9, 192.0.2.1`)),
      ),
    ).toBe(1);
  });

  test('do not make a stranger one of our own people', async () => {
    const app = await open(['127.0.0.1'], ['192.0.2.0/24']);
    expect(await visitsOf(app, [by('192.0.2.5')])).toBe(0);
    expect(await visitsOf(app, [by('192.0.2.5, 198.51.100.7')])).toBe(1);
  });

  test('do not lift a limit', async () => {
    const app = await open(['127.0.0.1']);
    const ask = (n: number) =>
      app.submit('/me', { email: 'a@customer.example' }, by(`${20 + n}.${n}.113.${n}, 198.51.100.7`));
    const statuses: number[] = [];
    for (let n = 0; n < 200 && !statuses.includes(429); n += 1) statuses.push((await ask(n)).status);
    expect(statuses).toContain(429);
    expect((await app.submit('/me', { email: 'a@customer.example' }, by('198.51.100.8'))).status).toBe(200);
  });
});
