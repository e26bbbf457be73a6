import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Session, startApp, type TestApp } from './app.ts';
import { openPage } from './browser.ts';

export const deskFolder = resolve(import.meta.dirname, '../../desk/dist');

/** The application with the desk as it was built. */
export async function startWithDesk(
  overrides: NonNullable<Parameters<typeof startApp>[0]>['overrides'] = {},
): Promise<TestApp> {
  if (!existsSync(join(deskFolder, 'index.html')))
    throw new Error('the desk is not built: node scripts/prepare.mjs --desk');
  return startApp({ overrides: { deskFolder, ...overrides } });
}

/** A browser of somebody who has signed in. */
export async function signedIn(browser: Browser, app: TestApp, session: Session): Promise<Page> {
  const page = await openPage(browser, { acceptDownloads: true });
  const cookies = session.cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: app.baseUrl };
  });
  await page.context().addCookies(cookies);
  return page;
}
