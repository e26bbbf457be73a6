import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registeredClauses } from '../../src/app/registered-clauses.ts';
import { builtDemands } from '../../src/platform/clauses/registry.ts';

const root = resolve(import.meta.dirname, '../..');
let data: string;
/** Temporary files of these commands alone: somebody else's scratch must not be taken for theirs. */
let temporary: string;

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Answer {
  readonly clauses: {
    readonly id: string;
    readonly state: string;
    readonly demands: { readonly id: string; readonly state: string; readonly examined: number | null }[];
  }[];
  readonly sabotages: {
    readonly demand: string;
    readonly red: boolean;
    readonly greenBefore: boolean;
    readonly detail: string;
  }[];
}

/** `./kept proof …` on a data folder of its own, with the embedded database. */
function kept(...args: string[]): Promise<Result> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KEPT_')));
  return new Promise((done) => {
    execFile(
      process.execPath,
      [join(root, 'src/cli/kept.ts'), 'proof', ...args],
      { cwd: root, env: { ...env, KEPT_DATA: data, TMPDIR: temporary, TEMP: temporary }, maxBuffer: 50_000_000 },
      (error, out, err) => done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out, err }),
    );
  });
}

const scratchFolders = () => readdirSync(temporary).filter((name) => name.startsWith('kept-'));

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'kept-proof-'));
  temporary = mkdtempSync(join(tmpdir(), 'kept-tmp-'));
  // PostgreSQL's own user passes through where Kept runs as root.
  chmodSync(temporary, 0o711);
});

afterAll(() => {
  for (const folder of [data, temporary]) rmSync(folder, { recursive: true, force: true });
});

describe('every demand that is built', { timeout: 1_200_000 }, () => {
  test('turns red when it is broken on purpose, and scratch leaves nothing behind', async () => {
    const { code, out, err } = await kept('--sabotage', '--json');
    expect(code, err).toBe(0);
    const answer = JSON.parse(out) as Answer;
    const unseen = answer.sabotages.filter(({ red, greenBefore }) => !red || !greenBefore);
    expect(unseen).toEqual([]);
    expect(answer.sabotages.map(({ demand }) => demand)).toEqual(
      builtDemands(registeredClauses, null).map(({ demand }) => demand.id),
    );
    expect(answer.clauses.map(({ id }) => id)).toEqual(registeredClauses.map(({ id }) => id));
    expect(scratchFolders()).toEqual([]);
    expect(err).toContain(`[${answer.sabotages.length}/${answer.sabotages.length}] breaking `);
  });

  test('is held afterwards where there is something to look at, and none is broken', async () => {
    const { code, out, err } = await kept('--json');
    expect(out, err).not.toBe('');
    const demands = (JSON.parse(out) as Answer).clauses.flatMap((clause) => clause.demands);
    // The broken ones first: a code alone would not say which.
    expect(demands.filter(({ state }) => state === 'broken')).toEqual([]);
    expect(code, err).toBe(0);
    for (const id of [
      'A1.no-cookie',
      'A1.no-script',
      'A2.columns',
      'A2.rows',
      'A2.ways-in',
      'A2.log-lines',
      'A2.wal',
      'A2.exports',
      'A3.logs',
      'U1.declared',
      'U1.outside-fails',
      'P1.immutable',
    ])
      expect(demands.find((demand) => demand.id === id)).toMatchObject({ state: 'held' });
    expect(demands.filter(({ state, examined }) => state === 'held' && !examined)).toEqual([]);
  });

  test('can be asked for alone, as a table', async () => {
    const { code, out } = await kept('U1.labelled', 'A2');
    expect(code).toBe(0);
    expect(out).toMatch(/U1\.labelled\s+held\s+\d+ columns\s+\d{4}-\d\d-\d\d/);
    expect(out).not.toContain('L2.page');
  });

  test('what is not built can be asked for, too', async () => {
    const { code, out } = await kept('S1', 'M5.address');
    expect(code).toBe(0);
    expect(out).toMatch(/S1\.web\s+not built/);
  });
});

test('an unknown name or flag is refused in one line', async () => {
  expect(await kept('Z9')).toMatchObject({ code: 64, out: '' });
  expect(await kept('--sabotag')).toMatchObject({ code: 64, out: '' });
});
