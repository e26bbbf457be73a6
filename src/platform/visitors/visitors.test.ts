import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countryCodes } from '../countries.ts';
import { type Agent, openAgents } from './agents.ts';
import { botName } from './bots.ts';
import { openCountries } from './countries.ts';
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
