import { expect, test } from 'vitest';
import { drawBar } from './bar.ts';
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

test('where nothing was added, no date and no figure is said to have been', () => {
  const tellOf = (more: Partial<typeof figures>) =>
    told(
      { figures: { ...figures, views: 0, ...more }, files: [file], days: [], oneAddress: false, written: true },
      { seconds: 1, site: 'shop', keptFrom: '2024-10-27' },
    ).join('\n');
  expect(tellOf({ before: 9 })).toContain('Nothing new for shop: all lines are of times that were imported before.');
  expect(tellOf({ others: 9 })).toContain('Nothing was added to the figures of shop');
  for (const text of [tellOf({ before: 9 }), tellOf({ others: 9 })]) {
    expect(text).not.toContain('Added to');
    expect(text).toMatch(/0 {2}visits$/m);
  }
});

test('writing is a stage of its own on the bar, with its own progress, and is never silent', () => {
  let at = 0;
  const lines: string[] = [];
  const stream = { isTTY: false, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
  const bar = drawBar(stream, () => at);
  bar.total(100);
  at = 6_000;
  bar.told({ bytes: 87, lines: 10 });
  at = 6_100;
  bar.writing({ done: 0, all: 8 });
  at = 6_200;
  bar.writing({ done: 1, all: 8 });
  at = 12_200;
  bar.writing({ done: 4, all: 8 });
  bar.writing({ done: 8, all: 8 });
  expect(lines.map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
    expect.stringMatching(/^Counting \[#+\.+\] 87 % .* 10 lines, .* left$/),
    expect.stringMatching(/^Writing \[\.+\] 0 % 0 of 8 days, months and years$/),
    expect.stringMatching(/^Writing \[#+\.+\] 50 % 4 of 8 days, months and years, 7 s left$/),
    expect.stringMatching(/^Writing \[#+\] 100 % 8 of 8 days, months and years$/),
  ]);
});

test('who imports days that are older than the site keeps is told that they go in the night', () => {
  expect(tell('2015-05-17')).toContain('Days before 2024-10-27 are older than this site keeps');
  expect(tell('2024-10-27')).not.toContain('older');
  expect(tell('2015-05-17', false)).not.toContain('older');
});

test('that all comes from one address is said', () => {
  expect(tell('2026-05-17', true, true)).toContain('All page views seem to come from one address');
  expect(tell('2026-05-17')).not.toContain('one address');
});
