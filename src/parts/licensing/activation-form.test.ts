import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ActivationServer, activationServer } from '../../../test/kit/activation-server.ts';
import { registrationData } from './fixtures.ts';

let server: ActivationServer;
let app: ActivationServer['app'];
let notice: ActivationServer['notice'];
let licences: ActivationServer['licences'];
let oneSerial: ActivationServer['oneSerial'];
let owner: ActivationServer['owner'];
let count: ActivationServer['count'];
let activate: ActivationServer['activate'];
let submit: ActivationServer['submit'];

beforeAll(async () => {
  server = await activationServer();
  ({ app, notice, licences, oneSerial, owner, count, activate, submit } = server);
});
afterAll(() => server.stop());

describe('hostile input', () => {
  const hostile: [string, string][] = [
    ['markup', '<script>alert(1)</script>"><img src=x onerror=alert(2)>'],
    ['SQL', `'; DROP TABLE licensing.licences; --`],
    ['a template', '#{7*7} {{7*7}}'],
  ];
  const free = [
    'companyName',
    'street',
    'postalCode',
    'city',
    'region',
    'name',
    'title',
    'primaryProduct',
    'productsDesigned',
  ];
  it.each(hostile.flatMap(([kind, value]) => free.map((field) => [kind, field, value] as const)))(
    '%s in %s is text',
    async (_, field, value) => {
      const serial = await oneSerial();
      const short = value.slice(0, field === 'postalCode' ? 20 : 60);
      const page = await submit({ serial, ...registrationData({ [field]: short, email: 'not an address' }) });
      expect(page.statusCode).toBe(400);
      expect(page.body).not.toContain(short.includes('<') ? short : '<script');
      const done = await submit({ serial, ...registrationData({ [field]: short }) });
      expect(done.statusCode).toBe(200);
      expect(await count('licensing.licences')).toBeGreaterThan(0);
    },
  );

  it.each([...free.filter((field) => field !== 'productsDesigned'), 'email', 'phone'])(
    'a line break in %s is refused',
    async (field) => {
      const before = await count('platform.mail_outbox');
      const page = await submit({
        serial: await oneSerial(),
        ...registrationData({ [field]: 'a\r\nBcc: everybody@victim.example' }),
      });
      expect(page.statusCode).toBe(400);
      expect(page.body).toContain(`id="${field}-fault"`);
      expect(await count('platform.mail_outbox')).toBe(before);
    },
  );

  it('a body of 10 MB is refused, in JSON and as a form', async () => {
    const big = 'x'.repeat(10 * 1024 * 1024);
    const json = await activate({ serial: big });
    expect([json.statusCode, json.json().error.code]).toEqual([413, 'KEPT_TOO_LARGE']);
    expect((await submit({ companyName: big })).statusCode).toBe(413);
  });

  it('a field unknown here, a value of another kind and a field sent twice are refused', async () => {
    const serial = await oneSerial();
    expect((await activate({ serial, ...registrationData(), admin: true })).json().error.code).toBe('KEPT_INVALID');
    expect((await activate({ serial, ...registrationData(), name: { $gt: '' } })).statusCode).toBe(400);
    const twice = await app.inject({
      method: 'POST',
      url: '/activate',
      remoteAddress: '198.51.100.1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `${new URLSearchParams({ notice, serial, ...registrationData() })}&name=another`,
    });
    expect(twice.statusCode).toBe(400);
  });
});

describe('/activate', () => {
  it('asks for each field of clause L2, says why, who receives it, how long, and names who asks', async () => {
    const page = await app.inject({ url: '/activate' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.body).not.toMatch(/<script|checked|onclick|https?:\/\//i);
    expect(page.body.match(/Example Tooling GmbH/g)?.length).toBeGreaterThanOrEqual(2);
    expect(page.body).toContain('1 Sample Street, 12345 Exampletown. Phone +49 30 0000000');
    expect(page.body).toContain('Kernel &amp; Sons');
    expect(page.body).toContain(notice);
    for (const name of Object.keys(registrationData())) {
      expect(page.body).toContain(`name="${name}"`);
      expect(page.body).toContain(`id="${name}-why"`);
    }
    expect(Buffer.byteLength(page.body)).toBeLessThan(45_000);
  });

  it('keeps everything typed where something is wrong, and says what beside the field', async () => {
    const told = registrationData({ email: 'nobody', country: '' });
    const page = await submit({ serial: 'ABC', idempotency: 'abc', ...told, marketing: 'yes' });
    expect(page.statusCode).toBe(400);
    for (const [name, value] of Object.entries(told)) {
      if (['role', 'industry', 'country', 'productsDesigned'].includes(name)) continue;
      expect(page.body).toContain(`value="${value}"`);
    }
    expect(page.body).toContain('<option value="Aerospace" selected>');
    expect(page.body).toContain('value="yes" checked');
    expect(page.body).toContain('id="email-fault"');
    expect(page.body).toContain('id="country-fault"');
    expect(page.body).toContain('id="serial-fault"');
    expect(page.body).toContain('name="idempotency" value="abc"');
  });

  it('says what happens next, and the same when the same form is sent twice', async () => {
    const [licence] = await licences({ seats: 2 });
    const form: Record<string, string> = {
      serial: licence?.serial ?? '',
      idempotency: 'same-form',
      ...registrationData(),
    };
    const first = await submit(form);
    const second = await submit(form);
    expect(first.statusCode).toBe(200);
    expect(first.body).toContain('Sample Mill is activated');
    expect(first.body).toContain('What happens next');
    for (const told of [form.email, form.name, licence?.serial]) expect(first.body).not.toContain(told);
    expect(second.body).toBe(first.body);
    expect(await owner('SELECT FROM licensing.activations WHERE licence_id = $1', [licence?.id])).toHaveLength(1);
  });

  it('names the next step where the licence cannot be activated', async () => {
    const [licence] = await licences();
    await owner(`UPDATE licensing.licences SET state = 'suspended' WHERE id = $1`, [licence?.id]);
    const page = await submit({ serial: licence?.serial ?? '', ...registrationData() });
    expect(page.statusCode).toBe(409);
    expect(page.body).toContain('This licence is suspended.');
    expect(page.body).toContain('Ask Sample Dealers why');
    expect(page.body).toContain('KEPT_LICENCE_SUSPENDED');
  });

  it('refuses what was not filled in under a notice of ours', async () => {
    const page = await submit({ serial: await oneSerial(), ...registrationData(), notice: 'f'.repeat(64) });
    expect(page.statusCode).toBe(409);
    expect(page.body).toContain('KEPT_NOTICE_CHANGED');
  });

  it('is limited a minute and network; others go on', async () => {
    const statuses = new Set<number>();
    for (let time = 0; time < 65; time += 1) statuses.add((await submit({}, '203.0.113.9')).statusCode);
    expect([...statuses]).toEqual([400, 429]);
    expect((await submit({}, '203.0.113.10')).statusCode).toBe(400);
  });
});
