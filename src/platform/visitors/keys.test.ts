import { expect, test } from 'vitest';
import { openVisitorKeys } from './keys.ts';

const salt = new Uint8Array(16).fill(7);
const key = (address: string, agent = 'Agent', siteId = 1, under = salt) => {
  const { hi, lo } = openVisitorKeys(under, siteId)(address, agent);
  return `${hi} ${lo}`;
};

test('one key for the same visitor; others for another site, agent, address or salt', () => {
  const own = key('192.0.2.1');
  expect(key('192.0.2.1')).toBe(own);
  expect(key('::ffff:192.0.2.1')).toBe(own);
  const others = [
    key('192.0.2.2'),
    key('192.0.2.1', 'Other'),
    key('192.0.2.1', 'Agent', 2),
    key('192.0.2.1', 'Agent', 1, new Uint8Array(16)),
  ];
  expect(new Set([own, ...others]).size).toBe(5);
});

test('of IPv6 the network of 64 bits counts, however it is written', () => {
  const own = key('2001:db8:1:2::1');
  expect(key('2001:db8:1:2:ffff::9')).toBe(own);
  expect(key('2001:0DB8:0001:0002:0000:0000:0000:0001')).toBe(own);
  expect(key('2001:db8:1:3::1')).not.toBe(own);
  expect(key('2001:db8::1')).toBe(key('2001:db8:0:0:1::'));
  expect(key('::1')).toBe(key('::2'));
});
