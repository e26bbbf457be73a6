import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actsOn, judgeChange, type LicenceAct, licenceActs, shownState, transitions } from './states.ts';
import type { LicenceState } from './verdict.ts';

const states = ['draft', 'issued', 'active', 'suspended', 'on hold', 'revoked', 'replaced'] as const;
const ask = (act: LicenceAct, state: LicenceState, more: object = {}) => {
  const verdict = judgeChange(
    act,
    { state, activated: state !== 'issued' && state !== 'draft', beneath: { suspended: false, held: false }, ...more },
    { role: 'administrator', reason: 'mistake', ...more },
  );
  return verdict.allowed ? verdict.to : `no ${verdict.fault}`;
};

describe('the table of transitions', () => {
  it.each<[LicenceAct, readonly string[]]>([
    ['issue', ['draft > issued']],
    ['suspend', ['issued > suspended', 'active > suspended']],
    ['resume', ['suspended > active']],
    ['hold', ['issued > on hold', 'active > on hold', 'suspended > on hold']],
    ['release', ['on hold > active']],
    ['revoke', ['issued > revoked', 'active > revoked', 'suspended > revoked', 'on hold > revoked']],
    ['reinstate', ['revoked > active']],
    ['replace', ['issued > replaced', 'active > replaced', 'suspended > replaced', 'on hold > replaced']],
  ])('%s: %j and nothing else', (act, expected) => {
    const found = states.map((state) => `${state} > ${ask(act, state)}`);
    expect(found.filter((each) => !each.endsWith('no state'))).toEqual(expected);
  });

  it('leads nowhere from what was replaced, and nobody makes a draft again', () => {
    for (const act of licenceActs) expect(ask(act, 'replaced')).toBe('no state');
    expect(Object.values(transitions).map(({ to }) => to)).not.toContain('draft');
  });

  it.each<[LicenceAct, LicenceState, boolean, boolean, LicenceState]>([
    ['release', 'on hold', true, true, 'suspended'],
    ['release', 'on hold', false, true, 'active'],
    ['reinstate', 'revoked', false, true, 'on hold'],
    ['reinstate', 'revoked', true, true, 'on hold'],
    ['reinstate', 'revoked', true, false, 'suspended'],
    ['resume', 'suspended', true, false, 'active'],
  ])('%s from %s with a suspension (%s) and a hold (%s) beneath: %s', (act, state, suspended, held, to) => {
    expect(ask(act, state, { beneath: { suspended, held } })).toBe(to);
  });

  it('gives what was never activated back as issued', () => {
    for (const [act, state] of [
      ['resume', 'suspended'],
      ['release', 'on hold'],
      ['reinstate', 'revoked'],
    ] as const)
      expect(ask(act, state, { activated: false })).toBe('issued');
  });

  it('asks for a reason where a click does not undo it', () => {
    const without = licenceActs.filter(
      (act) => ask(act, transitions[act].from[0] ?? 'draft', { reason: null }) === 'no reason',
    );
    expect(without).toEqual(['hold', 'release', 'revoke', 'reinstate', 'replace']);
  });

  it('leaves reinstating to an administrator, and everything to nobody else than the keepers', () => {
    expect(ask('reinstate', 'revoked', { role: 'licence desk' })).toBe('no caller');
    expect(ask('revoke', 'active', { role: 'licence desk' })).toBe('revoked');
    for (const act of licenceActs) expect(ask(act, 'active', { role: 'reseller administrator' })).toBe('no caller');
  });

  it('offers exactly what it allows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom('administrator', 'licence desk', 'support'),
        (state, role) => {
          const allowed = licenceActs.filter((act) => !String(ask(act, state, { role })).startsWith('no '));
          expect(actsOn({ state }, role)).toEqual(allowed);
        },
      ),
    );
  });
});

describe('the state that is shown', () => {
  it.each([
    ['active', '2026-03-01', 'expired'],
    ['issued', '2026-03-01', 'expired'],
    ['active', '2026-03-02', 'active'],
    ['active', null, 'active'],
    ['suspended', '2026-03-01', 'suspended'],
    ['on hold', '2026-03-01', 'on hold'],
    ['replaced', '2026-03-01', 'replaced'],
  ] as const)('%s to %s is %s', (state, expiresOn, shown) => {
    expect(shownState({ state, expiresOn }, '2026-03-02')).toBe(shown);
  });
});
