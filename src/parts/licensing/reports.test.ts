import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connected } from '../../../test/kit/database.ts';
import { type TestDeps, testDeps } from '../../../test/kit/deps.ts';
import { emptySite } from '../../platform/html/page.ts';
import { ledger } from '../disclosures/index.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aLicensor, aProduct, registrationData, someLicences } from './fixtures.ts';
import { activateLicence, claimRegistration, registrationForm, sendDueReports, upcomingReports } from './index.ts';
import { csv, nextReportDay, reportUntil, startOfDay } from './rules/report-due.ts';

describe('when a report is due', () => {
  it.each([
    ['monthly', '2026-03-15T12:00:00Z', '2026-02-28T23:00:00.000Z', '2026-04-01'],
    ['monthly', '2026-04-01T00:00:00Z', '2026-03-31T22:00:00.000Z', '2026-05-01'],
    ['monthly', '2026-12-31T22:59:00Z', '2026-11-30T23:00:00.000Z', '2027-01-01'],
    ['quarterly', '2026-03-15T12:00:00Z', '2025-12-31T23:00:00.000Z', '2026-04-01'],
    ['quarterly', '2026-11-11T12:00:00Z', '2026-09-30T22:00:00.000Z', '2027-01-01'],
    ['each activation', '2026-03-15T12:00:00Z', '2026-03-15T12:00:00.000Z', '2026-03-15'],
  ] as const)('%s at %s', (frequency, now, until, next) => {
    expect(reportUntil(frequency, new Date(now), 'Europe/Berlin').toISOString()).toBe(until);
    expect(nextReportDay(frequency, new Date(now), 'Europe/Berlin')).toBe(next);
  });

  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['2026-01-01', 'UTC', '2026-01-01T00:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, at) => {
    expect(startOfDay(day, zone).toISOString()).toBe(at);
  });
});

describe('a table as CSV', () => {
  it.each([
    ['plain', 'plain'],
    [null, ''],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['+cmd|calc', `'+cmd|calc`],
    ['+49 69 5550', '+49 69 5550'],
  ])('%j', (value, expected) => {
    expect(csv(['a'], [[value]])).toBe(`a\r\n${expected}\r\n`);
  });
});

describe('reports to licensors', () => {
  let deps: TestDeps;
  let holder: string;
  let notice: string;
  const owner = <Row extends object>(text: string, values: unknown[] = []) =>
    connected(deps.database.ownerUrl, async (client) => (await client.query<Row>(text, values)).rows);

  beforeAll(async () => {
    const site = {
      ...emptySite,
      name: 'Example Tooling GmbH',
      address: '1 Sample Street',
      phone: '+49 30 1',
      ready: true,
    };
    deps = { ...(await testDeps(ledger)), site: async () => site };
    holder = await aReseller(deps);
  });
  afterAll(() => deps.stop());

  async function register(product: { productId: string; releaseId: string }, fields = registrationData()) {
    notice = (await registrationForm(deps)).notice.sha256;
    const [licence] = await someLicences(deps, { ...product, holderCompanyId: holder });
    await activateLicence(
      deps,
      { kind: 'public' },
      { serial: licence?.serial ?? '', fields, notice, marketing: false, machine: null, releaseId: null, key: null },
    );
    const [row] = await owner<{ id: string; person_id: string }>(
      'SELECT id, person_id FROM licensing.registrations WHERE licence_id = $1',
      [licence?.id],
    );
    return { fields, registrationId: row?.id ?? '', personId: row?.person_id ?? '' };
  }
  const reportsTo = (licensorId: string) =>
    owner<{ id: string; registrations: number; sha: string }>(
      `SELECT id, registrations, encode(content_sha256, 'hex') AS sha FROM licensing.reports WHERE recipient_id = $1 ORDER BY queued_at, id`,
      [licensorId],
    );
  const mailsTo = (address: string) =>
    owner<{ body_text: string; attachments: { base64: string; name: string }[] }>(
      'SELECT body_text, attachments FROM platform.mail_outbox WHERE to_address = $1 ORDER BY queued_at',
      [address],
    );

  it('hold the contract’s fields and no others, of registrations of that technology and no others, each once', async () => {
    const mine = await aLicensor(deps, {
      name: 'Solver House',
      mailbox: 'solver@licensor.example',
      fields: ['country', 'companyName', 'email'],
    });
    const theirs = await aLicensor(deps, { name: 'Mesh House', mailbox: 'mesh@licensor.example', fields: ['name'] });
    const withMine = await aProduct(deps, { technologyIds: [mine.technologyId] });
    const withTheirs = await aProduct(deps, { technologyIds: [theirs.technologyId] });
    const one = await register(withMine);
    const two = await register(withTheirs);
    await Promise.all([sendDueReports(deps), sendDueReports(deps, 'each activation'), sendDueReports(deps)]);
    const [report, ...more] = await reportsTo(mine.licensorId);
    expect([report?.registrations, more]).toEqual([1, []]);
    const [mail] = await mailsTo('solver@licensor.example');
    const content = Buffer.from(mail?.attachments[0]?.base64 ?? '', 'base64').toString('utf8');
    expect(content).toBe(`companyName,country,email\r\n${one.fields.companyName},DE,${one.fields.email}\r\n`);
    for (const hidden of [one.fields.name, one.fields.phone, two.fields.companyName])
      expect(content + mail?.body_text).not.toContain(hidden);
    const rows = await owner(
      `SELECT channel, purpose, fields, person_id, about_id FROM disclosures.ledger WHERE recipient_id = $1 ORDER BY channel`,
      [mine.licensorId],
    );
    const given = { purpose: 'licensor obligation', fields: ['companyName', 'country', 'email'], about_id: report?.id };
    expect(rows).toEqual([
      { ...given, channel: 'mail', person_id: null },
      { ...given, channel: 'report', person_id: one.personId },
    ]);
    const again = await register(withMine);
    await sendDueReports(deps);
    expect((await reportsTo(mine.licensorId)).map((each) => each.registrations)).toEqual([1, 1]);
    const mails = await mailsTo('solver@licensor.example');
    expect(Buffer.from(mails[1]?.attachments[0]?.base64 ?? '', 'base64').toString('utf8')).toContain(
      again.fields.email,
    );
  });

  it('of more registrations than one report holds follow each other and leave nobody out', async () => {
    const many = await aLicensor(deps, { name: 'Busy House', mailbox: 'busy@licensor.example', fields: ['country'] });
    const { registrationId } = await register(await aProduct(deps, { technologyIds: [many.technologyId] }));
    // As if they had come one by one over the last ten hours.
    await owner(
      `INSERT INTO licensing.registrations SELECT (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(),
          'given_at', g.given_at + n * interval '1 minute', 'applied_at', g.applied_at + n * interval '1 minute'))).*
        FROM licensing.registrations g, generate_series(1, 600) AS n WHERE g.id = $1`,
      [registrationId],
    );
    deps.clock.advance({ minutes: 601 });
    await sendDueReports(deps);
    expect((await reportsTo(many.licensorId)).map((each) => each.registrations)).toEqual([500, 101]);
    await sendDueReports(deps);
    expect(await reportsTo(many.licensorId)).toHaveLength(2);
  });

  it('by the month wait for its end, and /me can say by when', async () => {
    const monthly = await aLicensor(deps, {
      name: 'Monthly House',
      mailbox: 'monthly@licensor.example',
      frequency: 'monthly',
      fields: ['companyName'],
    });
    const product = await aProduct(deps, { technologyIds: [monthly.technologyId] });
    const { personId } = await register(product);
    await sendDueReports(deps);
    expect(await reportsTo(monthly.licensorId)).toEqual([]);
    expect(await upcomingReports(deps, personId)).toEqual([
      { recipient: { id: monthly.licensorId, name: 'Monthly House' }, fields: ['companyName'], by: '2026-04-01' },
    ]);
    deps.clock.set('2026-04-01T03:30:00Z');
    await sendDueReports(deps);
    expect((await reportsTo(monthly.licensorId)).map((each) => each.registrations)).toEqual([1]);
    expect(await upcomingReports(deps, personId)).toEqual([]);
    await sendDueReports(deps);
    expect(await reportsTo(monthly.licensorId)).toHaveLength(1);
  });

  it.each([
    ['no mailbox', { mailbox: null }],
    ['no confidentiality', { confidential: false }],
    ['a contract that begins later', { signedOn: '2030-01-01' }],
  ])('%s: nothing is sent', async (name, change) => {
    const licensor = await aLicensor(deps, { name: `Silent: ${name}`, ...change });
    await register(await aProduct(deps, { technologyIds: [licensor.technologyId] }));
    await sendDueReports(deps);
    expect(await reportsTo(licensor.licensorId)).toEqual([]);
    expect(await owner('SELECT FROM disclosures.ledger WHERE recipient_id = $1', [licensor.licensorId])).toEqual([]);
  });

  it('tell of a registration under a known address only once the person says that it was theirs', async () => {
    const licensor = await aLicensor(deps, { name: 'Careful House', fields: ['name', 'phone'] });
    const known = await register(await aProduct(deps));
    const product = await aProduct(deps, { technologyIds: [licensor.technologyId] });
    deps.clock.advance({ minutes: 1 });
    const waiting = await register(
      product,
      registrationData({ email: known.fields.email ?? '', name: 'Told Later', phone: '+49 1 2345' }),
    );
    expect(waiting.personId).toBe(known.personId);
    await sendDueReports(deps);
    expect(await reportsTo(licensor.licensorId)).toEqual([]);
    const [registration] = await owner<{ id: string }>(
      "SELECT id FROM licensing.registrations WHERE state = 'waiting for proof'",
      [],
    );
    const of = { personId: known.personId, registrationId: registration?.id ?? '' };
    await deps.db.as('rights', (trx) => claimRegistration(trx, deps, of));
    const [person] = await owner('SELECT name, phone FROM contacts.people WHERE id = $1', [known.personId]);
    expect(person).toEqual({ name: 'Told Later', phone: '+49 1 2345' });
    await deps.db.as('rights', (trx) => claimRegistration(trx, deps, of));
    await sendDueReports(deps);
    expect((await reportsTo(licensor.licensorId)).map((each) => each.registrations)).toEqual([1]);
  });
});
