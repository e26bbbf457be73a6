import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testClock } from '../../../test/kit/clock.ts';
import { connected, type TestDatabase, testDatabase } from '../../../test/kit/database.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { createLog } from '../log.ts';
import { announce, createDispatcher, type Subscriber } from './events.ts';

let database: TestDatabase;
let db: Database;
const clock = testClock();
const log = createLog('silent');

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase({ url: database.appUrl, prefix: database.prefix });
});
afterEach(() => connected(database.ownerUrl, (client) => client.query('DELETE FROM platform.events')));
afterAll(async () => {
  await db.close();
  await database.drop();
});

const dispatcher = (...subscribers: Subscriber[]) =>
  createDispatcher({ db, clock, log, subscribers: { 'test.happened': subscribers } });
const happened = (number: number) =>
  db.base((trx) => announce(trx, clock, { name: 'test.happened', payload: { number } }));

test('news is delivered in order, once', async () => {
  const seen: unknown[] = [];
  for (const number of [1, 2, 3]) await happened(number);
  const { drain } = dispatcher(async (payload) => void seen.push(payload['number']));
  expect(await drain()).toBe(3);
  expect(await drain()).toBe(0);
  expect(seen).toEqual([1, 2, 3]);
});

test('what was rolled back never happened', async () => {
  const seen: unknown[] = [];
  await expect(
    db.base(async (trx) => {
      await announce(trx, clock, { name: 'test.happened', payload: {} });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await dispatcher(async (payload) => void seen.push(payload)).drain()).toBe(0);
});

test('a failing subscriber is tried again later, and does not hold up the others', async () => {
  let broken = true;
  const seen: unknown[] = [];
  const subscriber: Subscriber = async ({ number }) => {
    if (number === 1 && broken) throw new Error('not now');
    seen.push(number);
  };
  await happened(1);
  await happened(2);
  await dispatcher(subscriber).drain();
  expect(seen).toEqual([2]);
  broken = false;
  expect(await dispatcher(subscriber).drain()).toBe(0);
  clock.advance({ minutes: 1 });
  await dispatcher(subscriber).drain();
  expect(seen).toEqual([2, 1]);
});

test('one transaction holds no more events than there is time for; what was handled stays so if the next ones fail with it', async () => {
  for (const number of [1, 2, 3]) await happened(number);
  const seen: unknown[] = [];
  const waiting = () =>
    connected(database.ownerUrl, async (client) => {
      const { rows } = await client.query('SELECT FROM platform.events WHERE handled_at IS NULL');
      return rows.length;
    });
  const left: number[] = [];
  const { drain } = createDispatcher({
    db,
    clock,
    log,
    turnMs: 0,
    subscribers: {
      'test.happened': [
        async ({ number }) => {
          left.push(await waiting());
          seen.push(number);
          await new Promise((done) => setTimeout(done, 5));
        },
      ],
    },
  });
  expect(await drain()).toBe(3);
  expect(seen).toEqual([1, 2, 3]);
  expect(left).toEqual([3, 2, 1]);
});

test('who says what concerns it hears that alone, and is asked anew after other news', async () => {
  const seen: unknown[] = [];
  const asked: unknown[] = [];
  const choosy: Subscriber = Object.assign(async ({ number }: Parameters<Subscriber>[0]) => void seen.push(number), {
    concerns: async (payloads: readonly Parameters<Subscriber>[0][]) => {
      asked.push(payloads.map(({ number }) => number));
      return payloads.map(({ number }) => number !== 2);
    },
  });
  for (const number of [1, 2]) await happened(number);
  await db.base((trx) => announce(trx, clock, { name: 'test.else', payload: {} }));
  await happened(3);
  expect(await dispatcher(choosy).drain()).toBe(4);
  expect(asked).toEqual([[1, 2], [3]]);
  expect(seen).toEqual([1, 3]);
});

test('who cannot say what concerns it hears all', async () => {
  const seen: unknown[] = [];
  const unsure: Subscriber = Object.assign(async ({ number }: Parameters<Subscriber>[0]) => void seen.push(number), {
    concerns: async () => {
      throw new Error('not now');
    },
  });
  for (const number of [1, 2]) await happened(number);
  await dispatcher(unsure).drain();
  expect(seen).toEqual([1, 2]);
});

test('two servers deliver each event once', async () => {
  const seen: unknown[] = [];
  for (let number = 0; number < 20; number += 1) await happened(number);
  const slow: Subscriber = async ({ number }) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    seen.push(number);
  };
  await Promise.all([dispatcher(slow).drain(), dispatcher(slow).drain()]);
  expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, number) => number));
});
