import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type CountTask, countTask, openLookUps } from '../../parts/statistics/index/logs.ts';
import { initialSettings } from '../../parts/statistics/rules/initial-settings.ts';
import { openLog } from '../../platform/logs/open-log.ts';
import { type Beside, countAll, startThread } from './threads.ts';

const folder = mkdtempSync(join(tmpdir(), 'kept-threads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let beside: Beside;
beforeEach(() => {
  beside = startThread({ dataFolder: null });
});
afterEach(() => beside.end());

const line = (visitor: number, second: number) =>
  `192.0.2.${visitor} - - [02/Mar/2026:10:00:${String(second).padStart(2, '0')} +0000] "GET /page-${second} HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0"\n`;

async function taskOf(name: string, lines: readonly string[]): Promise<CountTask> {
  const path = join(folder, name);
  writeFileSync(path, lines.join(''));
  return {
    sources: [{ file: await openLog(path), format: 'combined', from: 0, to: null, firstAt: 0, covered: [] }],
    site: { id: 1, hosts: ['vendor.example'], timeZone: 'UTC', settings: initialSettings },
    now: Date.UTC(2026, 2, 3) / 1_000,
    salt: new Uint8Array(16).fill(3),
    ownNetworks: [],
  };
}

const lookUps = await openLookUps(null);
const count: Parameters<typeof countAll>[1]['countTask'] = (task, given) => countTask(task, { ...given, lookUps });
const options = () => ({ beside, countTask: count, progress: () => undefined, signal: new AbortController().signal });

test('one half is counted here, the other in a thread, and a visit that is in both has the same key', async () => {
  const seconds = Array.from({ length: 20 }, (_, n) => n);
  const { handed, here } = await countAll(
    [
      await taskOf(
        'first.log',
        seconds.map((second) => line(7, second)),
      ),
      await taskOf(
        'second.log',
        seconds.map((second) => line(7, 20 + second)),
      ),
    ],
    options(),
  );
  expect([here?.figures.views, ...handed.map(({ figures }) => figures.views)]).toEqual([20, 20]);
  const keys = [here?.edges, handed[0]?.part.edges].map((edges) => edges?.map(({ hi, lo }) => `${hi} ${lo}`));
  expect(keys[0]).toHaveLength(1);
  expect(keys[1]).toEqual(keys[0]);
});

test('one piece is counted here alone, and nothing where there is none', async () => {
  const { handed, here } = await countAll([await taskOf('one.log', [line(1, 1)])], options());
  expect([here?.figures.views, handed]).toEqual([1, []]);
  expect(await countAll([], options())).toEqual({ here: null, handed: [] });
});

test('what fails in the thread is said with its code, and ends what is counted here', async () => {
  const first = await taskOf(
    'large.log',
    Array.from({ length: 200_000 }, (_, n) => line(n % 200, n % 60)),
  );
  const second = await taskOf('gone.log', [line(1, 1)]);
  rmSync(join(folder, 'gone.log'));
  let ended = false;
  const counting = countAll([first, second], {
    ...options(),
    countTask: (task, given) => count(task, given).finally(() => (ended = given.signal.aborted)),
  });
  await expect(counting).rejects.toMatchObject({ keptCode: 'KEPT_LOG_NOT_READ' });
  await expect.poll(() => ended).toBe(true);
});

test('a thread that is ended answers nothing more', async () => {
  const task = await taskOf('ended.log', [line(1, 1)]);
  const counting = beside.count(task, options());
  await beside.end();
  await expect(counting).rejects.toThrow('a thread that counts ended');
});
