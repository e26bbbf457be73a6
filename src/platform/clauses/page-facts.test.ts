import { describe, expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import { fillText } from './fill-text.ts';
import { pageFacts } from './page-facts.ts';

describe('what runs in the browser', () => {
  test.each([
    '<script>alert(1)</script>',
    '<SCRIPT src="/a.js"></SCRIPT>',
    '< script src=/a.js>',
    '<a href="javascript:alert(1)">x</a>',
    '<img src=x onerror=alert(1)>',
    '<body onload="go()">',
    '<form action=" JavaScript:go()">',
  ])('%s', (html) => {
    expect(pageFacts(html).scripts).not.toEqual([]);
  });

  test.each(['<p>on time</p>', '<p title="a script">x</p>', '<a href="/descriptions">one=1</a>'])('not %s', (html) => {
    expect(pageFacts(html).scripts).toEqual([]);
  });
});

test('what is loaded from elsewhere', () => {
  const html =
    '<link rel="stylesheet" href="/style.css"><img src="//cdn.example/a.png"><iframe src="https://b.example"></iframe>';
  expect(pageFacts(html).foreign).toEqual(['//cdn.example/a.png', 'https://b.example']);
});

test('forms, fields, links and words', () => {
  const html = `<head><title>Not a word</title></head><form method="post"><input type="hidden" name="key" value="1">
    <label for="name">Your name &amp; title</label><input id="name" name="name" required><select name='role'></select>
    <textarea name=text></textarea></form><a rel="external noreferrer" href="https://x.example/?a=1&amp;b=2">Out</a>`;
  const facts = pageFacts(html);
  expect(facts.forms).toBe(1);
  expect(facts.inputs).toEqual(['name', 'role', 'text']);
  expect(facts.links).toEqual([{ href: 'https://x.example/?a=1&b=2', rel: ['external', 'noreferrer'] }]);
  expect(facts.words).toBe('Your name & title Out');
});

test('the hash of content does not depend on the order of keys', () => {
  expect(contentHash({ b: [1, { d: null, c: 'ü' }], a: true })).toBe(
    contentHash({ a: true, b: [1, { c: 'ü', d: null }] }),
  );
  expect(contentHash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 2 }));
});

test('a sentence names the vendor, and stays a sentence before there is one', () => {
  const vendor = {
    name: 'Example & Co',
    address: '1 Road\nTown',
    phone: '+1',
    privacyMailbox: 'privacy@x.example',
    removeMailbox: 'remove@x.example',
    officeCountries: ['GB', 'US'],
  };
  expect(fillText('{vendor}, {address}: {offices} {unknown}', vendor)).toBe(
    'Example & Co, 1 Road, Town: United Kingdom and United States {unknown}',
  );
  expect(fillText('Write to {privacyMailbox} of {vendor}.', null)).toBe('Write to the privacy mailbox of the vendor.');
});
