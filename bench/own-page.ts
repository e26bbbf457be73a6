import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Somebody who has come in, and what they send. A form is answered with a page or a file. */
export interface Inside {
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<string>;
}

/** A person on their own page: asks for the link, takes it from the mail, and presses the button. The database must be a demo's, where tokens stay whole. */
export async function openOwnPage(port: number, client: pg.Client, email: string): Promise<Inside> {
  const form = (path: string, fields: Readonly<Record<string, string>>) =>
    sent(`http://localhost:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  await form('/me', { email });
  const link = await mailedLink(client, email);
  const page = await form(link, {});
  const sitting = /name="sitting" value="([^"]*)"/.exec(page)?.[1] ?? '';
  return { post: (path, fields = {}) => form(path, { sitting, ...fields }) };
}

async function mailedLink(client: pg.Client, email: string): Promise<string> {
  for (let turn = 0; turn < 600; turn += 1) {
    const { rows } = await client.query<{ path: string }>(
      String.raw`SELECT substring(body_text FROM 'https?://[^/]+(/me/link/\S+)') AS path FROM platform.mail_outbox
        WHERE lower(to_address) = lower($1) AND body_text ~ '/me/link/' ORDER BY queued_at DESC LIMIT 1`,
      [email],
    );
    if (rows[0]) return rows[0].path;
    await sleep(50);
  }
  throw new Error('no link was mailed');
}

/** A member at the desk. */
export async function enter(
  port: number,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Inside> {
  const origin = `http://localhost:${port}`;
  const own = { origin, 'kept-csrf': '1', 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: own,
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in was answered with ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    post: (path, fields = {}) =>
      sent(`${origin}${path}`, {
        method: 'POST',
        headers: { ...own, cookie, 'idempotency-key': randomBytes(12).toString('hex') },
        body: JSON.stringify(fields),
      }),
  };
}

async function sent(url: string, request: RequestInit): Promise<string> {
  const answer = await fetch(url, request);
  const text = await answer.text();
  if (!answer.ok)
    throw new Error(
      `${new URL(url).pathname.split('/').slice(0, 4).join('/')}: ${answer.status} ${text.slice(0, 300)}`,
    );
  return text;
}
