import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { checkAccessibility, launchBrowser, openPage } from '../../../test/kit/browser.ts';
import { connected } from '../../../test/kit/database.ts';
import { sendDueMailReports } from './actions/kept/mails.ts';
import { fillCells, fillDay, fillSite } from './fixtures/figures.ts';
import { dimension } from './rules/dimensions.ts';
import type { Annotations, Links, MadeLink, MailReport, MailReports, View, Views } from './wire/kept.ts';
import type { Overview } from './wire/reports.ts';

const base = '/api/v1/statistics/reports/shop';
let app: TestApp;
let marketing: Session;
let manager: Session;
let mailboxes: Parameters<typeof sendDueMailReports>[1]['mailboxes'];

const rows = (text: string, values: unknown[] = []) =>
  connected(
    app.database.ownerUrl,
    async (client) => (await client.query(text, values)).rows as Record<string, unknown>[],
  );

beforeAll(async () => {
  app = await startApp();
  app.clock.set('2026-03-18T12:00:00Z');
  marketing = await app.signInAs('marketing');
  manager = await app.signInAs('product manager');
  mailboxes = async (ids) =>
    new Map(
      [marketing, manager]
        .filter(({ memberId }) => ids.includes(memberId))
        .map(({ memberId, email }) => [memberId, { id: memberId, name: 'The member', email, role: 'marketing' }]),
    );
  await connected(app.database.ownerUrl, async (client) => {
    const shop = await fillSite(client, { slug: 'shop' });
    for (const day of ['2026-03-02', '2026-03-09', '2026-03-12']) await fillDay(client, shop, day, { visits: 30 });
    await fillDay(client, shop, '2026-03-18', { visits: 3, closed: false });
    for (const day of ['2026-03-09', '2026-03-12'])
      await fillCells(client, shop, {
        dimension: dimension.page,
        period: 'd',
        startsOn: day,
        cells: [
          { value: '/prices', visits: 20 },
          { value: '/<script>alert(1)</script>', visits: 6 },
          { value: '/secret-of-one', visits: 1 },
          { value: '/secret-of-few', visits: 2 },
        ],
      });
    for (const [period, startsOn] of [
      ['m', '2026-03-01'],
      ['y', '2026-01-01'],
    ] as const)
      await fillCells(client, shop, {
        dimension: dimension.page,
        period,
        startsOn,
        cells: [
          { value: '/prices', visits: 40 },
          { value: '/<script>alert(1)</script>', visits: 12 },
          { value: '/secret-of-one', visits: 2 },
          { value: '/secret-of-few', visits: 4 },
        ],
      });
  });
});
afterAll(() => app?.stop());

describe('notes', () => {
  test('are made, shown in the overview of their days, removed, and written down', async () => {
    const note = { on: '2026-03-12', kind: 'release', text: 'Version 4.1' };
    const made = await marketing.call<{ id: string }>('POST', `${base}/annotations`, note);
    expect(made.status).toBe(201);
    const shown = await manager.call<Overview>('GET', `${base}/overview?from=2026-03-01&to=2026-03-18`);
    expect(shown.body.annotations).toEqual([{ ...note, id: made.body.id }]);
    const elsewhere = await manager.call<Overview>('GET', `${base}/overview?from=2026-02-01&to=2026-02-18`);
    expect(elsewhere.body.annotations).toEqual([]);
    expect((await marketing.call('DELETE', `${base}/annotations/${made.body.id}`)).status).toBe(204);
    expect((await marketing.call('DELETE', `${base}/annotations/${made.body.id}`)).status).toBe(404);
    expect((await manager.call<Annotations>('GET', `${base}/annotations`)).body.annotations).toEqual([]);
    const audited = await rows(`SELECT action FROM staff.audit WHERE about_id = $1 ORDER BY id`, [made.body.id]);
    expect(audited.map(({ action }) => action)).toEqual(['statistics.annotated', 'statistics.annotation-removed']);
  });

  test.each([
    { on: '2026-02-30', kind: 'release', text: 'x' },
    { on: '2026-02-03', kind: 'party', text: 'x' },
    { on: '2026-02-03', kind: 'other', text: '' },
    { on: '2026-02-03', kind: 'other', text: 'x', by: 'me' },
  ])('refuses %j', async (note) => {
    expect((await marketing.call('POST', `${base}/annotations`, note)).status).toBe(400);
  });

  test('are not written by those who only read', async () => {
    const note = { on: '2026-03-12', kind: 'release', text: 'Version 4.1' };
    expect((await manager.call('POST', `${base}/annotations`, note)).status).toBe(403);
  });
});

test('views are kept under a name that is free, and forgotten', async () => {
  const view = { name: 'Germany', search: { filter: 'country:DE', by: 'week' } };
  const made = await manager.call<View>('POST', `${base}/views`, view);
  expect(made).toMatchObject({ status: 201, body: view });
  const again = await marketing.call<{ error: { code: string } }>('POST', `${base}/views`, view);
  expect([again.status, again.body.error.code]).toEqual([409, 'KEPT_VIEW_NAME_TAKEN']);
  expect((await marketing.call<Views>('GET', `${base}/views`)).body.views).toMatchObject([view]);
  expect((await manager.call('DELETE', `${base}/views/${made.body.id}`)).status).toBe(204);
  expect((await marketing.call<Views>('GET', `${base}/views`)).body.views).toEqual([]);
});

describe('a shared page', () => {
  const share = async (days = 30, dimensions = ['page', 'country']) => {
    const link = { name: 'For the board', days, origin: 'live', dimensions, expiresInDays: 7 };
    return marketing.call<MadeLink>('POST', `${base}/links`, link);
  };
  const open = (url: string) => app.get(new URL(url).pathname);

  test('shows figures and tables to whoever has its address, folded, without script and cookie', async () => {
    const { status, body } = await share();
    expect(status).toBe(201);
    const response = await open(body.url);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(text).toContain('93');
    expect(text).toContain('/prices');
    expect(text).toContain('/&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<script|secret-of|style=/);
  });

  test('names countries and languages, and shows the notes that staff has made', async () => {
    await connected(app.database.ownerUrl, async (client) => {
      const { rows: sites } = await client.query<{ id: number }>(`SELECT id FROM statistics.sites WHERE slug = 'shop'`);
      const shop = { id: sites[0]?.id ?? 0, origin: 'live' } as const;
      const row = { period: 'd', startsOn: '2026-03-12' } as const;
      await fillCells(client, shop, { ...row, dimension: dimension.country, cells: [{ value: 'DE', visits: 20 }] });
      await fillCells(client, shop, { ...row, dimension: dimension.language, cells: [{ value: 'pt-BR', visits: 20 }] });
      await fillCells(client, shop, { ...row, dimension: dimension.hour, cells: [{ value: '46', visits: 20 }] });
    });
    const note = { on: '2026-03-12', kind: 'release', text: 'Version <4.2>' };
    const { body: noted } = await marketing.call<{ id: string }>('POST', `${base}/annotations`, note);
    const { body } = await share(7, ['country', 'language', 'hour']);
    const text = await (await open(body.url)).text();
    for (const told of ['Germany', 'Brazilian Portuguese', '2026-03-12, release: Version &lt;4.2&gt;'])
      expect(text).toContain(told);
    await marketing.call('DELETE', `${base}/annotations/${noted.id}`);
  });

  test('tells no day of a few visits, names refusals, calls requests so, says how many values are left out, shows all hours', async () => {
    await connected(app.database.ownerUrl, async (client) => {
      const shown = await fillSite(client, { slug: 'shown' });
      for (const [day, visits] of [
        ['2026-03-10', 41],
        ['2026-03-11', 3],
        ['2026-03-12', 29],
        ['2026-03-13', 53],
      ] as const)
        await fillDay(client, shown, day, { visits, views: visits * 7 });
      const row = { period: 'd', startsOn: '2026-03-10' } as const;
      const fill = (of: number, cells: { value: string; visits: number; views?: number }[]) =>
        fillCells(client, shown, { ...row, dimension: of, cells });
      const request = (value: string, views: number) => ({ value, visits: 0, views });
      await fill(dimension.refusal, [request('gpc', 37), request('dnt', 6), request('refused', 1)]);
      await fill(dimension.bot, [request('GPTBot', 1)]);
      await fill(
        dimension.browser,
        Array.from({ length: 13 }, (_, index) => ({ value: `Browser ${index}`, visits: 9 })),
      );
      await fill(
        dimension.hour,
        Array.from({ length: 30 }, (_, index) => ({ value: String(index), visits: 100 + index })),
      );
      await fill(dimension.download, [{ value: '/of-one.pdf', visits: 1 }]);
    });
    const dimensions = ['refusal', 'bot', 'browser', 'hour', 'download'];
    const link = { name: 'Board', days: 30, origin: 'live', dimensions, expiresInDays: 7 };
    const { body } = await marketing.call<MadeLink>('POST', `${base.replace('shop', 'shown')}/links`, link);
    const text = (await (await open(body.url)).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    // Three visits, and the smallest other day with them: 126 less 94 would be three and nobody else's.
    expect(text).toContain('2026-03-11 not told not told');
    expect(text).toContain('2026-03-12 not told not told');
    expect(text).toContain('2026-03-10 41 287');
    expect(text).toContain('Not told: a day of fewer than 5 visits');
    expect(text).toMatch(
      /Refusals to be counted Refusals to be counted Requests Share Global Privacy Control[^0-9]*37 /,
    );
    expect(text).toMatch(/other 7 /);
    expect(text).not.toMatch(/gpc|dnt/);
    expect(text).toMatch(/Programs Requests Share GPTBot 1 /);
    expect(text).toContain('and 3 more that are large enough to be named');
    for (let hour = 0; hour < 24; hour += 1) expect(text).toContain(` ${String(hour).padStart(2, '0')} ${100 + hour} `);
    expect(text).toMatch(/ 05 105 129 · · · · · 06 106 · /);
    expect(text).not.toContain('of-one');
    expect(text).toContain('Nothing that five visits or more have in common.');
  });

  test('its address is nowhere in the database, only a digest', async () => {
    const { body } = await share();
    const token = body.url.split('/').at(-1) ?? '';
    const kept = await rows('SELECT to_jsonb(l) AS row FROM statistics.shared_links l');
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(app.log()).not.toContain(token);
    const listed = await manager.call<Links>('GET', `${base}/links`);
    expect(JSON.stringify(listed.body)).not.toContain(token);
    expect(listed.body.links.map(({ id }) => id)).toContain(body.link.id);
  });

  test('ends when it is ended, and by itself', async () => {
    const { body } = await share();
    expect((await manager.call('DELETE', `${base}/links/${body.link.id}`)).status).toBe(403);
    expect((await marketing.call('DELETE', `${base}/links/${body.link.id}`)).status).toBe(204);
    const ended = await open(body.url);
    expect(ended.status).toBe(410);
    expect(await ended.text()).toContain('KEPT_SHARED_LINK_ENDED');
    const other = (await share()).body;
    app.clock.advance({ days: 8 });
    expect((await open(other.url)).status).toBe(410);
    app.clock.set('2026-03-18T12:00:00Z');
  });

  test('an address that never was one is not found', async () => {
    const response = await app.get(`/statistics/shared/${'A'.repeat(32)}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
  });

  test('its address is not found out by trying: sixty a minute, and no other page waits for that', async () => {
    const ask = async (url: string, remoteAddress = '203.0.113.77') =>
      (await app.kept.app.inject({ method: 'GET', url, remoteAddress })).statusCode;
    const statuses: number[] = [];
    for (let n = 0; n < 62; n += 1) statuses.push(await ask(`/statistics/shared/${String(n).padStart(32, 'B')}`));
    expect(new Set(statuses.slice(0, 60))).toEqual(new Set([404]));
    expect(statuses.slice(60)).toEqual([429, 429]);
    expect(await ask('/privacy/cookies')).toBe(200);
    expect(await ask(`/statistics/shared/${'B'.repeat(32)}`, '203.0.114.77')).toBe(404);
  });

  test('can be read by everybody, on a narrow screen too', async () => {
    const { body } = await share();
    const browser: Browser = await launchBrowser();
    try {
      const page = await openPage(browser, { viewport: { width: 320, height: 640 } });
      await page.goto(body.url);
      await checkAccessibility(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    } finally {
      await browser.close();
    }
  }, 60_000);
});

describe('reports by mail', () => {
  const due = () => sendDueMailReports(app.kept.deps, { mailboxes });

  test('of the last week go out once, with a row in the ledger, and never name what is too small', async () => {
    const asked = await marketing.call<MailReport>('POST', `${base}/mails`, {
      memberId: marketing.memberId,
      every: 'week',
    });
    expect(asked).toMatchObject({ status: 201, body: { every: 'week', sentFor: null } });
    expect(await due()).toBe(0);
    // Tuesday of the next week: what was asked for on Wednesday is due, but not while a day of it is still counted.
    app.clock.set('2026-03-24T12:00:00Z');
    expect(await due()).toBe(0);
    await rows('UPDATE statistics.days SET closed = true');
    expect(await due()).toBe(1);
    expect(await due()).toBe(0);
    await app.settle();
    const mail = app.mails.messages.at(-1);
    expect(mail?.to).toEqual([marketing.email]);
    expect(mail?.text).toContain('2026-03-16');
    const ledger = await rows(
      `SELECT recipient_kind, recipient_id, channel FROM disclosures.ledger WHERE about_kind = 'mail report'`,
    );
    expect(ledger).toEqual([{ recipient_kind: 'staff', recipient_id: marketing.memberId, channel: 'mail' }]);
    const listed = await marketing.call<MailReports>('GET', `${base}/mails`);
    expect(listed.body.mails).toMatchObject([{ sentFor: '2026-03-16', memberName: 'The marketing' }]);
    app.clock.set('2026-03-18T12:00:00Z');
  });

  test('of a month, with the main tables', async () => {
    await marketing.call('POST', `${base}/mails`, { memberId: manager.memberId, every: 'month' });
    app.clock.set('2026-04-02T12:00:00Z');
    await due();
    await app.settle();
    const mail = app.mails.messages.findLast(({ to }) => to.includes(manager.email));
    expect(mail?.subject).toContain('2026-03-01 to 2026-03-31');
    expect(mail?.text).toContain('/prices');
    expect(mail?.text).not.toContain('secret-of');
    app.clock.set('2026-03-18T12:00:00Z');
  });

  test('go to no one who may not read the figures', async () => {
    const support = await app.signInAs('support');
    const refused = await marketing.call<{ error: { code: string } }>('POST', `${base}/mails`, {
      memberId: support.memberId,
      every: 'week',
    });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'KEPT_NOT_OF_STAFF']);
  });

  test('are asked for once, and ended', async () => {
    const again = await marketing.call<{ error: { code: string } }>('POST', `${base}/mails`, {
      memberId: marketing.memberId,
      every: 'week',
    });
    expect([again.status, again.body.error.code]).toEqual([409, 'KEPT_MAIL_REPORT_TAKEN']);
    const { body } = await marketing.call<MailReports>('GET', `${base}/mails`);
    for (const { id } of body.mails) expect((await marketing.call('DELETE', `${base}/mails/${id}`)).status).toBe(204);
    expect((await marketing.call<MailReports>('GET', `${base}/mails`)).body.mails).toEqual([]);
  });
});
