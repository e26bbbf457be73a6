import { setTimeout as sleep } from 'node:timers/promises';
import nodemailer from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../kit/kept.ts';
import { dataFolder, kill, startTree } from './kept-tree.ts';

// `kill -9` of the server while mail comes in. The mail server before it tries again until it hears 250, as any does.

const mails = 24;

test('kill -9 while mail comes in: each mail is there once, and so is its request', async () => {
  const data = dataFolder();
  const port = await freePort();
  const tree = await startTree(data.path, undefined, { KEPT_SMTP_LISTEN: `127.0.0.1:${port}` });
  onTestFinished(async () => {
    await tree.stop();
    data.remove();
  });
  await tree.asOwner((client) =>
    client.query(`INSERT INTO policy.vendor (name, address, country, phone, privacy_mailbox, remove_mailbox, office_countries, time_zone, demo, changed_at)
      VALUES ('Sample', '1 Street', 'DE', '+49 30 1', 'privacy@vendor.example', 'remove@vendor.example', '{DE}', 'Europe/Berlin', false, now())`),
  );
  let taken = 0;
  let failed = 0;
  async function sendUntilTaken(number: number): Promise<void> {
    const from = `p${number}@customer.example`;
    const raw = `From: ${from}\r\nMessage-ID: <${number}@customer.example>\r\nSubject: No. ${number}\r\n\r\nA question?`;
    for (let turn = 0; turn < 300; turn += 1) {
      const transport = nodemailer.createTransport({
        host: '127.0.0.1',
        port: Number(port),
        ignoreTLS: true,
        connectionTimeout: 5_000,
      });
      try {
        await transport.sendMail({ envelope: { from, to: 'privacy@vendor.example' }, raw });
        taken += 1;
        return;
      } catch {
        failed += 1;
        await sleep(200);
      }
    }
    throw new Error('a mail was never taken');
  }
  const all = Promise.all(Array.from({ length: mails }, (_, number) => sendUntilTaken(number)));
  for (const share of [0.25, 0.5, 0.75]) {
    while (taken < mails * share) await sleep(5);
    const pid = tree.serverPid();
    if (pid > 0) kill(pid);
  }
  await all;
  expect(failed).toBeGreaterThan(0);
  const [row] = await tree.asOwner(
    async (client) =>
      (
        await client.query(`SELECT (SELECT count(*)::int FROM rights.mails) AS mails, (SELECT count(DISTINCT request_id)::int FROM rights.mails) AS joined,
          (SELECT count(*)::int FROM rights.requests) AS requests, (SELECT count(*)::int FROM platform.mail_outbox) AS answers`)
      ).rows,
  );
  expect(row).toEqual({ mails, joined: mails, requests: mails, answers: mails });
}, 180_000);
