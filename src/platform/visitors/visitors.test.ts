import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import bowser from 'bowser';
import fc from 'fast-check';
import { isbot } from 'isbot';
import { Reader, type Response } from 'mmdb-lib';
import { expect, test } from 'vitest';
import { countryCodes } from '../countries.ts';
import { type Agent, openAgents } from './agents.ts';
import { botName } from './bots.ts';
import { openCountries } from './countries.ts';
import { openIpv4Tree } from './ipv4-tree.ts';
import { subRegionOf } from './regions.ts';

const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

test.each<[string, Partial<Agent>]>([
  [chrome, { bot: null, browser: 'Chrome', system: 'Linux', device: 'desktop' }],
  [phone, { bot: null, browser: 'Safari', system: 'iOS', device: 'mobile' }],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0',
    { bot: null, browser: 'Firefox', system: 'Windows', device: 'desktop' },
  ],
  [`${chrome} Edg/126.0.0.0`, { bot: null, browser: 'Microsoft Edge', device: 'desktop' }],
  [
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    { bot: null, system: 'iOS', device: 'tablet' },
  ],
  ['', { bot: 'No agent', browser: 'Other', device: 'other' }],
  ['-', { bot: 'No agent' }],
  ['Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)', { bot: 'AI: GPTBot' }],
  ['Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)', { bot: 'AI: ClaudeBot' }],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', { bot: 'Search: Google' }],
  ['curl/8.5.0', { bot: 'Program: curl' }],
  [chrome.replace('Chrome/', 'HeadlessChrome/'), { bot: 'Automated browsers' }],
  ['Made-up-crawler/1.0', { bot: 'Other' }],
])('%s is read', async (userAgent, says) => {
  expect((await openAgents()).read(userAgent)).toMatchObject(says);
});

test('no word of an agent that nobody knows comes through', async () => {
  const agents = await openAgents();
  for (const userAgent of ['Hidden/ada-example (made up)', 'x'.repeat(100_000), 'Mozilla/5.0 (ada; example)']) {
    const read = JSON.stringify(agents.read(userAgent));
    expect(read).not.toMatch(/ada|hidden|xxx/i);
    expect(agents.read(userAgent)).toBe(agents.read(userAgent));
  }
  const before = agents.read(chrome);
  agents.forget();
  expect(agents.read(chrome)).not.toBe(before);
  expect(agents.read(chrome)).toEqual(before);
});

test('versions of browsers, which are not looked at, change nothing of what is read', async () => {
  const firefox = (version: string) =>
    `Mozilla/5.0 (X11; Linux x86_64; rv:${version}) Gecko/20100101 Firefox/${version}`;
  const others = [
    firefox('127.0'),
    firefox('9.0'),
    chrome,
    chrome.replace('126.0', '99.1'),
    chrome.replace('126.0.0.0', '1.0;'),
    chrome.replace('X11; Linux x86_64', 'Linux; Android 10; K'),
    chrome.replace('X11; Linux x86_64', 'Linux; Android 10; K').replace('Safari', 'Mobile Safari'),
    ...['Edg/126.0.2592.87', 'OPR/111.0.0.0', 'Vivaldi/6.8', 'YaBrowser/24.4.0.0', 'bot/12.0'].map(
      (more) => `${chrome} ${more}`,
    ),
    phone,
    phone.replaceAll('17', '26'),
    'Chrome/126.0.0.0',
    'x Firefox/127.0',
  ];
  const agents = await openAgents();
  for (const each of others) {
    agents.read(each.replaceAll('126', '125').replaceAll('127', '128'));
    const { bot, browser, device } = agents.read(each);
    const said = bowser.parse(each);
    expect([each, bot !== null]).toEqual([each, isbot(each)]);
    if (bot === null) expect([each, browser, device]).toEqual([each, said.browser.name, said.platform.type]);
  }
});

test('browsers of people are in no list of bots', () => {
  for (const userAgent of [chrome, phone, `${chrome} Edg/126.0.0.0`, `${chrome} OPR/111.0.0.0`])
    expect(botName(userAgent)).toBeNull();
});

test('addresses are found in the country where they are registered; others in none', async () => {
  const countries = await openCountries(null);
  expect(countries.source).toBe('package');
  expect(countries.builtOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(countries.of('193.0.6.139')).toBe('NL');
  expect(countries.of('::ffff:193.0.6.139')).toBe('NL');
  expect(countries.of('2001:4860:4860::8888')).toBe('US');
  for (const nowhere of ['127.0.0.1', '10.1.2.3', '::1', 'not an address', ''])
    expect(countries.of(nowhere)).toBeNull();
});

test('an address is found in the tree as the library finds it, in records of every size', async () => {
  const file = createRequire(import.meta.url).resolve(
    '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb',
  );
  const bytes = readFileSync(file);
  const reader = new Reader<{ readonly country_code: string } & Response>(bytes);
  const countries = await openCountries(null);
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const code = reader.get(address)?.country_code ?? '';
      return countries.of(address) === (countryCodes.has(code) ? code : null);
    }),
    { numRuns: 2_000 },
  );
  const { nodeCount } = reader.metadata;
  const found = openIpv4Tree(bytes, reader.metadata);
  for (const recordSize of [28, 32] as const) {
    const same = openIpv4Tree(rewritten(bytes, nodeCount, recordSize), { nodeCount, recordSize, ipVersion: 6 });
    expect(same('127.0.0.1')).toBe(0);
    for (const address of ['193.0.6.139', '8.8.8.8', '1.1.1.1', '10.1.2.3', '223.255.255.255'])
      expect(same(address)).toBe(found(address));
  }
  for (const none of ['', '1', '1.2.3', '1.2.3.4.5', '1.2.3.256', '1..2.3', '1.2.3.', '::1', 'a.b.c.d'])
    expect(found(none)).toBe(-1);
});

test('records of 28 bits have their highest in the byte between them', () => {
  const bytes = new Uint8Array([0x23, 0x45, 0x67, 0x1a, 0xbc, 0xde, 0xf0, 0]);
  const found = openIpv4Tree(bytes, { nodeCount: 1, recordSize: 28, ipVersion: 4 });
  expect([found('1.2.3.4'), found('200.2.3.4')]).toEqual([0x1234567, 0xabcdef0]);
});

/** A tree with records of another size. */
function rewritten(bytes: Uint8Array, nodeCount: number, recordSize: 28 | 32): Uint8Array {
  const view = new DataView(new ArrayBuffer((nodeCount * recordSize) / 4));
  for (let node = 0; node < nodeCount; node++) {
    const record = (at: number) =>
      ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
    const [left, right] = [record(node * 6), record(node * 6 + 3)];
    if (recordSize === 32) {
      view.setUint32(node * 8, left);
      view.setUint32(node * 8 + 4, right);
      continue;
    }
    view.setUint32(node * 7, (left << 8) | ((left >>> 20) & 0xf0) | (right >>> 24));
    view.setUint8(node * 7 + 4, (right >>> 16) & 0xff);
    view.setUint16(node * 7 + 5, right & 0xffff);
  }
  return new Uint8Array(view.buffer);
}

test('a country file of the operator that cannot be read is passed over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-countries-'));
  writeFileSync(join(folder, 'country.mmdb'), 'no such thing');
  expect((await openCountries(folder)).source).toBe('package');
  rmSync(folder, { recursive: true });
});

test('every country lies in one region', () => {
  expect([...countryCodes].filter((code) => subRegionOf(code) === null)).toEqual([]);
  expect(subRegionOf('DE')).toBe('Western Europe');
  expect(subRegionOf('ZZ')).toBeNull();
});
