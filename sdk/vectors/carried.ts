import { createHash } from 'node:crypto';
import { writeText } from '../carried-text.ts';
import { facts, fingerprint, machine } from './documents.ts';
import { type Fields, foreignKey, knownKey, payloadOf, type TestKey, wrap } from './signer.ts';

/** What is carried by hand: requests and proofs to the page, answers to the program (docs/offline.md). */
export interface CarriedVector {
  readonly name: string;
  readonly text: string;
  readonly now?: string;
  readonly code: number;
  /** The line that was mistyped. */
  readonly line?: number;
}

export const secret = '00112233445566778899aabbccddeeff';
export const question = { request: 'AAAAAAAAAAAAAAAAAAAAAA', product: 'MILL', machine };

export const requestFields = {
  type: 'kept-request-1',
  request: question.request,
  serial: '00000-00000-00000-00000',
  product: 'MILL',
  build: '2026-01-15',
  releaseId: null,
  machine: fingerprint,
  proof: createHash('sha256').update(Buffer.from(secret, 'hex')).digest('hex'),
  registration: null,
};

const requestFile = payloadOf(requestFields);
export const requests = [
  { name: 'a request', file: requestFile, text: writeText('Q', Buffer.from(requestFile)) },
  {
    name: 'a request with a registration',
    file: payloadOf({
      ...requestFields,
      registration: { fields: { companyName: 'Müller & Söhne' }, marketing: false, notice: 'f'.repeat(64), version: 1 },
    }),
    text: null,
  },
  (() => {
    const parts = { board: 'b'.repeat(32), disk: 'd'.repeat(32) };
    const file = payloadOf({ ...requestFields, type: 'kept-request-2', machineKind: 'physical', parts });
    return { name: 'a request with the parts of the machine', file, text: writeText('Q', Buffer.from(file)) };
  })(),
];

export const activationId = String(facts.activationId);
export const proof = {
  activationId,
  secret,
  text: writeText('D', Buffer.from(activationId.replaceAll('-', '') + secret, 'hex')),
};

const answer: Fields = { ...facts, issuedAt: '2026-03-02T09:00:00.000Z', request: question.request };
const fileOf = (changes: Fields = {}, key: TestKey = knownKey) =>
  JSON.stringify(wrap(payloadOf({ ...answer, ...changes, keyId: key.keyId }), key));

function textOf(changes: Fields = {}, key: TestKey = knownKey): string {
  const whole = { ...answer, ...changes, keyId: key.keyId };
  const { product: _, machine: __, ...told } = whole as Record<string, unknown>;
  const { signature } = wrap(payloadOf(whole), key);
  return writeText('A', Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.from(payloadOf(told))]));
}

function mistyped(text: string, line: number): string {
  const lines = text.split('\n');
  const own = lines[line - 1] ?? '';
  return lines.with(line - 1, `${own.slice(0, 12)}${own[12] === 'A' ? 'B' : 'A'}${own.slice(13)}`).join('\n');
}

const good = textOf();
const withoutBreaks = good.replaceAll('\n', '');

/** The first two are one answer, as file and as text. */
export const carried: readonly CarriedVector[] = [
  { name: 'file', text: fileOf(), code: 0 },
  { name: 'text', text: good, code: 0 },
  { name: 'text as a QR code holds it', text: withoutBreaks, code: 0 },
  {
    name: 'text in small letters, with dashes and look-alikes',
    text: withoutBreaks.toLowerCase().replaceAll('0', 'o').replace(/.{8}/g, '$&-'),
    code: 0,
  },
  { name: 'with later fields', text: textOf({ later: { a: 1 } }), code: 0 },
  { name: 'line 1 mistyped', text: mistyped(good, 1), code: 1101, line: 1 },
  { name: 'line 5 mistyped', text: mistyped(good, 5), code: 1101, line: 5 },
  {
    name: 'two lines exchanged',
    text: good
      .split('\n')
      .map((line, at, all) => all[at === 2 ? 3 : at === 3 ? 2 : at] ?? line)
      .join('\n'),
    code: 1101,
    line: 3,
  },
  { name: 'text cut within a line', text: good.slice(0, -5), code: 1102 },
  { name: 'text cut after a line', text: good.split('\n').slice(0, 6).join('\n'), code: 1102 },
  { name: 'a request in place of an answer', text: requests[0]?.text ?? '', code: 1102 },
  { name: 'the page of a network', text: '<html><body>Please sign in</body></html>', code: 1102 },
  { name: 'nothing', text: '', code: 1102 },
  { name: 'file of another request', text: fileOf({ request: 'BBBBBBBBBBBBBBBBBBBBBB' }), code: 1103 },
  { name: 'text of another request', text: textOf({ request: 'BBBBBBBBBBBBBBBBBBBBBB' }), code: 1103 },
  { name: 'a document that answers no request', text: fileOf({ request: undefined }), code: 1103 },
  { name: 'file of another machine', text: fileOf({ machine: 'f'.repeat(64) }), code: 3103 },
  { name: 'text of another machine', text: textOf({ machine: 'f'.repeat(64) }), code: 1004 },
  { name: 'file of another product', text: fileOf({ product: 'LATHE' }), code: 3102 },
  { name: 'file cut', text: fileOf().slice(0, -1), code: 1002 },
  {
    name: 'file signed by a key that is not trusted',
    text: fileOf({}, foreignKey).replace(foreignKey.keyId, knownKey.keyId),
    code: 1004,
  },
  { name: 'not from the future', text: good, now: '2026-03-01T08:00:00.000Z', code: 0 },
  { name: 'from the future', text: good, now: '2026-03-01T07:59:59.999Z', code: 1007 },
];
