import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepRunning, mayRun, type RunFacts, usualGrace, type Verdict } from './decision.ts';
import type { LicenceDocument } from './licence-document.ts';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const anyTime = fc.integer({ min: start - 2000 * dayMs, max: start + 4000 * dayMs }).map((ms) => new Date(ms));
const anyDay = fc.option(fc.integer({ min: -800, max: 3000 }).map((days) => dayOf(start + days * dayMs)));

const anyDocument: fc.Arbitrary<LicenceDocument> = fc.record({
  activationId: fc.constant('a'),
  licenceId: fc.constant('l'),
  serial: fc.constant('s'),
  product: fc.constantFrom('MILL', 'LATHE'),
  release: fc.constant('1'),
  kind: fc.constantFrom('perpetual', 'subscription'),
  activatedAt: fc.constant(new Date(start)),
  issuedAt: fc.integer({ min: 0, max: 900 }).map((days) => new Date(start + days * dayMs)),
  expiresOn: anyDay,
  maintenanceUntil: anyDay,
  machine: fc.constantFrom(null, 'this', 'other'),
  features: fc.constantFrom(null, ['3d'], []),
  request: fc.constant(null),
  floating: fc.boolean(),
  grace: fc.record({ networkDays: fc.nat(90), expiryDays: fc.nat(60), leaseHours: fc.nat(100) }, { requiredKeys: [] }),
  keyId: fc.constant('k'),
});

const whole: LicenceDocument = {
  activationId: 'a',
  licenceId: 'l',
  serial: 's',
  product: 'MILL',
  release: '1',
  kind: 'subscription',
  activatedAt: new Date(start),
  issuedAt: new Date(start),
  expiresOn: null,
  maintenanceUntil: null,
  machine: null,
  features: null,
  request: null,
  floating: false,
  grace: {},
  keyId: 'k',
};
const asked = {
  status: null,
  lease: null,
  product: 'MILL',
  builtOn: '2026-02-01',
  feature: null,
  machine: null,
  lastSeen: null,
};

const anyStatus = fc.record({
  activationId: fc.constant('a'),
  verdict: fc.constantFrom('good', 'deactivated', 'revoked', 'suspended', 'expired'),
  checkedAt: anyTime,
  expiresOn: anyDay,
  maintenanceUntil: anyDay,
});

const anyLease = fc.record({
  activationId: fc.constant('a'),
  verdict: fc.constantFrom('leased', 'borrowed'),
  checkedAt: anyTime,
  seat: fc.constant(1),
  leasedUntil: anyTime,
  heartbeatSeconds: fc.constant(600),
});

const anyFacts: fc.Arbitrary<RunFacts> = fc.record({
  document: fc.option(anyDocument, { freq: 20 }),
  status: fc.option(anyStatus),
  lease: fc.option(anyLease),
  product: fc.constant('MILL'),
  builtOn: fc.integer({ min: -800, max: 3000 }).map((days) => dayOf(start + days * dayMs)),
  feature: fc.constantFrom(null, '3d', '5-axis'),
  machine: fc.constantFrom('this', null),
  lastSeen: fc.option(anyTime),
  now: anyTime,
  grace: fc.record({
    networkDays: fc.option(fc.integer({ min: 0, max: 90 })),
    expiryDays: fc.integer({ min: 0, max: 60 }),
    leaseHours: fc.integer({ min: 0, max: 100 }),
    clockToleranceMs: fc.integer({ min: 0, max: 2 * dayMs }),
  }),
});

const withoutEnd: fc.Arbitrary<RunFacts> = anyFacts
  .filter(({ document, status }) => document !== null && (status === null || status.verdict === 'good'))
  .map((facts) => ({
    ...facts,
    document: facts.document && {
      ...facts.document,
      product: 'MILL',
      machine: 'this',
      expiresOn: null,
      features: null,
      floating: false,
      grace: {},
    },
    status: facts.status && { ...facts.status, expiresOn: null },
    machine: 'this',
    grace: { ...facts.grace, networkDays: null },
  }));

describe('may this build run now', () => {
  it('a perpetual licence runs every release built before maintenance ended, whatever the clock says', () => {
    fc.assert(
      fc.property(withoutEnd, (facts) => {
        const until = (facts.status ?? facts.document)?.maintenanceUntil ?? null;
        const covered = until === null || facts.builtOn <= until;
        expect(mayRun(facts).run).toBe(covered);
        expect(mayRun(facts).code === 3104).toBe(!covered);
      }),
      { numRuns: 500 },
    );
  });

  it('says until when a yes holds, and holds it that long, no longer', () => {
    const ends = fc.integer({ min: 0, max: 1500 }).map((days) => dayOf(start + days * dayMs));
    const timed = fc.record({
      expiresOn: ends,
      networkDays: fc.option(fc.integer({ min: 1, max: 2000 })),
      expiryDays: fc.integer({ min: 0, max: 60 }),
      now: fc.integer({ min: 0, max: 1000 * dayMs }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    let yes = 0;
    fc.assert(
      fc.property(timed, ({ expiresOn, networkDays, expiryDays, now, part }) => {
        const document = { ...whole, expiresOn };
        const grace = { networkDays, expiryDays, leaseHours: 0, clockToleranceMs: dayMs };
        const facts = { ...asked, document, grace, now: new Date(start + now) };
        const verdict = mayRun(facts);
        if (!verdict.run) return;
        yes += 1;
        const until = verdict.until ?? 0;
        const between = Math.floor(start + now + (until - 1 - start - now) * part);
        expect(mayRun({ ...facts, now: new Date(between), lastSeen: facts.now }).run).toBe(true);
        expect(mayRun({ ...facts, now: new Date(until) }).run).toBe(false);
      }),
    );
    expect(yes).toBeGreaterThan(10);
  });

  it('a clock that goes back asks to connect, and never makes more of a licence', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 3000 * dayMs }), (facts, back) => {
        const before = mayRun(facts);
        const after = mayRun({ ...facts, lastSeen: facts.now, now: new Date(facts.now.getTime() - back) });
        if (!before.run && before.code !== 3107) expect(after.run).toBe(false);
        // What is said of a clock is never said as anything else than a request to connect.
        if (before.run && !after.run) expect([3106, 3107, 3108, 3114]).toContain(after.code);
        if (before.run && !after.run && back > facts.grace.clockToleranceMs && !facts.lastSeen)
          expect(after.code).toBe(3107);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the never-stop rule', () => {
  const features = [null, '3d', '5-axis'];
  // A session that began with a yes for everything; left to chance alone, next to none begins.
  const begun = features.map((feature) => ({
    ...asked,
    feature,
    document: whole,
    now: new Date(start),
    grace: usualGrace,
  }));
  const anySteps = fc.array(anyFacts, { minLength: 2, maxLength: 12 }).map((steps) => [...begun, ...steps]);

  it('within a session nothing turns a yes into a no, under any clock, answer and document', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const allowed = new Set<string | null>();
        for (const facts of steps) {
          const before = { program: allowed.has(null), feature: allowed.has(facts.feature) };
          const verdict = keepRunning(before, mayRun(facts));
          if (before.feature) expect(verdict.run).toBe(true);
          if (verdict.run) allowed.add(null).add(facts.feature);
        }
        expect(features.every((feature) => allowed.has(feature))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a session that never began gets nothing by it', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const fresh = mayRun(facts);
        expect(keepRunning({ program: false, feature: false }, fresh)).toBe(fresh);
      }),
    );
  });

  it('a feature that the licence includes is given to a session that runs, whatever happened since', () => {
    for (const code of [3101, 3106, 3107, 3108, 3109, 3110, 3111] as const)
      expect(keepRunning({ program: true, feature: false }, { run: false, code, until: null })).toMatchObject({
        run: true,
        code: 3004,
      });
  });

  it('a feature that the licence does not include is not given to a session that runs', () => {
    const fresh: Verdict = { run: false, code: 3105, until: null };
    expect(keepRunning({ program: true, feature: false }, fresh)).toBe(fresh);
    expect(keepRunning({ program: true, feature: true }, fresh)).toEqual({ run: true, code: 3004, until: null });
  });
});
