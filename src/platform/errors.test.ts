import { expect, test } from 'vitest';
import { defineErrors, KeptError, knownErrors } from './errors.ts';

const errors = defineErrors({
  KEPT_TEST_ONLY: { status: 409, message: 'Taken by {reseller}.', next: 'Ask {reseller}.' },
});

test('an error fills its sentences from the facts', () => {
  const error = errors.KEPT_TEST_ONLY({ reseller: 'Nordwerk' });
  expect(error).toBeInstanceOf(KeptError);
  expect([error.keptCode, error.status, error.message, error.next]).toEqual([
    'KEPT_TEST_ONLY',
    409,
    'Taken by Nordwerk.',
    'Ask Nordwerk.',
  ]);
});

test('a code has one home', () => {
  expect(() => defineErrors({ KEPT_TEST_ONLY: { status: 400, message: '', next: '' } })).toThrow('defined twice');
  expect(knownErrors().has('KEPT_TEST_ONLY')).toBe(true);
});
