import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { connected } from '../kit/database.ts';
import { prove } from '../kit/prove.ts';

// "Who here activated this?": the company learns the name of the contact and nothing else, the person named sees that it did.

let app: TestApp;
let desk: Session;
let reseller: string;
let product: { productId: string; releaseId: string };
const ground = { purpose: 'customer service', reason: 'the company asks' };

beforeAll(async () => {
  app = await startApp();
  reseller = await aReseller(app);
  product = await aProduct(app, { name: 'Sample Mill' });
  desk = await app.signInAs('licence desk');
}, 60_000);
afterAll(() => app?.stop());

const owner = async <Row extends object>(text: string, values: unknown[] = []) =>
  connected(app.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

interface Activated {
  readonly licenceId: string;
  readonly serial: string;
  readonly companyId: string;
  readonly personId: string;
  readonly data: Record<string, string>;
}

async function activate(changes: Record<string, string>): Promise<Activated> {
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
  const shown = (await (await app.get('/api/v1/registration-schema')).json()) as { notice: { sha256: string } };
  const data = registrationData(changes);
  const body = { serial: licence?.serial, notice: shown.notice.sha256, ...data };
  expect((await app.post('/api/v1/activations', body)).status).toBe(201);
  await app.settle();
  const [row] = await owner<{ company_id: string; person_id: string }>(
    'SELECT company_id, person_id FROM licensing.registrations WHERE licence_id = $1',
    [licence?.id],
  );
  return {
    licenceId: licence?.id ?? '',
    serial: licence?.serial ?? '',
    companyId: row?.company_id ?? '',
    personId: row?.person_id ?? '',
    data,
  };
}

/** Opens somebody's page by the link in their mailbox. */
async function open(email: string): Promise<{ sitting: string; html: string }> {
  app.clock.advance({ minutes: 2 });
  const isLink = (mail: { to: string[]; text: string }) => mail.to.includes(email) && mail.text.includes('/me/link/');
  const before = app.mails.messages.filter(isLink).length;
  await app.submit('/me', { email });
  const count = async () => {
    await app.settle();
    return app.mails.messages.filter(isLink).length;
  };
  await expect.poll(count, { timeout: 10_000 }).toBe(before + 1);
  const link = /\/me\/link\/\S+/.exec(app.mails.messages.filter(isLink).at(-1)?.text ?? '')?.[0] ?? '';
  const html = await (await app.submit(link, {})).text();
  return { sitting: /name="sitting" value="([^"]+)"/.exec(html)?.[1] ?? '', html };
}

async function ask(sitting: string, serial: string) {
  const answer = await app.submit('/me/who', { sitting, serial });
  return { status: answer.status, html: await answer.text() };
}

const addDomain = (companyId: string, domain: string, evidence = 'letter head, seen by the desk') =>
  desk.call<{ domains: { id: string; domain: string; until: string | null }[]; error?: { code: string } }>(
    'POST',
    `/api/v1/companies/${companyId}/domains`,
    { domain, evidence },
  );

describe('asked on a page', () => {
  test('with a mailbox of the company: the name, nothing else, in the ledger and on the page of who was named', async () => {
    const maker = { companyName: 'Gearworks', email: 'ada@gearworks.example', name: 'Ada <b>Maker</b>' };
    const first = await activate({ ...maker, phone: '+49 69 7777', title: 'Toolmaker' });
    const colleague = await activate({ companyName: 'Gearworks', email: 'ben@gearworks.example', name: 'Ben Planner' });
    const ben = await open(colleague.data.email ?? '');
    expect(ben.html).toContain('Ask who in your company activated a licence');

    const early = await ask(ben.sitting, first.serial);
    expect(early.status).toBe(403);
    expect(early.html).toContain('KEPT_COMPANY_NOT_PROVEN');
    expect(early.html).not.toContain('Maker');

    expect((await addDomain(first.companyId, '@GearWorks.example.')).body.domains).toMatchObject([
      { domain: 'gearworks.example', until: null },
    ]);
    expect((await app.submit('/me/who', { sitting: ben.sitting })).status).toBe(200);
    const { status, html } = await ask(ben.sitting, ` ${first.serial.toLowerCase()} `);
    expect(status).toBe(200);
    expect(html).toContain('Ada &lt;b&gt;Maker&lt;/b&gt;');
    for (const kept of ['ada@gearworks.example', '7777', 'Toolmaker']) expect(html).not.toContain(kept);
    expect(
      await owner(
        `SELECT recipient_kind, recipient_id, person_id, fields, about_id FROM disclosures.ledger WHERE channel = 'answer'`,
      ),
    ).toEqual([
      {
        recipient_kind: 'licensee',
        recipient_id: first.companyId,
        person_id: first.personId,
        fields: ['name'],
        about_id: first.licenceId,
      },
    ]);
    const ada = await open('ada@gearworks.example');
    expect(ada.html).toContain('Who was told that you activated a licence');
    expect(ada.html).toContain(`who activated licence ${first.serial}`);
    expect(ada.html).not.toContain('Ben Planner');
    const file = (await (await app.submit('/me/download', { sitting: ada.sitting })).json()) as { others: unknown[] };
    expect(JSON.stringify(file.others)).toContain(first.serial);
  });

  test('a licence of another company is answered as one that is not there', async () => {
    const theirs = await activate({ companyName: 'Strangers', email: 'cy@strangers.example', name: 'Cy Stranger' });
    const own = await activate({ companyName: 'Askers', email: 'dee@askers.example' });
    await addDomain(own.companyId, 'askers.example');
    const dee = await open('dee@askers.example');
    const [unused] = await someLicences(app, { ...product, holderCompanyId: reseller });
    const said = (html: string) => /<p class="problem"[^>]*>([^<]*)</.exec(html)?.[1];
    const answers = [await ask(dee.sitting, theirs.serial), await ask(dee.sitting, unused?.serial ?? '')];
    expect(answers.map(({ html }) => said(html))).toEqual(
      Array(2).fill('There is no licence with this serial of Askers.'),
    );
    expect((await ask(dee.sitting, 'nonsense')).html).toContain('KEPT_SERIAL_MALFORMED');
  });

  test('ten times a day, however many at once, and again on the next', async () => {
    const own = await activate({ companyName: 'Often', email: 'eve@often.example' });
    await addDomain(own.companyId, 'often.example');
    const eve = await open('eve@often.example');
    const statuses = await Promise.all(Array.from({ length: 14 }, () => ask(eve.sitting, own.serial)));
    expect(statuses.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(4);
    app.clock.advance({ hours: 25 });
    const next = await open('eve@often.example');
    expect((await ask(next.sitting, own.serial)).status).toBe(200);
  });

  test('a domain that has ended answers no more, and may stand with another company', async () => {
    const own = await activate({ companyName: 'Sold', email: 'fay@sold.example' });
    const buyer = await activate({ companyName: 'Buyer', email: 'gus@buyer.example' });
    const { body } = await addDomain(own.companyId, 'sold.example');
    expect((await addDomain(buyer.companyId, 'sold.example')).body.error?.code).toBe('KEPT_DOMAIN_TAKEN');
    const fay = await open('fay@sold.example');
    expect((await ask(fay.sitting, own.serial)).status).toBe(200);
    const end = `/api/v1/companies/${own.companyId}/domains/${body.domains[0]?.id}/end`;
    expect((await desk.call('POST', end, {})).status).toBe(200);
    expect((await desk.call('POST', end, {})).status).toBe(404);
    expect((await ask(fay.sitting, own.serial)).status).toBe(403);
    expect((await addDomain(buyer.companyId, 'sold.example')).status).toBe(200);
  });

  test('who has not confirmed a registration is not named, and neither is who said that it was not them', async () => {
    const own = await activate({ companyName: 'Doubt', email: 'hal@doubt.example' });
    await addDomain(own.companyId, 'doubt.example');
    const waiting = await activate({ companyName: 'Doubt Works', email: 'hal@doubt.example', name: 'Not Me' });
    await owner('UPDATE licensing.registrations SET company_id = $1 WHERE licence_id = $2', [
      own.companyId,
      waiting.licenceId,
    ]);
    const hal = await open('hal@doubt.example');
    const answer = await ask(hal.sitting, waiting.serial);
    expect(answer.html).toContain('has not confirmed the registration yet');
    expect(answer.html).not.toContain('Not Me');
  });
});

describe('noted by the licence desk', () => {
  test.each([
    ['a mail provider for anybody', 'gmail.com', 'KEPT_DOMAIN_OF_ANYBODY'],
    ['no domain', 'just words', 'KEPT_INVALID'],
    ['an address', 'a@b.example', 'KEPT_INVALID'],
    ['a link', 'https://b.example/x', 'KEPT_INVALID'],
    ['a number', '10.0.0.1', 'KEPT_INVALID'],
  ])('%s is refused', async (_, domain, code) => {
    const own = await activate({ companyName: `Refused ${domain}` });
    expect((await addDomain(own.companyId, domain)).body.error?.code).toBe(code);
    expect(await owner('SELECT FROM contacts.domains WHERE company_id = $1', [own.companyId])).toHaveLength(0);
  });

  test('without evidence, or by somebody else, nothing is noted', async () => {
    const own = await activate({ companyName: 'Bare' });
    expect((await addDomain(own.companyId, 'bare.example', ' ')).status).toBe(400);
    const marketing = await app.signInAs('marketing');
    const input = { domain: 'bare.example', evidence: 'seen' };
    expect((await marketing.call('POST', `/api/v1/companies/${own.companyId}/domains`, input)).status).toBe(403);
  });

  test.each(['phone', 'mail', 'letter'])(
    'an inquiry by %s is answered with evidence, logged and in the ledger',
    async (channel) => {
      const own = await activate({
        companyName: `Caller ${channel}`,
        name: `Contact ${channel}`,
        phone: '+49 69 8888',
      });
      const path = `/api/v1/licences/${own.licenceId}/inquiries`;
      const evidence = 'Named the number of the order';
      expect((await desk.call('POST', path, { channel, evidence: ' ' }, ground)).status).toBe(400);
      expect((await desk.call('POST', path, { channel, evidence })).status).toBe(403);
      const { status, body } = await desk.call('POST', path, { channel, evidence }, ground);
      expect([status, body]).toEqual([
        200,
        {
          answer: 'named',
          serial: own.serial,
          product: 'Sample Mill',
          company: `Caller ${channel}`,
          name: `Contact ${channel}`,
        },
      ]);
      expect(await owner(`SELECT fields, reason FROM contacts.lookups WHERE person_id = $1`, [own.personId])).toEqual([
        { fields: ['name'], reason: ground.reason },
      ]);
      const timeline = await desk.call<{ items: { kind: string }[] }>(
        'GET',
        `/api/v1/licences/${own.licenceId}/timeline`,
      );
      expect(timeline.body.items.map(({ kind }) => kind)).toContain('contact named');
    },
  );

  test('a licence that nobody activated has nobody to be named', async () => {
    const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
    const answer = await desk.call<{ error: { code: string } }>(
      'POST',
      `/api/v1/licences/${licence?.id}/inquiries`,
      { channel: 'phone', evidence: 'x' },
      ground,
    );
    expect(answer.body.error.code).toBe('KEPT_NEVER_ACTIVATED');
  });
});

test('the clause holds on all of this', async () => {
  const ids = ['proven', 'name-only', 'phone', 'mail', 'letter', 'logged', 'visible'].map((name) => `L5.${name}`);
  for (const id of ids) expect([id, await prove(app, id)]).toMatchObject([id, { verdict: 'true' }]);
});
