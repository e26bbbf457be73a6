import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { aReseller } from '../resellers/fixtures.ts';
import { aProduct, registrationData, someLicences } from './fixtures.ts';

// Seats, leases, borrowing and giving up, against a model that is a list and a clock.

let app: TestApp;
let holderCompanyId: string;
let product: { productId: string; releaseId: string };
let notice: string;
beforeAll(async () => {
  app = await startApp();
  holderCompanyId = await aReseller(app, { name: 'Sample Reseller Model' });
  product = await aProduct(app);
  const answer = await app.get('/api/v1/registration-schema');
  notice = ((await answer.json()) as { notice: { sha256: string } }).notice.sha256;
});
afterAll(() => app.stop());

const machines = ['machine-one', 'machine-two', 'machine-three', 'machine-four'];
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const nonce = 'AAAAAAAAAAAAAAAAAAAAAA';

type Step =
  | { readonly what: 'activate' | 'lease' | 'return' | 'give up'; readonly who: number }
  | { readonly what: 'borrow'; readonly who: number; readonly days: number }
  | { readonly what: 'wait'; readonly ms: number };
const who = fc.nat(machines.length - 1);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ what: fc.constantFrom('activate', 'lease', 'lease', 'return', 'give up'), who }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('borrow'), who, days: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('wait'),
      ms: fc.oneof(fc.constantFrom(30 * minuteMs - 1, 1, 30 * minuteMs), fc.nat(3 * dayMs), fc.nat(400 * dayMs)),
    }),
  },
);

interface Answer {
  readonly activationId?: string;
  readonly verdict?: string;
  readonly leasedUntil?: string | null;
  readonly error?: { readonly code: string };
}

async function send(path: string, body: object): Promise<Answer> {
  const answer = await app.post(`/api/v1/activations${path}`, body);
  return (await answer.json()) as Answer;
}

const activate = (serial: string, machine: string) => send('', { ...registrationData(), serial, notice, machine });
const saidBy = (answer: Answer) => answer.verdict ?? answer.error?.code ?? 'done';

test('floating: at no time more seats than there are, each answer as the model says', async () => {
  const floating = { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(anyStep, { maxLength: 25 }), async (seats, steps) => {
      const [licence] = await someLicences(app, { ...product, holderCompanyId, seats, floating });
      const ids = new Map<number, string>();
      const leases = new Map<number, { until: number; borrowed: boolean }>();
      for (const step of steps) {
        const now = app.clock.now().getTime();
        for (const [machine, { until }] of leases) if (until <= now) leases.delete(machine);
        if (step.what === 'wait') {
          app.clock.advance({ ms: step.ms });
          continue;
        }
        const machine = machines[step.who] ?? '';
        if (step.what === 'activate') {
          const { activationId = '' } = await activate(licence?.serial ?? '', machine);
          // The same machine, the same number, until it was given up.
          expect(activationId).toBe(ids.get(step.who) ?? activationId);
          ids.set(step.who, activationId);
          continue;
        }
        const id = ids.get(step.who);
        if (id === undefined) continue;
        if (step.what === 'give up') {
          expect(saidBy(await send(`/${id}/deactivate`, { machine }))).toBe('done');
          leases.delete(step.who);
          ids.delete(step.who);
          expect(saidBy(await send(`/${id}/lease`, { machine, nonce }))).toBe('deactivated');
          continue;
        }
        if (step.what === 'return') {
          expect(saidBy(await send(`/${id}/return`, { machine, nonce }))).toBe('returned');
          leases.delete(step.who);
          continue;
        }
        const days = step.what === 'borrow' ? step.days : null;
        const answer = await send(`/${id}/lease`, { machine, nonce, ...(days === null ? {} : { borrowDays: days }) });
        const held = leases.get(step.who);
        if (days !== null && days > 7) {
          expect(saidBy(answer)).toBe('KEPT_LENT_SHORTER');
        } else if (!held && leases.size >= seats) {
          expect(saidBy(answer)).toBe('full');
        } else {
          const usual = now + 30 * minuteMs;
          const goesOn = days === null && held?.borrowed === true && held.until > usual;
          const until = days === null ? (goesOn ? held.until : usual) : now + days * dayMs;
          const borrowed = days !== null || goesOn;
          leases.set(step.who, { until, borrowed });
          expect(saidBy(answer)).toBe(borrowed ? 'borrowed' : 'leased');
          expect(Date.parse(answer.leasedUntil ?? '')).toBe(until);
        }
        expect(leases.size).toBeLessThanOrEqual(seats);
      }
    }),
    { numRuns: 60 },
  );
}, 240_000);

test('of machines: seats are taken, given back to the same, and freed within the limit of a year', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(anyStep, { maxLength: 25 }), async (seats, steps) => {
      const [licence] = await someLicences(app, { ...product, holderCompanyId, seats });
      const ids = new Map<number, string>();
      const freed: number[] = [];
      for (const step of steps) {
        if (step.what === 'wait') app.clock.advance({ ms: step.ms });
        if (step.what !== 'activate' && step.what !== 'give up') continue;
        const now = app.clock.now().getTime();
        const machine = machines[step.who] ?? '';
        const id = ids.get(step.who);
        if (step.what === 'activate') {
          const answer = await activate(licence?.serial ?? '', machine);
          if (id === undefined && ids.size >= seats) {
            expect(saidBy(answer)).toBe('KEPT_SEATS_USED_UP');
            continue;
          }
          expect(answer.activationId).toBe(id ?? answer.activationId);
          ids.set(step.who, answer.activationId ?? '');
        } else if (id !== undefined) {
          const within = freed.filter((at) => at > now - 365 * dayMs).length;
          const allowed = within < Math.max(3, seats);
          expect(saidBy(await send(`/${id}/deactivate`, { machine }))).toBe(allowed ? 'done' : 'KEPT_SWAPS_USED_UP');
          if (!allowed) continue;
          ids.delete(step.who);
          freed.push(now);
        }
      }
      const left = await connected(app.database.ownerUrl, async (client) => {
        const { rows } = await client.query('SELECT seats_used FROM licensing.licences WHERE id = $1', [licence?.id]);
        return rows as object[];
      });
      expect(left).toEqual([{ seats_used: ids.size }]);
    }),
    { numRuns: 40 },
  );
}, 240_000);
