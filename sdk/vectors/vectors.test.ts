import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentText } from '../../src/parts/licensing/actions/offline.ts';
import { readCarried } from '../../src/parts/licensing/actions/offline-request.ts';
import { signDocument, signLease, signStatus, signUse } from '../../src/parts/licensing/actions/sign.ts';
import { mayRun } from '../decision.ts';
import { type Code, meanings } from '../faults.ts';
import { trustKeys } from '../keys.ts';
import { readLease } from '../lease-answer.ts';
import { readLicence } from '../licence-document.ts';
import { readMeter } from '../meter-answer.ts';
import { readOfflineAnswer } from '../offline-answer.ts';
import { readStatus } from '../status-answer.ts';
import { type AnswerVector, answered, answers } from './answers.ts';
import {
  activationId,
  type CarriedVector,
  carried,
  proof,
  question,
  requestFields,
  requests,
  secret,
} from './carried.ts';
import { decisions } from './decisions.ts';
import { type DocumentVector, documents, facts } from './documents.ts';
import { type LeaseVector, leased, leases } from './leases.ts';
import { files, textOf } from './make.ts';
import { counted, meters } from './meters.ts';
import { foreignKey, knownKey } from './signer.ts';

const keys = trustKeys([knownKey.publicKey, foreignKey.publicKey]);
const padded = ({ text, padTo }: { text: string; padTo?: number }) => text.padEnd(padTo ?? 0, ' ');
const codeOf = (result: { ok: true } | { ok: false; code: Code }) => (result.ok ? 0 : result.code);
const at = (now: string | undefined) => (now === undefined ? {} : { now: new Date(now) });
const read = (vector: DocumentVector) => readLicence(padded(vector), { keys, ...at(vector.now) });
const readLeased = (vector: LeaseVector) => readLease(padded(vector), vector, { keys, ...at(vector.now) });
const readAnswer = (vector: AnswerVector) => readStatus(padded(vector), vector, { keys, ...at(vector.now) });

// The server's own signer, with the test key.
const signing = {
  ...knownKey,
  publicKey: keys.get(knownKey.keyId) as never,
  sign: (bytes: Buffer) => knownKey.sign(bytes),
};

// Said of what a program remembers, not of what it reads.
const bySession = [1104, 1105, 1106, 1107, 3004];

describe('the test vectors', () => {
  it('are what the script makes', () => {
    for (const [name, content] of Object.entries(files))
      expect(JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')), name).toEqual(
        JSON.parse(textOf(content)),
      );
  });

  it('are signed as the server signs', () => {
    const { keyId: _, ...unsigned } = facts;
    expect(JSON.stringify(signDocument(signing, unsigned as never))).toBe(documents[0]?.text);
    const answer = { ...answered, keyId: knownKey.keyId, signature: signStatus(signing, answered as never) };
    expect(JSON.stringify(answer)).toBe(answers[0]?.text);
    const lease = { ...leased, keyId: knownKey.keyId, signature: signLease(signing, leased as never) };
    expect(JSON.stringify(lease)).toBe(leases[0]?.text);
    const meter = { ...counted, keyId: knownKey.keyId, signature: signUse(signing, counted as never) };
    expect(JSON.stringify(meter)).toBe(meters[0]?.text);
    const floating = documents.find(({ name }) => name === 'floating');
    expect(JSON.stringify(signDocument(signing, { ...unsigned, floating: true } as never))).toBe(floating?.text);
  });

  it('have a name of their own each', () => {
    for (const list of [documents, answers, leases, meters, decisions, carried])
      expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  });

  it('show every number that reading and deciding can say', () => {
    const shown = new Set([...documents, ...answers, ...leases, ...decisions, ...carried].map(({ code }) => code));
    const sayable = Object.keys(meanings)
      .map(Number)
      .filter((code) => code < 4000 && !bySession.includes(code));
    expect(sayable.filter((code) => !shown.has(code))).toEqual([]);
  });
});

describe('documents', () => {
  it.each(documents)('$name: $code', (vector) => {
    expect(codeOf(read(vector))).toBe(vector.code);
    expect(codeOf(readLicence(Buffer.from(padded(vector)), { keys, ...at(vector.now) }))).toBe(vector.code);
  });

  it('are given back as they were signed', () => {
    const result = read(documents[0] as DocumentVector);
    const instant = new Date(String(facts.activatedAt));
    expect(result).toEqual({
      ok: true,
      value: {
        ...facts,
        activatedAt: instant,
        issuedAt: instant,
        features: null,
        request: null,
        floating: false,
        grace: {},
      },
    });
  });
});

describe('answers', () => {
  it.each(answers)('$name: $code', (vector) => {
    expect(codeOf(readAnswer(vector))).toBe(vector.code);
  });
});

describe('leases', () => {
  it.each(leases)('$name: $code', (vector) => {
    expect(codeOf(readLeased(vector))).toBe(vector.code);
  });
});

describe('meters', () => {
  it.each(meters)('$name: $code', (vector) => {
    const { nonce, activationId, feature, counter } = vector;
    const read = readMeter(padded(vector), { nonce, activationId, feature, counter }, { keys, ...at(vector.now) });
    expect(codeOf(read)).toBe(vector.code);
  });
});

describe('decisions', () => {
  it.each(decisions)('$name: $code', (vector) => {
    const document = documents.find(({ name }) => name === vector.document);
    const status = answers.find(({ name }) => name === vector.status);
    const lease = leases.find(({ name }) => name === vector.lease);
    const said = document && read(document);
    const held = lease && readLeased(lease);
    const answer = status && readAnswer(status);
    const verdict = mayRun({
      ...vector,
      document: said?.ok ? said.value : null,
      status: answer?.ok ? answer.value : null,
      lease: held?.ok && 'leasedUntil' in held.value ? held.value : null,
      lastSeen: vector.lastSeen === null ? null : new Date(vector.lastSeen),
      now: new Date(vector.now),
      grace: vector,
    });
    const until = verdict.until === null ? null : new Date(verdict.until).toISOString();
    expect({ ...verdict, until }).toEqual({ run: vector.run, code: vector.code, until: vector.until });
  });
});

describe('what is carried by hand', () => {
  const readOne = (vector: CarriedVector) => readOfflineAnswer(vector.text, question, { keys, ...at(vector.now) });

  it.each(carried)('$name: $code', (vector) => {
    const result = readOne(vector);
    expect(codeOf(result)).toBe(vector.code);
    expect('line' in result ? result.line : undefined).toBe(vector.line);
  });

  it('an answer is the same document as file and as text, and the server writes that text', () => {
    const [file, text] = carried.slice(0, 2).map(readOne);
    expect(text).toEqual(file);
    expect(documentText(JSON.parse(carried[0]?.text ?? '')).join('\n')).toBe(carried[1]?.text);
  });

  it('the server reads the requests and the proof', () => {
    for (const { file, text } of requests)
      for (const given of [file, text])
        if (given !== null) expect(readCarried(given)).toMatchObject({ kind: 'request' });
    expect(readCarried(requests[0]?.text ?? '')).toEqual({ kind: 'request', request: requestFields });
    expect(readCarried(proof.text)).toEqual({ kind: 'proof', activationId, secret: Buffer.from(secret, 'hex') });
  });
});
