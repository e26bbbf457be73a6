import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** Starts Chromium without a window; installs it where that is possible, else fails and says what to do. */
export function launchBrowser(): Promise<Browser> {
  const script = join(root, 'scripts/prepare-browser.mjs');
  const answer = execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const executablePath = answer.trim().split('\n').at(-1) ?? '';
  return chromium.launch({ executablePath, headless: true, args: flags });
}

/** A page of its own context: no cookie, no storage, shared with no other. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
  return context.newPage();
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails if axe finds anything that hinders people with a screen reader, a keyboard or weak sight.
 * Needs script in the page: for pages read with script switched off, open the page once more with it.
 */
export async function checkAccessibility(page: Page): Promise<void> {
  // The page's own policy forbids foreign script; evaluating through the debugger is not bound by it.
  await page.evaluate(axeSource);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: standards }, resultTypes: ['violations'] });
  const results = (await page.evaluate(`axe.run(document, ${options})`)) as AxeResults;
  if (results.passes.length === 0) throw new Error(`axe examined nothing at ${page.url()}`);
  const found = results.violations.flatMap((rule) =>
    rule.nodes.map(
      (node) =>
        `${rule.id} (${rule.impact ?? 'unknown'}): ${rule.help}\n    ${node.target.join(' ')}\n    ${node.html}`,
    ),
  );
  if (found.length > 0) throw new Error(`${found.length} violations at ${page.url()}\n  ${found.join('\n  ')}`);
}

/** Keeps a picture in test/output, which git ignores; answers its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(root, 'test/output');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  return path;
}

/** Gives the page a passkey device of its own, which says yes to everything (WebAuthn of the DevTools protocol). */
export async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
