import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { checkAccessibility, launchBrowser, openPage } from '../../../test/kit/browser.ts';
import { publishPolicy } from '../../../test/kit/publish.ts';

let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
  const officer = await app.signInAs('privacy officer');
  await officer.call('PUT', '/api/v1/outside-links', { links: [{ url: 'https://forum.example/', party: 'Forum' }] });
  const administrator = await app.signInAs('administrator');
  const { body: vendor } = await administrator.call<object>('GET', '/api/v1/vendor');
  await administrator.call('PUT', '/api/v1/vendor', { ...vendor, name: 'Example Tooling and Daughters GmbH' });
  await publishPolicy(officer, administrator);
});
afterAll(async () => {
  await browser?.close();
  await app.stop();
});

const paths = [
  '/',
  '/privacy',
  '/privacy/versions',
  '/privacy/versions/1',
  '/privacy/versions/2/diff',
  '/privacy/cookies',
  '/privacy/proof',
];
const looks = [
  ['narrow', { viewport: { width: 320, height: 640 } }],
  ['dark', { colorScheme: 'dark' as const }],
] as const;

test.each(paths.flatMap((path) => looks.map(([name, look]) => [path, name, look] as const)))(
  '%s (%s) hinders nobody, and does not scroll sideways',
  async (path, _, look) => {
    const page = await openPage(browser, look);
    try {
      const answer = await page.goto(`${app.baseUrl}${path}`);
      expect(answer?.status()).toBe(200);
      await checkAccessibility(page);
      const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
      expect(wide).toBe(false);
      expect(await page.context().cookies()).toEqual([]);
    } finally {
      await page.context().close();
    }
  },
);
