import { expect, test } from 'vitest';
import { createPostOutside } from './post.ts';
import { createPostWebhook } from './post-webhook.ts';
import { createReach } from './reach.ts';

const outside = createPostOutside(createPostWebhook(createReach([]), 300));

test.each([
  ['https://127.0.0.1/', 'address not allowed'],
  ['https://localhost/', 'address not allowed'],
  ['https://[::ffff:10.0.0.1]/', 'address not allowed'],
  ['https://169.254.169.254/latest/', 'address not allowed'],
  ['http://witness.example/', 'https only'],
])('%s is not posted to', async (url, why) => {
  await expect(outside(url, 'a note')).rejects.toThrow(why);
});

test.each([
  [200, true],
  [204, true],
  [307, false],
  [500, false],
])('an answer of %s was taken: %s', async (status, taken) => {
  const posted = createPostOutside(async () => ({ status }))('https://witness.example/', 'a note');
  if (taken) await expect(posted).resolves.toBeUndefined();
  else await expect(posted).rejects.toThrow(`answered ${status}`);
});
