import { describe, expect, it } from 'vitest';
import { extendTrial, termsOf } from './terms.ts';

const seatTerms = { floating: { leaseMinutes: 30, heartbeatMinutes: 10, borrowDays: 7 }, grace: null, machines: null };
const template = {
  ...({ kind: 'trial', seats: 3, termDays: 30, maintenanceDays: null, features: ['3d'] } as const),
  ...seatTerms,
} as const;
const known = { today: '2026-02-01', features: ['3d', '5-axis'] };
const of = (...[from, given]: [Parameters<typeof termsOf>[0], Parameters<typeof termsOf>[1]]) =>
  termsOf(from, given, known);

describe('termsOf', () => {
  it('takes what the template says, from the day of issue on', () => {
    expect(of({ ...template, features: ['3d'] }, {})).toEqual({
      terms: {
        kind: 'trial',
        seats: 3,
        expiresOn: '2026-03-03',
        maintenanceUntil: null,
        features: ['3d'],
        ...seatTerms,
      },
    });
  });

  it('lets what is said go before it, null as well', () => {
    const said = {
      kind: 'perpetual',
      seats: 1,
      expiresOn: null,
      maintenanceUntil: '2027-01-01',
      features: null,
      floating: null,
      grace: { networkDays: 30, expiryDays: null, leaseHours: null },
      machines: null,
    } as const;
    expect(of({ ...template, features: ['3d'] }, said)).toEqual({ terms: said });
  });

  it('knows no heartbeat that comes too late for its lease', () => {
    const floating = { leaseMinutes: 30, heartbeatMinutes: 16, borrowDays: 0 };
    expect(of(null, { floating })).toEqual({
      faults: { floating: 'has a heartbeat that is longer than half of the lease' },
    });
  });

  it.each(['subscription', 'trial', 'education', 'demo'] as const)('%s needs a last day', (kind) => {
    expect(of(null, { kind })).toEqual({ faults: { expiresOn: `is needed for the kind ${kind}` } });
  });

  it.each(['perpetual', 'nfr', 'home'] as const)('%s needs none', (kind) => {
    expect(of(null, { kind })).toHaveProperty('terms.expiresOn', null);
  });

  it('refuses a feature that the product does not have', () => {
    expect(of(null, { features: ['4d'] })).toHaveProperty('faults.features');
  });
});

describe('extendTrial', () => {
  const trial = { kind: 'trial', state: 'active', expiresOn: '2026-03-01', extensions: 0 };
  it.each([
    [{}, '2026-02-01', { until: '2026-03-11' }],
    [{ extensions: 1 }, '2026-02-01', { until: '2026-03-11' }],
    [{}, '2026-06-01', { until: '2026-06-11' }],
    [{ extensions: 2 }, '2026-02-01', { fault: 'used up', most: 2 }],
    [{ kind: 'subscription' }, '2026-02-01', { fault: 'kind', most: 2 }],
    [{ state: 'on hold' }, '2026-02-01', { fault: 'state', most: 2 }],
  ])('%j on %s: %j', (changes, today, expected) => {
    expect(extendTrial({ ...trial, ...changes }, { days: 10, today })).toEqual(expected);
  });
});
