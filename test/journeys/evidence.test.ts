import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aProduct, registrationData, someLicences } from '../../src/parts/licensing/fixtures.ts';
import { aReseller } from '../../src/parts/resellers/fixtures.ts';
import { leafOf } from '../../src/platform/evidence/leaf.ts';
import { provesConsistency, provesInclusion } from '../../src/platform/evidence/merkle.ts';
import { openCheckpoint, readKey } from '../../src/platform/evidence/note.ts';
import { startApp, type TestApp } from '../kit/app.ts';
import { checkAccessibility, launchBrowser, openPage, screenshot } from '../kit/browser.ts';

// From a disclosure to a person who checks, without the server, that it stands in the log: over HTTP and in a browser.

interface Row {
  row: string;
  nonce: string;
  leafIndex: number;
  path: string[];
}
interface Evidence {
  kind: string;
  checkpoint: string;
  key: string;
  rows: Row[];
}
interface Latest {
  size: number;
  checkpoint: string;
  keys: { key: string }[];
}

let app: TestApp;
let browser: Browser;
let evidence: Evidence;
let file: string;
const folder = mkdtempSync(join(tmpdir(), 'kept-evidence-'));

beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
  const reseller = await aReseller(app, { name: 'Nearby Dealers', mailbox: 'office@nearby.example' });
  const product = await aProduct(app, { name: 'Sample Mill', technologyIds: [] });
  const [licence] = await someLicences(app, { ...product, holderCompanyId: reseller });
  const form = await (await app.get('/activate')).text();
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const data = registrationData({ email: 'pat@evidence.example' });
  await app.submit('/activate', {
    ...Object.fromEntries(hidden.map(([, name, value]) => [name ?? '', value ?? ''])),
    ...data,
    serial: licence?.serial ?? '',
  });
  await app.settle();
  await app.kept.evidence.sequence();
  file = await ownFile('pat@evidence.example');
  evidence = (JSON.parse(file) as { evidence: Evidence }).evidence;
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  rmSync(folder, { recursive: true });
});

async function ownFile(email: string): Promise<string> {
  app.clock.advance({ minutes: 2 });
  await app.submit('/me', { email });
  const link = () => app.mails.messages.findLast(({ to, text }) => to.includes(email) && text.includes('/me/link/'));
  while (link() === undefined) await app.settle();
  const path = /\/me\/link\/\S+/.exec(link()?.text ?? '')?.[0] ?? '';
  const page = await (await app.submit(path, {})).text();
  const sitting = /name="sitting" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return (await app.submit('/me/download', { sitting })).text();
}

const json = async <T>(path: string) => (await (await app.get(path)).json()) as T;
const hashes = (path: readonly string[]) => path.map((each) => Buffer.from(each, 'base64'));
const keyOf = (text: string) => {
  const key = readKey(text);
  if (!key) throw new Error('no key');
  return key;
};

test('what a person downloads proves each of their disclosures, and nothing that was changed', async () => {
  const head = openCheckpoint(evidence.checkpoint, [keyOf(evidence.key)]);
  expect(head?.size).toBeGreaterThan(2);
  const told = evidence.rows.map(({ row }) => JSON.parse(row) as { source: string; channel: string });
  // The share with the reseller and the mail to themself; the mail with the link came after the checkpoint.
  expect(told.map(({ source, channel }) => `${source} ${channel}`).sort()).toEqual([
    'disclosure mail',
    'disclosure share',
  ]);
  for (const { row, nonce, leafIndex, path } of evidence.rows) {
    const proof = (text: string) => ({
      index: leafIndex,
      size: head?.size ?? 0,
      leafHash: leafOf(Buffer.from(nonce, 'base64'), text),
      path: hashes(path),
    });
    expect(provesInclusion(proof(row), head?.root ?? Buffer.alloc(0))).toBe(true);
    expect(provesInclusion(proof(row.replace('disclosure', 'disclosurE')), head?.root ?? Buffer.alloc(0))).toBe(false);
  }
});

test('everybody can ask for heads, and for proofs between any of them', async () => {
  const latest = await json<Latest>('/api/v1/evidence/checkpoint');
  expect(await (await app.get('/privacy/proof/checkpoint.txt')).text()).toBe(latest.checkpoint);
  const key = keyOf(latest.keys[0]?.key ?? '');
  const before = openCheckpoint(latest.checkpoint, [key]);
  await app.kept.prover.run(['P1']);
  await app.kept.evidence.sequence();
  const grown = await json<{ old: number; size: number; path: string[]; before: string; after: string }>(
    `/api/v1/evidence/consistency?old=${latest.size}`,
  );
  const after = openCheckpoint(grown.after, [key]);
  expect(grown.before).toBe(latest.checkpoint);
  expect(grown.size).toBeGreaterThan(latest.size);
  const roots = [before?.root ?? Buffer.alloc(0), after?.root ?? Buffer.alloc(0)] as const;
  expect(provesConsistency({ ...grown, path: hashes(grown.path) }, ...roots)).toBe(true);

  for (let leaf = 0; leaf < grown.size; leaf += 1) {
    const proof = await json<{ leafHash: string; path: string[] }>(`/api/v1/evidence/inclusion?leaf=${leaf}`);
    const [leafHash] = hashes([proof.leafHash]);
    const given = { index: leaf, size: grown.size, leafHash: leafHash ?? Buffer.alloc(0), path: hashes(proof.path) };
    expect(provesInclusion(given, roots[1])).toBe(true);
  }
  const { items, next } = await json<{ items: Latest[]; next: number | null }>('/api/v1/evidence/checkpoints');
  expect(items.at(-1)?.size).toBe(grown.size);
  expect(next).toBeNull();
});

test('what is not there, and what is no number, is refused', async () => {
  const { size } = await json<Latest>('/api/v1/evidence/checkpoint');
  const status = async (query: string) => (await app.get(`/api/v1/evidence/${query}`)).status;
  expect(await status(`inclusion?leaf=${size}`)).toBe(404);
  expect(await status(`inclusion?leaf=0&size=${size + 1}`)).toBe(404);
  expect(await status(`inclusion?leaf=0&size=0`)).toBe(404);
  expect(await status(`consistency?old=${size + 1}`)).toBe(404);
  expect(await status('consistency?old=2&size=1')).toBe(404);
  for (const query of [
    'inclusion?leaf=-1',
    'inclusion?leaf=1e3',
    'inclusion',
    'consistency?old=x',
    'consistency?old=1&other=1',
  ])
    expect(await status(query)).toBe(400);
  expect(await status('inclusion?leaf=999999999999999')).toBe(404);
});

async function verifier(): Promise<Page> {
  const answer = await app.get('/api/v1/evidence/verifier');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="kept-verify.html"');
  const path = join(folder, 'kept-verify.html');
  writeFileSync(path, await answer.text());
  const page = await openPage(browser, { offline: true, viewport: { width: 320, height: 700 } });
  await page.goto(`file://${path}`);
  return page;
}

async function check(page: Page, given: { text: string; key?: string; kept?: string }) {
  await page.fill('#text', given.text);
  await page.fill('#key', given.key ?? '');
  await page.fill('#kept', given.kept ?? '');
  await page.click('button');
  await expect.poll(() => page.textContent('#verdict')).toMatch(/^(All of it holds|Something is wrong)$/);
  return { verdict: await page.textContent('#verdict'), steps: await page.locator('#steps li').allTextContents() };
}

test('the program checks it from the disk, without a connection', async () => {
  const page = await verifier();
  const whole = await check(page, { text: file, key: evidence.key, kept: evidence.checkpoint });
  expect(whole.verdict).toBe('All of it holds');
  expect(whole.steps.filter((step) => step.startsWith('In the log and unchanged: '))).toHaveLength(2);
  expect(whole.steps).toContain('Your checkpoint is the same.');
  await checkAccessibility(page);
  await screenshot(page, 'evidence-verifier');

  const tampered = JSON.parse(file) as { evidence: Evidence };
  const [first] = tampered.evidence.rows;
  if (first) first.row = first.row.replace('"purpose":"', '"purpose":"not ');
  const found = await check(page, { text: JSON.stringify(tampered) });
  expect(found.verdict).toBe('Something is wrong');
  expect(found.steps.filter((step) => step.startsWith('It is not the entry that was logged'))).toHaveLength(1);

  const wrong = async (given: { text: string; key?: string; kept?: string }) => (await check(page, given)).steps.at(-1);
  const changed = (edit: (each: Evidence) => void) => {
    const copy = structuredClone(evidence);
    edit(copy);
    return JSON.stringify(copy);
  };
  expect(await wrong({ text: 'no JSON' })).toContain('it is no JSON');
  expect(await wrong({ text: '{}' })).toContain('The key is not written');
  expect(await wrong({ text: 'null' })).toBeTruthy();
  expect(await wrong({ text: changed((each) => (each.key = each.key.replace('+', '+0'))) })).toContain(
    'The key is not',
  );
  expect(
    await wrong({ text: changed((each) => (each.checkpoint = each.checkpoint.replace(/\n\d+\n/, '\n1\n'))) }),
  ).toBe('The signature of the checkpoint is wrong.');
  const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  expect(await wrong({ text: file, key: other })).toBe('The checkpoint is not signed with this key.');

  const { size } = await json<Latest>('/api/v1/evidence/checkpoint');
  const grown = await (await app.get('/api/v1/evidence/consistency?old=3')).text();
  const between = await check(page, { text: grown, key: evidence.key });
  // No checkpoint was made at three leaves, so nobody signed that.
  expect(between.verdict).toBe('Something is wrong');
  const old = openCheckpoint(evidence.checkpoint, [keyOf(evidence.key)])?.size ?? 0;
  const proof = await (await app.get(`/api/v1/evidence/consistency?old=${old}`)).text();
  const same = await check(page, { text: proof, key: evidence.key, kept: evidence.checkpoint });
  expect(same).toMatchObject({ verdict: 'All of it holds' });
  expect(same.steps[1]).toBe(`Both checkpoints are signed: ${old} and ${size} entries.`);
  const forged = JSON.parse(proof) as { path: string[] };
  forged.path = forged.path.map(() => Buffer.alloc(32).toString('base64'));
  expect((await check(page, { text: JSON.stringify(forged), key: evidence.key })).verdict).toBe('Something is wrong');
}, 60_000);

test('the page that tells how to check needs no script', async () => {
  const page = await openPage(browser, { javaScriptEnabled: true, viewport: { width: 320, height: 700 } });
  await page.goto(`${app.baseUrl}/privacy/proof/verify`);
  expect(await page.textContent('h1')).toBe('Check the evidence yourself');
  expect(await page.locator('script').count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await checkAccessibility(page);
  await screenshot(page, 'evidence-page');
});
