import { expect, test } from 'vitest';
import { dayIn } from '../desk/ui/vendor-day.ts';

// Forms of the desk begin with the day that it is at the vendor's, not in UTC.

test.each([
  ['America/Los_Angeles', '2026-03-02T03:00:00Z', 0, '2026-03-01'],
  ['Pacific/Auckland', '2026-03-01T13:00:00Z', 0, '2026-03-02'],
  ['UTC', '2026-12-31T23:59:59Z', 1, '2027-01-01'],
  // The night in which the clocks go forward has 23 hours.
  ['Europe/Berlin', '2026-03-28T22:30:00Z', 1, '2026-03-29'],
  ['Europe/Berlin', '2026-10-24T22:30:00Z', 30, '2026-11-24'],
])('in %s at %s and %i days later it is %s', (zone, at, days, day) => {
  expect(dayIn(zone, new Date(at), days)).toBe(day);
});
