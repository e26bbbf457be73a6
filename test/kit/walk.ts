import type { Browser, Locator, Page } from 'playwright-core';
import { beforeEach, onTestFailed, test } from 'vitest';
import { checkAccessibility, openPage, screenshot } from './browser.ts';

const screens = [
  { width: 1_280, height: 900, scheme: 'light' },
  { width: 320, height: 640, scheme: 'dark' },
] as const;

/**
 * Looks at the page as people do who see it: on a wide screen in light colours, on a narrow one in dark. Nothing may hinder
 * them (axe), nothing may stand beyond the edge of a narrow screen; a picture of each is kept in test/output.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  for (const { width, height, scheme } of screens) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await checkAccessibility(page);
    await staysInside(page);
    await screenshot(page, `${name}-${width}-${scheme}`);
  }
  const { width, height, scheme } = screens[0];
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme });
}

/** axe is a script. A page read without script is looked at through a copy of its words in a browser that has script. */
export async function lookAtCopy(browser: Browser, page: Page, name: string): Promise<void> {
  const copy = await openPage(browser);
  await copy.route(page.url(), async (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: await page.content() }),
  );
  await copy.goto(page.url());
  await lookAt(copy, name);
  await copy.context().close();
}

async function staysInside(page: Page): Promise<void> {
  const beyond = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  if (beyond > 0) throw new Error(`${page.url()} is ${beyond} pixels wider than the screen`);
}

/** Chooses from a list that opens below its field. */
export async function choose(within: Page | Locator, label: string, option: string | RegExp): Promise<void> {
  const page = 'page' in within ? within.page() : within;
  await within.getByRole('combobox', { name: label, exact: true }).first().click();
  await page.getByRole('option', { name: option, exact: true }).first().click();
}

/** The steps of a journey, one test each; of one that fails a picture is kept. `page`: the page that is open then. */
export function stepsOn(page: () => Page, name: string) {
  return (says: string, walk: () => Promise<void>) =>
    test(says, { timeout: 120_000 }, async () => {
      onTestFailed(async () => void (await screenshot(page(), `failed-${name}`)));
      await walk();
    });
}

/** For a file whose steps build on one another: after one that failed the others are left out, as they would fail of it. */
export function stopAtFailure(then: () => Promise<void> = async () => undefined): void {
  let failed = false;
  beforeEach((context) => {
    context.skip(failed, 'an earlier step failed');
    onTestFailed(async () => {
      failed = true;
      await then();
    });
  });
}

export type Typing = Readonly<Record<string, string>>;

/** Types into fields by their labels. */
export async function type(within: Page | Locator, values: Typing): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await within.getByRole('textbox', { name: label, exact: true }).fill(value);
}

/** Presses a button by what it says it does. */
export async function press(within: Page | Locator, name: string): Promise<void> {
  await within.getByRole('button', { name, exact: true }).first().click();
}
