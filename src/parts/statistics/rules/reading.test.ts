import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLanguage, screenClass } from './browsers.ts';
import { readCampaign } from './campaigns.ts';
import { cleanText } from './clean.ts';
import { cleanLink, isDownload, openPaths } from './paths.ts';
import { compilePattern } from './patterns.ts';
import { channelOf, referrerHost } from './referrers.ts';

const plain = openPaths({ pathRules: [], keptParameters: [], searchParameters: ['q'] });
const own = openPaths({
  pathRules: ['/orders/*', '/de/*/print'],
  keptParameters: ['page', 'lang'],
  searchParameters: ['q', 's'],
});

describe('pages', () => {
  test.each([
    ['/', '/'],
    ['', '/'],
    ['about', '/about'],
    ['/about/', '/about/'],
    ['/About', '/About'],
    ['//a///b', '/a/b'],
    ['/a?b=c&d#e', '/a'],
    ['/a#b?c', '/a'],
    ['https://www.vendor.example/a/b?c', '/a/b'],
    ['https://www.vendor.example', '/'],
    ['/caf%C3%A9', '/café'],
    ['/caf%E9', '/caf%E9'],
    ['/a%2Fb', '/a%2Fb'],
    ['/a%20b%0Ac', '/a_b_c'],
    ['/%E2%80%AEgnp.exe', '/_gnp.exe'],
    ['/\u202egnp.exe', '/_gnp.exe'],
    ['/a\u200e\u200f\u061c\u2066b\u2069\u200b\ufeff\u00ad', '/a____b____'],
    ['/\u65e5\u672c/\u0939\u093f', '/\u65e5\u672c/\u0939\u093f'],
    ['/news/2026/11/27', '/news/2026/11/27'],
    ['/news/20261127/x', '/news/20261127/x'],
    ['/orders/12345', '/orders/12345'],
    ['/orders/123456', '/orders/*'],
    ['/orders/123456/lines/99999999', '/orders/*/lines/*'],
    ['/u/3f2504e0-4f89-11d3-9a0c-0305e82c3301/edit', '/u/*/edit'],
    ['/u/3f2504e04f8911d39a0c0305e82c3301.pdf', '/u/*.pdf'],
    ['/commit/9b3b02d4c5e6f7a8', '/commit/*'],
    ['/effaced-facade', '/effaced-facade'],
    ['/mail/ada@gears.example/x', '/mail/*/x'],
    ['/mail/ada%40gears.example', '/mail/*'],
    ['/host/203.0.113.7/x', '/host/*/x'],
    ['/host-203.0.113.7-setup.exe', '/host-*-setup.exe'],
    ['/v12.1/x', '/v12.1/x'],
    ['/host/2001:db8::7/x', '/host/*/x'],
    ['/host/2001%3Adb8%3a0%3A1%3A%3A7/x', '/host/*/x'],
    ['/host/2001%253Adb8%25253A%253A7/x', '/host/*/x'],
    ['/host/203%252E0%2E113.7/x', '/host/*/x'],
    ['/caf%E9/203%2E0%2E113%2E7', '/caf%E9/*'],
    ['/caf%E9/%32%30%33.0.113.7', '/caf%E9/*'],
    ['/me/link/Zx81kQ0vB7tRw2Yc9LpA', '/me/link/*'],
    ['/Release-Notes-2026-for-Windows11', '/Release-Notes-2026-for-Windows11'],
    ['/a-long-name-of-an-article-about-nothing-at-all', '/a-long-name-of-an-article-about-nothing-at-all'],
    ['/x/Mozilla/5.0', '/x/*'],
    [`/${'a'.repeat(1_000)}`, `/${'a'.repeat(399)}`],
  ])('%s is counted as %s', (raw, page) => {
    expect(plain.clean(raw)).toBe(page);
  });

  test.each([
    ['/orders/12/lines?page=2', '/orders/*?page=2'],
    ['/de/shop/print', '/de/*/print'],
    ['/de/shop', '/de/shop'],
    ['/list?x=1&lang=de&page=2', '/list?page=2&lang=de'],
    ['/list?page=ada@gears.example', '/list?page=*'],
    ['/list?page=', '/list?page='],
  ])('%s is counted as %s by the rules of a site', (raw, page) => {
    expect(own.clean(raw)).toBe(page);
  });

  test('whatever is asked for, the name is a path, short, whole, and names nobody', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.ipV4(),
      fc.ipV6(),
      fc.emailAddress(),
      fc.uuid(),
      fc.constantFrom('/', '?page=', '%', '%00', '%E2%80%AE', '\u2066', '\u200f', 'Mozilla/5.0', '#', '::'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const page = own.clean(`/${pieces.join('/')}`);
        expect(page.startsWith('/')).toBe(true);
        expect(page.length).toBeLessThanOrEqual(400);
        expect(page.isWellFormed()).toBe(true);
        expect(page).not.toMatch(/[\s\p{Cc}\p{Cf}]/u);
        expect(page).not.toMatch(/(^|[^0-9.])((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)($|[^0-9.])/);
      }),
      { numRuns: 500 },
    );
  });

  test('cleaning is quick, whatever is sent', () => {
    const began = performance.now();
    for (const nasty of ['@', '1.', 'a:', ':', '%', '0-', 'a0', '/1', 'ab@'])
      for (let turn = 0; turn < 20; turn += 1) plain.clean(`/${nasty.repeat(20_000)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test('what was searched for on the site', () => {
    expect(plain.search('/find?q=+hinge+rod&x=1')).toBe('hinge rod');
    expect(plain.search('/find?s=hinge')).toBeNull();
    expect(own.search('/find?s=hinge')).toBe('hinge');
    expect(plain.search('/find?q=')).toBeNull();
    expect(plain.search('/find')).toBeNull();
  });
});

describe('words', () => {
  test.each([
    ['spring sale', 'spring sale'],
    ['  two\nlines\t', 'two lines'],
    ['write to ada@gears.example now', 'write to * now'],
    ['from 203.0.113.7', 'from *'],
    ['from 2001:db8::1', 'from *'],
    ['from ::1', 'from *'],
    ['call 4930123456', 'call *'],
    ['Mozilla/5.0 (X11)', '* (X11)'],
    ['\u202eevil\ud800', 'evil\ufffd'],
    ['a\u200fb\u061cc 203.0.113\u200b.7', 'a b c 203.0.113 .7'],
    ['12:30', '12:30'],
  ])('%j become %j', (text, clean) => {
    expect(cleanText(text, 80)).toBe(clean);
  });

  test('an address that would be cut in two is seen whole', () => {
    expect(cleanText(`${'a'.repeat(70)} 203.0.113.77`, 80)).toBe(`${'a'.repeat(70)} *`);
  });
});

describe('patterns', () => {
  test.each([
    ['/thanks', '/thanks', true],
    ['/thanks', '/thanks/', false],
    ['/thanks*', '/thanks/you', true],
    ['*', '', true],
    ['/a/*/c', '/a/b/c', true],
    ['/a/*/c', '/a/c', false],
    ['/a*a', '/a', false],
    ['*b*', 'abc', true],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'a1c2b', false],
    ['', '', true],
  ])('%s on %s: %s', (pattern, text, fits) => {
    expect(compilePattern(pattern)(text)).toBe(fits);
  });
});

describe('where visits come from', () => {
  const isOwn = (host: string) => host === 'vendor.example' || host === 'www.vendor.example';
  test.each([
    ['', null],
    ['-', null],
    ['https://www.vendor.example/a', null],
    ['https://www.news.example/a?b', 'news.example'],
    ['https://NEWS.example.:8443', 'news.example'],
    ['http://ada:secret@news.example/', 'news.example'],
    ['http://203.0.113.7/x', '(address)'],
    ['http://[2001:db8::1]:80/x', '(address)'],
    ['http://3405803783/x', '(address)'],
    ['http://wiki/page', '(own network)'],
    ['http://wiki.customer.lan/page', '(own network)'],
    ['android-app://com.google.android.gm/', 'com.google.android.gm'],
    ['javascript:alert(1)', null],
    ['https://<script>', null],
    ['not an address', null],
  ])('%s is %s', (referrer, host) => {
    expect(referrerHost(referrer, isOwn)).toBe(host);
  });

  test.each([
    [null, '', 'Direct'],
    ['news.example', '', 'Referral'],
    ['google.com', '', 'Search'],
    ['google.co.uk', '', 'Search'],
    ['bing.com', '', 'Search'],
    ['duckduckgo.com', '', 'Search'],
    ['chatgpt.com', '', 'AI assistant'],
    ['perplexity.ai', '', 'AI assistant'],
    ['gemini.google.com', '', 'AI assistant'],
    ['copilot.microsoft.com', '', 'AI assistant'],
    ['claude.ai', '', 'AI assistant'],
    ['m.facebook.com', '', 'Social'],
    ['news.ycombinator.com', '', 'Social'],
    ['mail.google.com', '', 'Mail'],
    ['google.com.evil.example', '', 'Referral'],
    ['notgoogle.com', '', 'Referral'],
    [null, '?utm_source=letter&utm_medium=email', 'Mail'],
    [null, '?utm_source=google&utm_medium=cpc', 'Paid search'],
    ['google.com', '?gclid=made-up', 'Paid search'],
    ['m.facebook.com', '?utm_medium=paid_social&utm_source=facebook', 'Paid social'],
    ['partner.example', '?utm_medium=affiliate', 'Affiliate'],
    [null, '?utm_medium=banner&utm_source=x', 'Display'],
    [null, '?utm_source=chatgpt.com', 'AI assistant'],
    ['partner.example', '?utm_campaign=spring&utm_source=partner', 'Campaign'],
  ])('from %s with "%s": %s', (host, query, channel) => {
    expect(channelOf(host, readCampaign(`/landing${query}`))).toBe(channel);
  });

  test.each([
    ['/a?utm_source=Letter&utm_medium=mail&utm_campaign=Spring%20Sale', 'letter / mail / spring sale'],
    ['/a?x=1&utm_campaign=spring', '- / - / spring'],
    ['/a?utm_source=ada@gears.example', '* / - / -'],
    ['/a?gclid=made-up', null],
    ['/a?utm_source=', undefined],
    ['/a', undefined],
  ])('%s is the campaign %s', (url, name) => {
    expect(readCampaign(url)?.name).toBe(name);
  });
});

describe('links', () => {
  test.each([
    ['https://www.partner.example/a/b?c=d#e', 'partner.example/a/b'],
    ['https://partner.example/', 'partner.example'],
    ['http://203.0.113.7/x', '(address)/x'],
    ['mailto:ada@gears.example', null],
    ['javascript:alert(1)', null],
    ['', null],
  ])('%s is counted as %s', (url, link) => {
    expect(cleanLink(url)).toBe(link);
  });

  test('files are told from pages', () => {
    expect(['/a.pdf', '/a/Part.STEP', '/x.tar.gz'].every(isDownload)).toBe(true);
    expect(['/a', '/a.html', '/pdf', '/a.pdf/'].some(isDownload)).toBe(false);
  });
});

describe('browsers', () => {
  test.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de-AT'],
    ['PT-br', 'pt-BR'],
    ['zh-Hant-TW', 'zh-TW'],
    ['xx-YY', null],
    ['*', null],
    ['', null],
    ['<script>', null],
  ])('%s is the language %s', (header, language) => {
    expect(readLanguage(header)).toBe(language);
  });

  test.each([
    [390, 'under 600'],
    [600, '600-1023'],
    [1_440, '1440-1919'],
    [3_840, '1920 and more'],
    [0, null],
    [Number.NaN, null],
    [1e9, null],
  ])('%s pixels: %s', (width, name) => {
    expect(screenClass(width)).toBe(name);
  });
});
