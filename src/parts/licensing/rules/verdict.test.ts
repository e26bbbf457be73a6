import { describe, expect, it } from 'vitest';
import { type Asked, dayIn, judgeActivation, judgeStatus, type LicenceFacts } from './verdict.ts';

const licence: LicenceFacts = {
  state: 'issued',
  seats: 2,
  seatsUsed: 0,
  floating: false,
  machines: null,
  expiresOn: null,
  productId: 'mill',
};
const asked: Asked = { today: '2026-03-02', hasSeat: false, machineKind: null, askingProductId: null };

describe('judgeActivation', () => {
  it.each<[string, Partial<LicenceFacts> | null, Partial<Asked>, string]>([
    ['a licence just issued', {}, {}, 'allowed'],
    ['a licence in use with a seat left', { state: 'active', seatsUsed: 1 }, {}, 'allowed'],
    ['a floating licence: its seats are leased', { seatsUsed: 2, floating: true }, {}, 'allowed'],
    [
      'on a virtual machine, where it may not be',
      { machines: { match: 'most', virtual: 'refused', terminalServer: 'once' } },
      { machineKind: 'virtual', hasSeat: true },
      'KEPT_MACHINE_REFUSED',
    ],
    ['no such serial', null, {}, 'KEPT_SERIAL_UNKNOWN'],
    ['not issued yet', { state: 'draft' }, {}, 'KEPT_SERIAL_UNKNOWN'],
    ['not issued and expired', { state: 'draft', expiresOn: '2020-01-01' }, {}, 'KEPT_SERIAL_UNKNOWN'],
    ['asked by a release of another product', {}, { askingProductId: 'turn' }, 'KEPT_SERIAL_UNKNOWN'],
    ['of another product and revoked', { state: 'revoked' }, { askingProductId: 'turn' }, 'KEPT_SERIAL_UNKNOWN'],
    ['asked by a release of its product', {}, { askingProductId: 'mill' }, 'allowed'],
    ['every seat in use', { state: 'active', seatsUsed: 2 }, {}, 'KEPT_SEATS_USED_UP'],
    ['every seat in use, one by this machine', { state: 'active', seatsUsed: 2 }, { hasSeat: true }, 'allowed'],
    ['suspended', { state: 'suspended' }, {}, 'KEPT_LICENCE_SUSPENDED'],
    ['suspended and used up', { state: 'suspended', seatsUsed: 2 }, {}, 'KEPT_LICENCE_SUSPENDED'],
    ['suspended with a seat of this machine', { state: 'suspended' }, { hasSeat: true }, 'KEPT_LICENCE_SUSPENDED'],
    ['revoked', { state: 'revoked' }, {}, 'KEPT_LICENCE_REVOKED'],
    ['on hold', { state: 'on hold' }, {}, 'KEPT_LICENCE_ON_HOLD'],
    ['on hold with a seat of this machine', { state: 'on hold' }, { hasSeat: true }, 'KEPT_LICENCE_ON_HOLD'],
    ['replaced', { state: 'replaced' }, {}, 'KEPT_LICENCE_REPLACED'],
    ['replaced and of another product', { state: 'replaced' }, { askingProductId: 'turn' }, 'KEPT_SERIAL_UNKNOWN'],
    ['on its last day', { expiresOn: '2026-03-02' }, {}, 'allowed'],
    ['the day after its last', { expiresOn: '2026-03-01' }, {}, 'KEPT_LICENCE_EXPIRED'],
    ['expired with a seat of this machine', { expiresOn: '2026-03-01' }, { hasSeat: true }, 'KEPT_LICENCE_EXPIRED'],
  ])('%s', (_, facts, question, expected) => {
    const verdict = judgeActivation(facts && { ...licence, ...facts }, { ...asked, ...question });
    expect(verdict.allowed ? 'allowed' : verdict.code).toBe(expected);
  });
});

describe('judgeStatus', () => {
  it.each([
    [{ deactivated: false, state: 'active', expiresOn: null }, 'good'],
    [{ deactivated: false, state: 'active', expiresOn: '2026-03-02' }, 'good'],
    [{ deactivated: false, state: 'active', expiresOn: '2026-03-01' }, 'expired'],
    [{ deactivated: false, state: 'suspended', expiresOn: '2026-03-01' }, 'suspended'],
    [{ deactivated: false, state: 'revoked', expiresOn: null }, 'revoked'],
    [{ deactivated: false, state: 'replaced', expiresOn: null }, 'replaced'],
    [{ deactivated: false, state: 'on hold', expiresOn: '2026-03-01' }, 'held'],
    [{ deactivated: true, state: 'active', expiresOn: null }, 'deactivated'],
  ] as const)('%j is %s', (found, expected) => {
    expect(judgeStatus(found, '2026-03-02')).toBe(expected);
  });
});

describe('dayIn', () => {
  it.each([
    ['Europe/Berlin', '2026-03-01T22:59:59Z', '2026-03-01'],
    ['Europe/Berlin', '2026-03-01T23:00:00Z', '2026-03-02'],
    ['Europe/Berlin', '2026-06-30T21:59:59Z', '2026-06-30'],
    ['Europe/Berlin', '2026-06-30T22:00:00Z', '2026-07-01'],
    ['America/Los_Angeles', '2026-01-01T07:59:59Z', '2025-12-31'],
    ['Pacific/Kiritimati', '2026-01-01T10:00:00Z', '2026-01-02'],
  ])('%s at %s is %s', (zone, at, day) => {
    expect(dayIn(zone, new Date(at))).toBe(day);
  });
});
