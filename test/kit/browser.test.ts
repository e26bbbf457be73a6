import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkAccessibility, launchBrowser, openPage, screenshot } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const good = '<html lang="en"><title>A page</title><main><h1>Hello</h1><label>Name <input></label></main></html>';
const document = (html: string) => `data:text/html,${encodeURIComponent(`<!doctype html>${html}`)}`;

test('passes a page that is fit for all', async () => {
  const page = await openPage(browser);
  await page.goto(document(good));
  await checkAccessibility(page);
  expect(await screenshot(page, 'browser-kit')).toMatch(/browser-kit\.png$/);
});

test.each([
  ['a field without a label', good.replace('<label>Name <input></label>', '<input>'), 'label'],
  ['a picture without words', good.replace('<h1>Hello</h1>', '<h1>Hello</h1><img src="x.png">'), 'image-alt'],
  ['pale grey on white', good.replace('<h1>', '<h1 style="color:#ccc">'), 'color-contrast'],
  ['no language', good.replace(' lang="en"', ''), 'html-has-lang'],
])('reports %s', async (_case, html, rule) => {
  const page = await openPage(browser);
  await page.goto(document(html));
  await expect(checkAccessibility(page)).rejects.toThrow(rule);
});

test('examines a page whose policy forbids foreign script', async () => {
  const page = await openPage(browser);
  await page.route('http://kept.test/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'content-security-policy': "default-src 'none'" },
      body: `<!doctype html>${good}`,
    }),
  );
  await page.goto('http://kept.test/');
  await expect(checkAccessibility(page)).resolves.toBeUndefined();
});
