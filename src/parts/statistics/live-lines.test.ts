import { expect, test } from 'vitest';
import { testClock } from '../../../test/kit/clock.ts';
import { openLogLines } from './actions/imports/live-lines.ts';
import type { SiteInMemory } from './actions/site-in-memory.ts';
import type { Sites } from './actions/sites.ts';
import { initialSettings } from './rules/initial-settings.ts';
import type { Hit } from './wire/hit.ts';

const clock = testClock('2026-03-02T09:00:00Z');
const facts = { id: 1, slug: 'shop', name: 'Shop', hosts: ['a.example'], timeZone: 'UTC', settings: initialSettings };
const site: SiteInMemory = { ...facts, createdAt: new Date(0), endedAt: null };
const sites = { bySlug: () => site, byHost: () => site, onChange: () => undefined } as unknown as Sites;

function open() {
  const hits: Hit[] = [];
  const warned: unknown[] = [];
  const lines = openLogLines({
    sites,
    count: (hit) => {
      hits.push(hit);
      return null;
    },
    ownNetworks: [],
    dataFolder: null,
    clock,
    log: { warn: (_, facts) => void warned.push(facts) },
  });
  return { hits, warned, lines };
}

const json = (more: object) =>
  Buffer.from(
    `${JSON.stringify({ msec: clock.now().getTime() / 1_000, remote_addr: '192.0.2.7', host: 'a.example', request_method: 'GET', request_uri: '/', status: 200, ...more })}\n`,
  );
const agents = ['Chrome/140.0.0.0 Safari/537.36', 'Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'].flatMap((browser) =>
  ['X11; Linux x86_64', 'Windows NT 10.0; Win64; x64', 'Macintosh; Intel Mac OS X 10_15_7'].map(
    (system) => `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${browser}`,
  ),
);

test('live lines of many browsers and one address are loud, until another address is seen', async () => {
  const { lines, warned } = open();
  const take = (n: number, address: string) =>
    lines.take(json({ remote_addr: address, http_user_agent: agents[n % agents.length] }));
  for (let n = 0; n < 59; n++) await take(n, '192.0.2.7');
  expect([lines.oneAddress(1), warned]).toEqual([false, []]);
  await take(59, '192.0.2.7');
  await take(60, '192.0.2.7');
  expect([lines.oneAddress(1), lines.oneAddress(2), lines.anyOneAddress()]).toEqual([true, false, true]);
  expect(warned).toEqual([{ code: 'KEPT_ONE_ADDRESS' }]);
  await take(61, '192.0.2.8');
  expect([lines.oneAddress(1), lines.anyOneAddress()]).toEqual([false, false]);
});

test('live lines whose time cannot be right are bad, not counted', async () => {
  const { hits, lines } = open();
  const now = clock.now().getTime() / 1_000;
  for (const days of [-8, -6, 1]) await lines.take(json({ msec: now + days * 86_400, http_user_agent: agents[0] }));
  expect(hits.map(({ kind }) => kind)).toEqual(['bad line', 'view', 'bad line']);
  expect(lines.figures).toMatchObject({ lines: 3, counted: 1, bad: 2 });
});
