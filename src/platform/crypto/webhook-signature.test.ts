import { expect, test } from 'vitest';
import { webhookHeaders, webhookSecret } from './webhook-signature.ts';

// The test vector of the Standard Webhooks libraries.
const published = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

test('a message is signed as the published vector says', () => {
  expect(webhookHeaders(published, [published.secret])).toEqual({
    'webhook-id': published.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': published.signature,
  });
});

test.each([
  ['id', { ...published, id: 'msg_other' }],
  ['time', { ...published, at: new Date(1_614_265_331_000) }],
  ['body', { ...published, body: '{"test":2432232314}' }],
])('another %s is another signature', (_, message) => {
  expect(webhookHeaders(message, [published.secret])['webhook-signature']).not.toBe(published.signature);
});

test('while two secrets hold, both sign', () => {
  const fresh = webhookSecret(Buffer.alloc(32, 1));
  expect(fresh).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const [first, second, ...more] = webhookHeaders(published, [fresh, published.secret])['webhook-signature'].split(' ');
  expect(first).toMatch(/^v1,/);
  expect(second).toBe(published.signature);
  expect(more).toEqual([]);
});
