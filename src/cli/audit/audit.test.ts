import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { auditedDemands, toldDemand } from '../../app/clauses/audited.ts';
import { type Traces, tracePlaces } from '../../platform/clauses/audit-result.ts';
import type { BuiltDemand } from '../../platform/clauses/clause.ts';
import { type Probe, runProbe } from '../../platform/clauses/run-probe.ts';
import { auditScene } from '../../platform/clauses/traces.ts';
import { createFinder, type Mark } from './finder.ts';
import { searchFolder } from './search-files.ts';
import { openSearches } from './searches.ts';
import { spellingsOf } from './spellings.ts';
import { told } from './told.ts';
import { verdictOf } from './verdict.ts';
import { aVisitor, longIpv6, shortIpv6 } from './visitors.ts';

const visitors = (['IPv4', 'IPv6'] as const).map((family) => aVisitor(`way of ${family}`, family));

describe.each(visitors)('somebody with an address of $family', (visitor) => {
  const finder = createFinder([...visitors, aVisitor('somebody else', visitor.family)]);
  const found = (bytes: Uint8Array) => {
    const marks: Mark[] = [];
    finder.search(bytes, (mark) => marks.push(mark));
    return marks;
  };

  it('is found in every spelling, wherever it stands', () => {
    for (const { bytes, spelling, what } of spellingsOf(visitor))
      for (const [before, after] of [
        [0, 0],
        [1, 3],
        [4_097, 1],
      ] as const) {
        const marks = found(Buffer.concat([Buffer.alloc(before, 'x'), bytes, Buffer.alloc(after, 'y')]));
        expect(
          marks.map((mark) => mark.visitor),
          `${what} as ${spelling}`,
        ).toContain(visitor);
      }
  });

  it('is found in what contains the address, encoded as a whole', () => {
    const line = `{"from":"${visitor.address}","with":"${visitor.agent}","n":1}`;
    const whole = Buffer.from(line);
    for (const encoded of [
      line,
      JSON.stringify(JSON.stringify(line)),
      encodeURIComponent(line),
      whole.toString('base64'),
      Buffer.from(` ${line}`).toString('base64url'),
      Buffer.from(`  ${line}`).toString('base64'),
      whole.toString('hex'),
    ]) {
      const marks = found(Buffer.from(encoded));
      expect(
        marks.map(({ what }) => what),
        encoded,
      ).toEqual(expect.arrayContaining([`address (${visitor.family})`, 'user agent']));
    }
    const wide = found(Buffer.from(line, 'utf16le'));
    expect(wide.map(({ what }) => what)).toContain('user agent');
  });

  it('is not found where there is nothing of them', () => {
    expect(found(Buffer.from(JSON.stringify(aVisitor('nobody', visitor.family))))).toEqual([]);
    expect(found(visitor.bytes.subarray(0, 3))).toEqual([]);
  });
});

test('an address of IPv6 has a long and a short form', () => {
  const bytes = Buffer.from('2a0c11ff0a4f91cd0000000000007e21', 'hex');
  expect([longIpv6(bytes), shortIpv6(bytes)]).toEqual([
    '2a0c:11ff:0a4f:91cd:0000:0000:0000:7e21',
    '2a0c:11ff:a4f:91cd::7e21',
  ]);
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kept-audit-test-'));
    mkdirSync(join(folder, 'below'));
    return () => rmSync(folder, { recursive: true });
  });
  const [one, two] = [aVisitor('one way', 'IPv4'), aVisitor('another way', 'IPv4')];
  const control = aVisitor('the control', 'IPv4');
  const search = async () => {
    const searches = openSearches(createFinder([one, two, control]), [
      { place: 'data folder', visitor: control, marks: 'text' },
    ]);
    await searchFolder(searches, folder, (path) => (path.endsWith('.out') ? null : 'data folder'));
    return searches.result().places[0];
  };

  it('are counted and measured twice, unpacked, and named without the visitor', async () => {
    writeFileSync(join(folder, 'a.gz'), gzipSync(`from ${one.address}`));
    writeFileSync(join(folder, 'below', 'b'), zstdCompressSync(`with ${two.agent}`));
    writeFileSync(join(folder, 'c.out'), one.address);
    writeFileSync(join(folder, 'd'), Buffer.from([0x1f, 0x8b, 1, 2, 3]));
    const place = await search();
    expect(place?.examined).toEqual(place?.counted);
    expect(place?.examined.things).toBe(3);
    expect(place?.controls).toEqual({ put: 3, found: 0 });
    expect(place?.found).toEqual(
      expect.arrayContaining([
        { where: 'a.gz (unpacked)', what: 'address (IPv4)', spelling: 'text', way: 'one way' },
        { where: 'below/b (unpacked)', what: 'user agent', spelling: 'text', way: 'another way' },
      ]),
    );
    expect(JSON.stringify(place)).not.toContain(one.address);
    expect(JSON.stringify(place)).not.toContain(two.mark);
  });

  it('with four bare bytes that chance could have written name nobody, unless two are there', async () => {
    writeFileSync(join(folder, 'a'), Buffer.concat([Buffer.from('x'), one.bytes]));
    expect((await search())?.found).toEqual([]);
    writeFileSync(join(folder, 'b'), two.bytes);
    expect((await search())?.found).toHaveLength(2);
  });

  it('show that they were searched by what was put there on purpose', async () => {
    writeFileSync(join(folder, 'a'), `${control.address} ${control.agent}`);
    const place = await search();
    expect(place?.controls).toEqual({ put: 3, found: 3 });
    expect(place?.found).toEqual([]);
  });
});

const figures = { things: 4, bytes: 100 };
const clean: Traces = {
  ways: [
    { name: 'the pixel', logs: false, visitors: 2 },
    { name: 'syslog', logs: true, visitors: 2 },
  ],
  places: tracePlaces.map((place) => ({
    place,
    unit: 'files',
    examined: figures,
    counted: figures,
    controls: { put: 2, found: 2 },
    found: [],
  })),
  lines: { sent: 12, counted: 12 },
  faults: [],
};
const changed = (place: (typeof tracePlaces)[number], changes: Partial<Traces['places'][number]>): Traces => ({
  ...clean,
  places: clean.places.map((each) => (each.place === place ? { ...each, ...changes } : each)),
});
const trace = (way: string) => ({ where: 'a/b', what: 'user agent', spelling: 'text', way });

describe('what an audit says', () => {
  const probeOf = (id: string): Probe => (auditedDemands.find((each) => each.id === id) as BuiltDemand).proof.probe;
  const ask = (probe: Probe, traces: Traces) => runProbe(probe, auditScene(traces), { timeoutMs: 1_000 });
  const wal = probeOf('A2.wal');

  it.each<[string, Traces, string, string]>([
    ['all is as it must be', clean, 'nothing found', 'true'],
    ['something was found', changed('write-ahead log', { found: [trace('the pixel')] }), 'found', 'false'],
    [
      'something was found, and a control was not',
      changed('database files', { found: [trace('syslog')], controls: { put: 2, found: 1 } }),
      'found',
      'false',
    ],
    ['a control was not found', changed('write-ahead log', { controls: { put: 2, found: 1 } }), 'unproven', 'unknown'],
    ['no control was put', changed('write-ahead log', { controls: { put: 0, found: 0 } }), 'unproven', 'unknown'],
    ['a place was not searched', { ...clean, places: clean.places.slice(1, 3) }, 'unproven', 'unknown'],
    ['files were missed', changed('write-ahead log', { counted: { things: 5, bytes: 100 } }), 'unproven', 'unknown'],
    ['bytes were missed', changed('write-ahead log', { counted: { things: 4, bytes: 101 } }), 'unproven', 'unknown'],
    ['a way went wrong', { ...clean, faults: ['the pixel: answered 500'] }, 'unproven', 'unknown'],
  ])('%s', async (_, traces, verdict, ofWal) => {
    expect(verdictOf(traces)).toBe(verdict);
    expect((await ask(wal, traces)).verdict).toBe(ofWal);
  });

  it('of the lines of logs: that all were counted, and nobody is found who came so', async () => {
    const probe: Probe = { kind: 'traces', unit: 'lines', steps: [], places: tracePlaces, logs: true };
    expect((await ask(probe, clean)).finding).toEqual({ examined: 12, counted: 12, counterexamples: [] });
    expect((await ask(probe, { ...clean, lines: { sent: 12, counted: 11 } })).verdict).toBe('unknown');
    expect((await ask(probe, changed('backup', { found: [trace('the pixel')] }))).verdict).toBe('true');
    expect((await ask(probe, changed('backup', { found: [trace('syslog')] }))).finding?.counterexamples).toEqual([
      'backup: a/b: user agent as text, of syslog',
    ]);
  });

  it('of what people tell of themselves: that it may be kept, and is printed nowhere', async () => {
    const traces = {
      ...clean,
      ways: [...clean.ways, { name: 'telling', logs: false, visitors: 2, tells: true as const }],
    };
    const telling = (place: (typeof tracePlaces)[number]): Traces => ({
      ...traces,
      places: changed(place, { found: [trace('telling')] }).places,
    });
    const { probe } = toldDemand.proof;
    expect([verdictOf(telling('table rows')), (await ask(wal, telling('write-ahead log'))).verdict]).toEqual([
      'nothing found',
      'true',
    ]);
    expect((await ask(probe, telling('table rows'))).verdict).toBe('true');
    expect(verdictOf(telling('server output'))).toBe('found');
    expect((await ask(probe, telling('server output'))).verdict).toBe('false');
    expect((await ask(probe, { ...clean, places: telling('server output').places })).verdict).toBe('unknown');
  });

  it('without an audit nothing is known', async () => {
    const { traces: _, ...scene } = auditScene(clean);
    expect(await runProbe(wal, scene, { timeoutMs: 1_000 })).toMatchObject({
      verdict: 'unknown',
      cause: 'the probe failed: the audit has not run here',
    });
  });

  it('in words: what was sent and searched, and where something was found', () => {
    const lines = told(changed('exports', { found: [trace('the pixel')], counted: { things: 3, bytes: 9 } }), {
      verdict: 'found',
      kept: true,
    }).join('\n');
    for (const words of ['Sent 4 made-up visitors', 'NOT THE SAME', 'exports: a/b: user agent', 'FOUND'])
      expect(lines).toContain(words);
  });
});
