import { expect, it } from 'vitest';
import { afterAct, mayAsk, orderFaults, orderNumber } from './orders.ts';

const desk = { keeper: true, holder: false };
const holder = { keeper: false, holder: true };
const others = { keeper: false, holder: false };

it.each([
  ['confirm', 'placed', desk, 'confirmed'],
  ['confirm', 'confirmed', desk, null],
  ['confirm', 'placed', holder, null],
  ['fulfil', 'placed', desk, 'fulfilled'],
  ['fulfil', 'confirmed', desk, 'fulfilled'],
  ['fulfil', 'cancelled', desk, null],
  ['fulfil', 'confirmed', holder, null],
  ['refuse', 'confirmed', desk, 'refused'],
  ['cancel', 'placed', holder, 'cancelled'],
  ['cancel', 'confirmed', holder, null],
  ['cancel', 'confirmed', desk, 'cancelled'],
  ['cancel', 'placed', others, null],
  ['cancel', 'fulfilled', desk, null],
] as const)('%s of an order that is %s: %o leads to %s', (act, state, by, expected) => {
  expect(afterAct(act, state, by)).toBe(expected);
});

it('asks about orders that are under way', () => {
  expect((['placed', 'confirmed', 'fulfilled', 'cancelled', 'refused'] as const).filter(mayAsk)).toEqual([
    'placed',
    'confirmed',
  ]);
});

it('orderNumber uses every bit', () => {
  expect(orderNumber(Uint8Array.of(0, 0, 0, 0, 0))).toBe('O-0000-0000');
  expect(orderNumber(Uint8Array.of(255, 255, 255, 255, 255))).toBe('O-ZZZZ-ZZZZ');
  expect(orderNumber(Uint8Array.of(8, 0, 0, 0, 1))).toBe('O-1000-0001');
});

it.each([
  [{ kind: 'renewal' as const }, ['contractId']],
  [{ kind: 'renewal' as const, contractId: 'x' }, []],
  [{ kind: 'renewal' as const, contractId: 'x', seats: 2 }, ['seats']],
  [{ kind: 'new' as const, companyId: 'x' }, ['productId', 'licenceKind', 'seats', 'copies']],
  [
    {
      kind: 'new' as const,
      companyId: 'x',
      productId: 'p',
      licenceKind: 'perpetual',
      seats: 1,
      copies: 1,
      contractId: 'c',
    },
    ['contractId'],
  ],
])('orderFaults %o', (asked, fields) => {
  expect(Object.keys(orderFaults(asked))).toEqual(fields);
});
