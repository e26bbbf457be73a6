import { expect } from 'vitest';
import { aLicensor, aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';

// Somebody who activates a licence, opens their page and asks, and an officer who acts.

/** Set by `begin`. */
export let app: TestApp;
export let officer: Session;
export let desk: Session;
export let reseller: string;
export let product: { productId: string; releaseId: string };

export async function begin(): Promise<void> {
  // Behind a server that says from where a request comes: the limits count by that.
  app = await startApp({ overrides: { trustedProxies: ['127.0.0.1'] } });
  reseller = await aReseller(app, { name: 'Nearby Dealers', mailbox: 'office@nearby.example' });
  const { technologyId } = await aLicensor(app, {
    name: 'Solid Kernels',
    mailbox: 'reports@kernels.example',
    fields: ['companyName', 'name', 'email', 'phone'],
  });
  product = await aProduct(app, { name: 'Sample Mill', technologyIds: [technologyId] });
  officer = await app.signInAs('privacy officer');
  desk = await app.signInAs('licence desk');
}

export const owner = <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

let counter = 0;
/** A person with an own name and number, so that they can be looked for. */
export function somebody() {
  counter += 1;
  const email = `Erna.Vanish${counter}@gone-${counter}.example`;
  return registrationData({
    email,
    name: `Erna Vanish${counter}`,
    phone: `+49 69 770${counter}00`,
    street: `${counter} Vanishing Lane`,
    companyName: `Gone Works ${counter}`,
  });
}

export async function register(
  data: Record<string, string>,
): Promise<{ personId: string; serial: string; activationId: string }> {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
  const schema = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const body = { ...data, serial: licence?.serial, notice: schema.notice.sha256, marketing: true };
  const answer = await app.post('/api/v1/activations', body, { 'idempotency-key': `k${Math.random()}` });
  expect(answer.status).toBe(201);
  const { activationId } = (await answer.json()) as { activationId: string };
  await app.settle();
  const [row] = await owner<{ person_id: string }>(
    'SELECT person_id FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  return { personId: row?.person_id ?? '', serial: licence?.serial ?? '', activationId };
}

let network = 0;
export async function openPage(email: string): Promise<string> {
  app.clock.advance({ minutes: 2 });
  const links = () =>
    app.mails.messages
      .filter((mail) => mail.to.includes(email.toLowerCase()) || mail.to.includes(email))
      .filter((mail) => mail.text.includes('/me/link/'));
  const before = links().length;
  network += 1;
  await app.submit('/me', { email }, { 'x-forwarded-for': `203.0.113.${network}` });
  await expect
    .poll(
      async () => {
        await app.settle();
        return links().length;
      },
      { timeout: 15_000 },
    )
    .toBe(before + 1);
  const path = /\/me\/link\/\S+/.exec(links().at(-1)?.text ?? '')?.[0] ?? '';
  return /name="sitting" value="([^"]+)"/.exec(await (await app.submit(path, {})).text())?.[1] ?? '';
}

export async function askForErasure(email: string): Promise<{ id: string; receipt: string }> {
  const sitting = await openPage(email);
  await app.submit('/me/requests', { sitting, kind: 'erasure', wording: `I am ${email}, erase me.` });
  await app.settle();
  const { body } = await officer.call<{ items: { id: string; receipt: string }[] }>(
    'GET',
    '/api/v1/requests?kind=erasure&state=open&sort=-receivedAt',
  );
  return body.items[0] as { id: string; receipt: string };
}

export const erase = (id: string) =>
  officer.call<{ receipt: string; error?: { code: string } }>('POST', `/api/v1/requests/${id}/erase`, {});

/** Past every rule: columns of the whole database in which the text stands. */
export function columnsWith(text: string): Promise<string[]> {
  return connected(app.database.ownerUrl, async (client) => {
    const { rows: columns } = await client.query<{
      t: string;
      c: string;
    }>(`SELECT format('%I.%I', table_schema, table_name) AS t, format('%I', column_name) AS c
      FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
    const found: string[] = [];
    for (const { t, c } of columns) {
      const looked = `SELECT EXISTS (SELECT FROM ${t} WHERE position(lower($1) IN lower(${c}::text)) > 0) AS found`;
      if ((await client.query(looked, [text])).rows[0].found) found.push(`${t}.${c}`);
    }
    return found;
  });
}
