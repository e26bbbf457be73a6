import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CombinedScanner, field, recordLength, stopped } from './scanner.ts';

const means = (status: number) => (status === 200 ? 1 : status === 404 ? 2 : 0);
const always = { least: 1, most: 4_000_000_000, until: Number.POSITIVE_INFINITY };
const at = Date.UTC(2026, 1, 28, 23, 59, 58) / 1_000;
const usual = `198.18.0.1 - - [28/Feb/2026:23:59:58 +0000] "GET /a?b=c HTTP/1.1" 200 5 "https://a.example/" "Agent/1 (x)"\n`;

function scan(text: string, times = always) {
  const scanner = new CombinedScanner({ means, secret: new Uint8Array(16).fill(7) });
  const bytes = Buffer.from(text, 'latin1');
  scanner.load(bytes);
  const scanned = scanner.scan(0, bytes.length, times);
  const text1 = (of: number, number: number) => {
    const from = scanner.startOf(of, number);
    return Buffer.from(scanner.bytes.subarray(from, from + scanner.lengthOf(of, number))).toString('latin1');
  };
  const records = Array.from({ length: scanned.records }, (_, n) => {
    const [time, status, target = 0, agent = 0, address = 0, referrer = 0] = scanner.records.subarray(n * recordLength);
    return {
      time,
      status,
      target: text1(field.target, target),
      agent: text1(field.agent, agent),
      address: text1(field.address, address),
      referrer: text1(field.referrer, referrer),
    };
  });
  return { ...scanned, records };
}

describe('the reader of usual lines', () => {
  it('reads what stands in them', () => {
    const { at: end, lines, records, why } = scan(usual + usual.replace('200', '301') + usual.replace('GET', 'POST'));
    expect({ end, lines, why }).toEqual({ end: 3 * usual.length + 1, lines: 3, why: stopped.atEnd });
    expect(records).toEqual([
      {
        time: at,
        status: 1,
        target: '/a?b=c',
        agent: 'Agent/1 (x)',
        address: '198.18.0.1',
        referrer: 'https://a.example/',
      },
    ]);
  });

  it.each([
    ['+0530', -(5 * 60 + 30) * 60],
    ['-0800', 8 * 3_600],
  ])('reads the zone %s', (zone, seconds) => {
    expect(scan(usual.replace('+0000', zone)).records[0]?.time).toBe(at + seconds);
  });

  it('stops before a line that is later than it should read', () => {
    const text = usual + usual.replace(':58', ':59');
    expect(scan(text, { ...always, until: at })).toMatchObject({ why: stopped.later, lines: 1, at: usual.length });
  });

  it.each([
    ['a quote behind a backslash', usual.replace('Agent', 'A\\"gent')],
    ['a day that is none', usual.replace('28/Feb', '29/Feb')],
    ['a month in small letters', usual.replace('Feb', 'feb')],
    ['an hour that is none', usual.replace(':23:', ':24:')],
    ['a leap second', usual.replace(':58 ', ':60 ')],
    ['no agent', usual.replace(' "Agent/1 (x)"', '')],
    ['no status', usual.replace(' 200 ', ' - ')],
    ['nothing', '\n'],
    ['no target', usual.replace('/a?b=c', '')],
    ['a line longer than any is', usual.replace('/a?', `/${'a'.repeat(70_000)}?`)],
    ['zeros', `${'\0'.repeat(200)}\n`],
  ])('leaves to others a line with %s', (_, line) => {
    expect(scan(usual + line + usual)).toMatchObject({ why: stopped.other, lines: 1, at: usual.length });
  });

  it('says when it knows no more fields, and goes on when they are forgotten', () => {
    const scanner = new CombinedScanner({ means, secret: new Uint8Array(16) });
    const most = scanner.mostOf(field.target);
    let number = 0;
    let full = 0;
    while (number < most + 5_000) {
      const bytes = Buffer.from(
        Array.from({ length: 1_000 }, (_, n) => usual.replace('/a', `/${number + n}`)).join(''),
      );
      scanner.load(bytes);
      for (let from = 0; from < bytes.length; ) {
        const scanned = scanner.scan(from, bytes.length, always);
        from = scanned.at;
        if (scanned.why !== stopped.fullTable) continue;
        expect(scanned.full).toBe(field.target);
        full += 1;
        scanner.forget(field.target);
      }
      number += 1_000;
    }
    expect(full).toBe(1);
  });

  it('is what its source makes', () => {
    const script = resolve(import.meta.dirname, '../../../../scripts/build-wasm.ts');
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
  }, 300_000);
});
