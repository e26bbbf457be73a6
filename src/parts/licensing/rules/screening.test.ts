import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, type SheetLine } from '../../../platform/sheets/read-csv.ts';
import { prepareScreening, screen, similarity, wordsOf } from './screening.ts';
import { readScreeningList } from './screening-list.ts';

const list = prepareScreening([
  { list: 'Sample list', reference: '1', country: 'AA', names: ['Müller Präzision GmbH', 'MP Tooling'] },
  { list: 'Sample list', reference: '2', country: null, names: ['Northern Turbine Export Company'] },
  { list: 'Sample list', reference: '3', country: 'AA', names: ['Jan de Vriesman'] },
  { list: 'Sample places', reference: 'BB', country: 'BB', names: [] },
]);

describe('who is met, with which score', () => {
  test.each([
    ['Müller Präzision GmbH', 'AA', '1 company 100'],
    ['MUELLER PRAZISION', 'AA', '1 company 94'],
    ['Muller-Prazision, AG', null, '1 company 100'],
    ['Prazision Muller', 'AA', '1 company 100'],
    ['Muler Präzision', 'AA', '1 company 94'],
    ['M.P. Tooling Ltd', 'AA', '1 company 100'],
    ['Müller Präzision', 'CC', '1 company 100'],
    ['Muler Prazisoin', 'CC', ''],
    ['Müller Maschinen', 'AA', ''],
    ['Northern Turbine Exports', 'AA', '2 company 96'],
    ['Northern Wind', 'AA', ''],
    ['Turbine Works', 'AA', ''],
    ['Sample Gears', 'BB', 'BB destination 100'],
    ['Sample Gears', 'AA', ''],
    ['', 'AA', ''],
  ])('%s in %s: %s', (company, country, expected) => {
    const hits = screen(list, { company, country });
    expect(hits.map(({ reference, matched, score }) => `${reference} ${matched} ${score}`).join(', ')).toBe(expected);
  });

  test('the contact is met by name, too', () => {
    expect(screen(list, { company: 'Sample Gears', country: 'AA', contact: 'Vriesman, Jan' })).toEqual([
      { list: 'Sample list', reference: '3', matched: 'contact', score: 100 },
    ]);
    expect(screen(list, { company: 'Sample Gears', country: 'AA', contact: 'Jana Vries' })).toEqual([]);
  });
});

test('a score is the same both ways round, 100 of a name with itself, and never beside 0 to 100', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const [x, y] = [wordsOf(a), wordsOf(b)];
      const score = similarity(x, y);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      if (x.length > 0) expect(similarity(x, x)).toBe(100);
    }),
  );
});

async function read(text: string) {
  const lines: SheetLine[] = [];
  const bytes = (async function* () {
    yield Buffer.from(text);
  })();
  for await (const some of readCsv(bytes)) lines.push(...some);
  return readScreeningList(lines);
}

describe('a list as CSV', () => {
  test('names, aliases and destinations, in any order of columns', async () => {
    const text =
      '\uFEFFcountry,Reference,name,aliases,remark\r\naa,X-1,"Sample, ""Works""",Works One; Works Two,\r\n\r\nBB,,,,closed\r\n';
    expect(await read(text)).toEqual({
      entries: [
        { reference: 'X-1', country: 'AA', names: ['Sample, "Works"', 'Works One', 'Works Two'] },
        { reference: 'BB', country: 'BB', names: [] },
      ],
    });
    expect(await read('country\nBB')).toEqual({ entries: [{ reference: 'BB', country: 'BB', names: [] }] });
  });

  test.each([
    ['', { line: 1, wrong: 'columns' }],
    ['name,country\nX,AA', { line: 1, wrong: 'columns' }],
    ['reference,name,country', { line: 1, wrong: 'entry' }],
    ['reference,name,country\n1,X,Germany', { line: 2, wrong: 'entry' }],
    ['reference,name,country\n1,X,AA\n,Y,AA', { line: 3, wrong: 'entry' }],
    ['reference,name,country\n1,,', { line: 2, wrong: 'entry' }],
    [`reference,name,country\n1,X,AA\n2,${'long '.repeat(2_001)},AA`, { line: 3, wrong: 'entry' }],
    ['<html>sign in</html>', { line: 1, wrong: 'columns' }],
  ])('%j is refused', async (text, expected) => {
    expect(await read(text)).toEqual(expected);
  });
});
