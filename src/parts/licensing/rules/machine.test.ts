import { describe, expect, it } from 'vitest';
import { mayBeUsedOn, sameness, seatOfMachine } from './machine.ts';

const then = { system: 's', disk: 'd', network: 'n', board: 'b', processor: 'p', host: 'h' };
const changed = (...names: string[]) =>
  Object.fromEntries(Object.entries(then).map(([name, value]) => [name, names.includes(name) ? 'x' : value]));

describe('the same machine', () => {
  it.each([
    ['nothing changed', [], 'any two most all'],
    ['a new network card or dock', ['network'], 'any two most'],
    ['another BIOS and name', ['board', 'host'], 'any two most'],
    ['a new disk with a new system', ['disk', 'system'], 'any'],
    ['all but what others of the same make have, too', ['system', 'disk', 'network', 'host'], ''],
    ['another disk, board and processor', ['disk', 'board', 'processor'], 'any two most'],
    ['another system, board, processor and name', ['system', 'board', 'processor', 'host'], 'any two'],
  ])('%s', (_, names, same) => {
    const said = (['any', 'two', 'most', 'all'] as const).filter(
      (match) => sameness(match, then, changed(...names)) > 0,
    );
    expect(said.join(' ')).toBe(same);
  });

  it('is none where nothing is known of it', () => {
    for (const match of ['any', 'two', 'most', 'all'] as const) expect(sameness(match, {}, then)).toBe(0);
  });

  it('is the one that is most like it', () => {
    const seats = [
      { id: 1, parts: changed('network', 'disk') },
      { id: 2, parts: changed('network') },
      { id: 3, parts: { system: 'other' } },
    ];
    expect(seatOfMachine('any', seats, then)?.id).toBe(2);
    expect(seatOfMachine('any', [{ id: 3, parts: { system: 'other' } }], then)).toBe(null);
  });
});

it.each([
  [null, 'virtual', true],
  [{ match: 'most', virtual: 'refused', terminalServer: 'once' }, 'virtual', false],
  [{ match: 'most', virtual: 'allowed', terminalServer: 'refused' }, 'virtual', true],
  [{ match: 'most', virtual: 'refused', terminalServer: 'once' }, 'terminal server', true],
  [{ match: 'most', virtual: 'allowed', terminalServer: 'refused' }, 'terminal server', false],
  [{ match: 'most', virtual: 'refused', terminalServer: 'refused' }, 'dongle', true],
  [{ match: 'most', virtual: 'refused', terminalServer: 'refused' }, null, true],
] as const)('a licence with %j on a machine that is %s: %s', (machines, kind, may) => {
  expect(mayBeUsedOn(machines, kind)).toBe(may);
});
