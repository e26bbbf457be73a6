import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts';

let catcher: MailCatcher;
beforeEach(async () => {
  catcher = await startMailCatcher();
});
afterEach(() => catcher.close());

const send = (subject: string, to = 'reader@example.com') =>
  createTransport(catcher.url).sendMail({
    from: 'vendor@example.com',
    to,
    subject,
    text: 'Grüße',
    html: '<p>Grüße</p>',
    headers: { 'List-Unsubscribe': '<https://example.com/stop>' },
    attachments: [{ filename: 'note.txt', content: 'attached' }],
  });

test('catches what was sent, whole', async () => {
  await send('Welcome — willkommen');
  const mail = await catcher.waitFor(({ subject }) => subject.startsWith('Welcome'));
  expect(mail).toMatchObject({
    from: 'vendor@example.com',
    to: ['reader@example.com'],
    subject: 'Welcome — willkommen',
  });
  expect(mail.headerTo).toEqual(['reader@example.com']);
  expect(mail.text.trim()).toBe('Grüße');
  expect(mail.html).toContain('<p>Grüße</p>');
  expect(mail.header('List-Unsubscribe')).toBe('<https://example.com/stop>');
  expect(mail.attachments.map(({ name, content }) => [name, content.toString()])).toEqual([['note.txt', 'attached']]);
});

test('waits for a mail that comes later', async () => {
  const later = catcher.waitFor(({ subject }) => subject === 'second');
  await send('first');
  await send('second');
  expect((await later).subject).toBe('second');
  expect(catcher.messages).toHaveLength(2);
});

test('says what came instead', async () => {
  await send('other');
  await expect(catcher.waitFor(({ subject }) => subject === 'missing', 50)).rejects.toThrow(
    'reader@example.com: other',
  );
});

test.each(['recipient', 'data', 'connection'] as const)('refuses at %s, then accepts again', async (at) => {
  catcher.refuse(at);
  await expect(send('refused')).rejects.toThrow();
  expect(catcher.messages).toHaveLength(0);
  expect(catcher.refusals()).toBe(1);
  catcher.refuse(false);
  await send('accepted');
  expect(catcher.messages.map(({ subject }) => subject)).toEqual(['accepted']);
});

test('tells temporary from permanent refusal', async () => {
  catcher.refuse(true);
  await expect(send('later')).rejects.toMatchObject({ responseCode: 451 });
  catcher.refuse(true, 'permanent');
  await expect(send('never')).rejects.toMatchObject({ responseCode: 550 });
});
