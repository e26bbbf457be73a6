import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signDocument, signStatus } from '../../src/parts/licensing/actions/sign.ts';
import { mayRun } from '../decision.ts';
import { type Code, meanings } from '../faults.ts';
import { trustKeys } from '../keys.ts';
import { readLicence } from '../licence-document.ts';
import { readStatus } from '../status-answer.ts';
import { type AnswerVector, answered, answers } from './answers.ts';
import { decisions } from './decisions.ts';
import { type DocumentVector, documents, facts } from './documents.ts';
import { files, textOf } from './make.ts';
import { foreignKey, knownKey } from './signer.ts';

const keys = trustKeys([knownKey.publicKey, foreignKey.publicKey]);
const padded = ({ text, padTo }: { text: string; padTo?: number }) => text.padEnd(padTo ?? 0, ' ');
const codeOf = (result: { ok: true } | { ok: false; code: Code }) => (result.ok ? 0 : result.code);
const at = (now: string | undefined) => (now === undefined ? {} : { now: new Date(now) });
const read = (vector: DocumentVector) => readLicence(padded(vector), { keys, ...at(vector.now) });
const readAnswer = (vector: AnswerVector) => readStatus(padded(vector), vector, { keys, ...at(vector.now) });

// The server's own signer, with the test key.
const signing = {
  ...knownKey,
  publicKey: keys.get(knownKey.keyId) as never,
  sign: (bytes: Buffer) => knownKey.sign(bytes),
};

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
  });

  it('have a name of their own each', () => {
    for (const list of [documents, answers, decisions])
      expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
  });

  it('show every number that reading and deciding can say', () => {
    const shown = new Set([...documents, ...answers, ...decisions].map(({ code }) => code));
    const sayable = Object.keys(meanings)
      .map(Number)
      .filter((code) => code < 4000 && code !== 3004);
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
    expect(result).toEqual({ ok: true, value: { ...facts, activatedAt: instant, issuedAt: instant, features: null } });
  });
});

describe('answers', () => {
  it.each(answers)('$name: $code', (vector) => {
    expect(codeOf(readAnswer(vector))).toBe(vector.code);
  });
});

describe('decisions', () => {
  it.each(decisions)('$name: $code', (vector) => {
    const document = documents.find(({ name }) => name === vector.document);
    const status = answers.find(({ name }) => name === vector.status);
    const said = document && read(document);
    const answer = status && readAnswer(status);
    const verdict = mayRun({
      ...vector,
      document: said?.ok ? said.value : null,
      status: answer?.ok ? answer.value : null,
      lastSeen: vector.lastSeen === null ? null : new Date(vector.lastSeen),
      now: new Date(vector.now),
      grace: vector,
    });
    const until = verdict.until === null ? null : new Date(verdict.until).toISOString();
    expect({ ...verdict, until }).toEqual({ run: vector.run, code: vector.code, until: vector.until });
  });
});
