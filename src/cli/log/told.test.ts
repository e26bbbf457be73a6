import { expect, test } from 'vitest';
import { told } from './told.ts';

const figures = {
  ...{ lines: 9, views: 9, downloads: 0, missing: 0, bots: 0, refused: 0 },
  ...{ own: 0, others: 0, otherHosts: 0, bad: 0, before: 0 },
};
const file = { path: '/logs/a.log', state: 'counted', format: 'combined', lines: 9, cutShort: false } as const;
const tell = (day: string, written = true, oneAddress = false) =>
  told(
    { figures, files: [file], days: [{ day, visits: 5, visitors: 5, views: 9 }], oneAddress, written },
    { seconds: 1, site: 'shop', keptFrom: '2024-10-27' },
  ).join('\n');

test('who imports days that are older than the site keeps is told that they go in the night', () => {
  expect(tell('2015-05-17')).toContain('Days before 2024-10-27 are older than this site keeps');
  expect(tell('2024-10-27')).not.toContain('older');
  expect(tell('2015-05-17', false)).not.toContain('older');
});

test('that all comes from one address is said', () => {
  expect(tell('2026-05-17', true, true)).toContain('All page views seem to come from one address');
  expect(tell('2026-05-17')).not.toContain('one address');
});
