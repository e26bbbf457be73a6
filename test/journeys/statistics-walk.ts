import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Session, startApp, type TestApp } from '../kit/app.ts';
import { openPage } from '../kit/browser.ts';
import { connected } from '../kit/database.ts';
import { fillWebsite } from './statistics-site.ts';

const deskFolder = resolve(import.meta.dirname, '../../desk/dist');

/** The application with the desk as it was built, and a website of 35 days of figures. */
export async function startWithDesk(): Promise<TestApp> {
  if (!existsSync(join(deskFolder, 'index.html')))
    throw new Error('the desk is not built: node scripts/prepare.mjs --desk');
  const app = await startApp({ overrides: { deskFolder } });
  const today = app.clock.now().toISOString().slice(0, 10);
  await connected(app.database.ownerUrl, (client) => fillWebsite(client, 'shop', today, 35));
  return app;
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
