import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRunning } from '../decision.ts';
import { type Code, meanings } from '../faults.ts';
import { machineOf } from '../fingerprint.ts';
import { trustKeys } from '../keys.ts';
import { readLease } from '../lease-answer.ts';
import { readLicence } from '../licence-document.ts';
import { numbers, refusalOf } from '../refusals.ts';
import { readStatus } from '../status-answer.ts';
import { answers } from '../vectors/answers.ts';
import { decisions } from '../vectors/decisions.ts';
import { documents, facts, fingerprint, machine } from '../vectors/documents.ts';
import { leased, leases } from '../vectors/leases.ts';
import { meters } from '../vectors/meters.ts';
import { foreignKey, knownKey, payloadOf, wrap } from '../vectors/signer.ts';
import { build, hex, needCompiler, runLines } from './build.ts';

const publicKeys = [knownKey.publicKey, foreignKey.publicKey];
const keys = trustKeys(publicKeys);
let built: ReturnType<typeof build>;
let ask: (lines: readonly string[]) => string[];

beforeAll(() => {
  needCompiler({ 'openssl/evp.h': 'libssl-dev' });
  built = build('check-tools');
  ask = (lines) => runLines(join(built.folder, 'vectors'), publicKeys, lines);
}, 120_000);
afterAll(() => built.remove());

const time = (text: string | null | undefined) => (text ? `${Date.parse(text)}` : '-');
const codes = (lines: readonly string[]) => ask(lines).map((line) => Number(line.split(/\s/)[0]));
const named = (list: readonly { name: string }[], of: readonly number[]) =>
  list.map(({ name }, index) => ({ name, code: of[index] }));

describe('the C client', () => {
  it('reads every document of the vectors like the TypeScript client', () => {
    const lines = documents.map(({ text, padTo, now }) => ['D', hex(text), padTo ?? 0, time(now)].join('\t'));
    expect(named(documents, codes(lines))).toEqual(documents.map(({ name, code }) => ({ name, code })));
    const [first] = ask(lines.slice(0, 1));
    expect(first).toBe(`0 ${facts.activationId} MILL ${machine} 2027-03-01 ${time('2026-03-02T09:00:00.000Z')} -1`);
  });

  it('reads every answer of the vectors', () => {
    const lines = answers.map(({ text, padTo, nonce, activationId, now }) =>
      ['A', hex(text), padTo ?? 0, nonce, activationId, time(now)].join('\t'),
    );
    expect(named(answers, codes(lines))).toEqual(answers.map(({ name, code }) => ({ name, code })));
  });

  it('reads every lease of the vectors', () => {
    const lines = leases.map(({ text, padTo, nonce, activationId, now }) =>
      ['L', hex(text), padTo ?? 0, nonce, activationId, time(now)].join('\t'),
    );
    expect(named(leases, codes(lines))).toEqual(leases.map(({ name, code }) => ({ name, code })));
    expect(ask(lines.slice(0, 1))).toEqual([`0 3 600 ${time(String(leased.leasedUntil))}`]);
  });

  it('reads every meter of the vectors', () => {
    const lines = meters.map(({ text, padTo, nonce, activationId, now, feature, counter }) =>
      ['U', hex(text), padTo ?? 0, nonce, activationId, time(now), feature, counter].join('\t'),
    );
    expect(named(meters, codes(lines))).toEqual(meters.map(({ name, code }) => ({ name, code })));
    expect(ask(lines.slice(0, 3))).toEqual(['0 12 250 1000 2026-10-01', '0 0 0 0 2026-10-01', '0 12 250 -1 ']);
  });

  it('decides like the vectors', () => {
    const textOf = (list: readonly { name: string; text: string }[], name: string | null) =>
      name === null ? '-' : hex(list.find((each) => each.name === name)?.text ?? '');
    const lines = decisions.map((each) =>
      [
        ['R', textOf(documents, each.document), textOf(answers, each.status), answers[0]?.nonce, facts.activationId],
        [each.product, each.builtOn, each.feature ?? '-', each.machine ?? '-', time(each.lastSeen), time(each.now)],
        [each.networkDays ?? '-', each.expiryDays, each.clockToleranceMs, textOf(leases, each.lease), each.leaseHours],
      ]
        .flat()
        .join('\t'),
    );
    const expected = decisions.map(({ name, run, code, until }) => ({
      name,
      said: `${run ? 1 : 0} ${code} ${time(until)}`,
    }));
    const said = ask(lines);
    expect(decisions.map(({ name }, index) => ({ name, said: said[index] }))).toEqual(expected);
  });

  it('keeps the never-stop rule', () => {
    const cases = [0, 3105, 3111].flatMap((code) =>
      [false, true].flatMap((program) => [false, true].map((feature) => ({ code: code as Code, program, feature }))),
    );
    const lines = cases.map(({ code, program, feature }) =>
      ['K', code ? 0 : 1, code, Number(program), Number(feature)].join('\t'),
    );
    const expected = cases.map(({ code, ...before }) => {
      const { run, code: said } = keepRunning(before, { run: code === 0, code, until: null });
      return `${run ? 1 : 0} ${said}`;
    });
    expect(ask(lines)).toEqual(expected);
  });

  it('has the same sentences, and one for a number that it does not know', () => {
    const known = Object.entries(meanings);
    expect(ask(known.map(([code]) => `M\t${code}`))).toEqual(
      known.map(([, { message, next }]) => `${message}\t${next}`),
    );
    expect(ask(['M\t4711'])).toEqual([`${meanings[5099].message}\t${meanings[5099].next}`]);
  });

  it('names a machine and makes nonces as the server takes them', () => {
    expect(ask([`F\t${fingerprint}`])).toEqual([machineOf(fingerprint)]);
    const nonces = ask(Array.from({ length: 50 }, () => 'N'));
    for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/);
    expect(new Set(nonces).size).toBe(50);
  });

  it('reads refusals like the TypeScript client, and the reseller to call', () => {
    const codesOfServer = [...Object.keys(numbers), 'KEPT_FAULT', 'KEPT_TOO_MANY', 'KEPT_OTHER'];
    const cases = codesOfServer.flatMap((code) =>
      [409, 429, 503].map((status) => ({
        status,
        body: JSON.stringify({ error: { code, facts: { reseller: 'Ä & Söhne' } } }),
      })),
    );
    const pages = [302, 200, 502, 511].map((status) => ({ status, body: '<html>' }));
    const all = [...cases, ...pages];
    const said = ask(all.map(({ status, body }) => `E\t${status}\t${hex(body)}`));
    const expected = all.map(({ status, body }) => {
      const { code, reseller } = refusalOf({ status, body, type: '' }, null);
      return `${code}\t${reseller ?? ''}`;
    });
    expect(said).toEqual(expected);
    const long = JSON.stringify({ error: { code: 'KEPT_SEATS_USED_UP', facts: { reseller: 'x'.repeat(32) } } });
    expect(runLines(join(built.folder, 'vectors'), publicKeys, [`E\t409\t${hex(long)}`, 'N'])[0]).toBe('5003\t');
  });

  it('writes the body of an activation as JSON, within its room and never beside it', () => {
    const value = 'Ä "quoted" \\ \n\u0001 😀';
    const [whole = ''] = ask([`B\t1000\t${hex('companyName')}\t${hex(value)}`]);
    expect(JSON.parse(whole)).toEqual({
      companyName: value,
      serial: 'S',
      notice: 'notice',
      machine: 'machine-1',
      machineKind: 'virtual',
      parts: { disk: '0123', system: '4567' },
      marketing: false,
    });
    const size = Buffer.byteLength(whole);
    const rooms = Array.from({ length: size + 2 }, (_, room) => `B\t${room}\t${hex('companyName')}\t${hex(value)}`);
    expect(
      ask([...rooms, 'N'])
        .slice(0, -1)
        .map((line) => line.length > 0),
    ).toEqual(rooms.map((_, room) => room > size));
    expect(ask([`B\t1000\t${hex('a')}\tc0af`, 'N'])[0]).toBe('');
  });
});

describe('both clients', () => {
  /** Signed whatever it is, so that the fields are read. */
  const anyPayload = fc
    .tuple(
      fc.nat(),
      fc.nat(),
      fc.constantFrom(
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '0',
        '-',
        'e',
        ' ',
        '\\u0001',
        '\\n',
        'ä',
        '"a":1,',
        'null',
      ),
      fc.boolean(),
    )
    .map(([which, where, piece, over]) => {
      const base = sources[which % sources.length] ?? '';
      const at = where % (base.length + 1);
      return `${base.slice(0, at)}${piece}${base.slice(over ? at + piece.length : at)}`;
    });
  const sources = [
    payloadOf(facts),
    payloadOf({ ...facts, features: ['3d', 'turning'], later: { a: [1, -2, true, null, {}], 'ä"\\': '\u0001😀' } }),
    payloadOf({ ...facts, grace: { expiryDays: 7, leaseHours: 12, networkDays: 60 } }),
    payloadOf({ ...facts, machine: null, issuedAt: '2026-09-01T00:00:00.000Z', expiresOn: '2028-02-29' }),
  ];

  it('say the same of more than a thousand signed payloads that were altered before', () => {
    const texts = fc
      .sample(anyPayload, { numRuns: 1200, seed: 20261127 })
      .map((payload) => JSON.stringify(wrap(payload)));
    const ours = texts.map((text) => readLicence(text, { keys })).map((read) => (read.ok ? 0 : read.code));
    const theirs = codes(texts.map((text) => `D\t${hex(text)}\t0\t-`));
    const differing = texts
      .filter((_, index) => ours[index] !== theirs[index])
      .map((text) => Buffer.from(JSON.parse(text).payload, 'base64url').toString());
    expect(differing).toEqual([]);
    expect(new Set(ours)).toEqual(new Set([0, 1006]));
  }, 120_000);

  it('say the same of more than a thousand altered wrappings and answers', () => {
    const whole = [documents, answers, leases, meters].flatMap((list) => list.slice(0, 5).map(({ text }) => text));
    const altered = fc
      .tuple(
        fc.nat(),
        fc.nat(),
        fc.constantFrom('"', '\\', '{', '}', '[', ',', ':', '1', '.5', ' ', '\\u0041', 'A', 'null', '\n'),
        fc.nat(3),
      )
      .map(([which, where, piece, cut]) => {
        const base = whole[which % whole.length] ?? '';
        const at = where % (base.length + 1);
        return `${base.slice(0, at)}${piece}${base.slice(at + cut)}`;
      });
    const texts = fc.sample(altered, { numRuns: 1200, seed: 20261128 });
    const { nonce = '', activationId = '' } = answers[0] ?? {};
    const ours = texts.flatMap((text) => [
      readLicence(text, { keys }),
      readStatus(text, { nonce, activationId }, { keys }),
      readLease(text, { nonce, activationId }, { keys }),
    ]);
    const theirs = codes(
      texts.flatMap((text) => [
        `D\t${hex(text)}\t0\t-`,
        ...['A', 'L'].map((what) => [what, hex(text), 0, nonce, activationId, '-'].join('\t')),
      ]),
    );
    const said = ours.map((read) => (read.ok ? 0 : read.code));
    const differing = said.flatMap((code, index) =>
      code === theirs[index] ? [] : [[texts[Math.floor(index / 3)], code, theirs[index]]],
    );
    expect(differing).toEqual([]);
  }, 120_000);
});

describe('the parsers in C', () => {
  it('read 100,000 mutated texts without a step beside their memory', () => {
    const seeds = [
      ...documents.map(({ text }) => hex(text)),
      ...documents.slice(0, 9).map(({ text }) => hex(Buffer.from(JSON.parse(text).payload, 'base64url'))),
      ...answers.map(({ text }) => hex(text)),
      ...leases.map(({ text }) => hex(text)),
      hex('{"error":{"code":"KEPT_SEATS_USED_UP","facts":{"reseller":"Sample Dealers"}}}'),
    ].filter((seed) => seed.length < 20_000);
    expect(runLines(join(built.folder, 'fuzz'), ['7', '100000'], seeds)).toEqual(['100000 texts read']);
  }, 120_000);
});

describe('the C client with libsodium', () => {
  it('reads documents and answers alike', () => {
    needCompiler({ 'sodium.h': 'libsodium-dev' });
    const other = build('check-tools', ['SODIUM=1']);
    try {
      const lines = [
        ...documents.map(({ text, padTo, now }) => ['D', hex(text), padTo ?? 0, time(now)].join('\t')),
        ...answers.map(({ text, padTo, nonce, activationId, now }) =>
          ['A', hex(text), padTo ?? 0, nonce, activationId, time(now)].join('\t'),
        ),
        `F\t${fingerprint}`,
      ];
      const said = runLines(join(other.folder, 'vectors'), publicKeys, lines);
      expect(said.slice(0, -1).map((line) => Number(line.split(' ')[0]))).toEqual(
        [...documents, ...answers].map(({ code }) => code),
      );
      expect(said.at(-1)).toBe(machineOf(fingerprint));
    } finally {
      other.remove();
    }
  }, 120_000);
});

describe('the header', () => {
  it('is taken by C++, and the library offers plain names', () => {
    const source = join(built.folder, 'use.cpp');
    writeFileSync(
      source,
      '#include "kept.h"\nint main() { kept_key key; return kept_key_read(&key, "") == KEPT_ARGUMENT ? 0 : 1; }\n',
    );
    const library = build('library');
    const program = join(library.folder, 'use');
    const options = ['-std=c++11', '-Wall', '-Wextra', '-Werror', `-I${import.meta.dirname}`, source, '-o', program];
    execFileSync('g++', [...options, `-L${library.folder}`, '-lkept', `-Wl,-rpath,${library.folder}`]);
    expect(execFileSync(program).toString()).toBe('');
    const symbols = execFileSync('nm', ['-D', '--defined-only', join(library.folder, 'libkept.so')], {
      encoding: 'utf8',
    });
    const names = symbols
      .trim()
      .split('\n')
      .map((line) => line.split(' ').at(-1) ?? '');
    expect(names.filter((name) => !name.startsWith('kept_'))).toEqual([]);
    expect(names).toContain('kept_may_run');
    library.remove();
  }, 60_000);
});
