import { createHash } from 'node:crypto';
import { type Fields, foreignKey, knownKey, payloadOf, testKey, type Wrapped, wrap } from './signer.ts';

/** One document with the number that reading it gives, and what it is read with. */
export interface DocumentVector {
  readonly name: string;
  readonly text: string;
  /** Spaces to be added behind the text, where the size is what matters. */
  readonly padTo?: number;
  readonly now?: string;
  readonly code: number;
}

export const fingerprint = 'sample-machine-1';
export const machine = createHash('sha256').update(fingerprint).digest('hex');

export const facts: Fields = {
  activationId: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
  licenceId: '11111111-2222-4333-8444-555555555555',
  serial: '00000-00000-00000-00000',
  product: 'MILL',
  release: '2026.1',
  kind: 'perpetual',
  activatedAt: '2026-03-02T09:00:00.000Z',
  expiresOn: null,
  maintenanceUntil: '2027-03-01',
  machine,
  keyId: knownKey.keyId,
};

const made = (changes: Fields = {}) => JSON.stringify(wrap(payloadOf({ ...facts, ...changes })));
const good: Wrapped = wrap(payloadOf(facts));
const change = (changes: Partial<Wrapped>) => JSON.stringify({ ...good, ...changes });
const odd = (payload: string | Uint8Array) => JSON.stringify(wrap(payload));

/** The same text with one character replaced by another of its alphabet. */
function flip(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

const madeAs2 = (changes: Fields) => JSON.stringify(wrap(payloadOf({ ...facts, ...changes }), knownKey, 2));

/** Documents that decisions are made on, by name. */
const goodDocuments: readonly DocumentVector[] = [
  { name: 'perpetual', text: made(), code: 0 },
  { name: 'perpetual without maintenance date', text: made({ maintenanceUntil: null }), code: 0 },
  {
    name: 'subscription',
    text: made({ kind: 'subscription', expiresOn: '2027-03-01', maintenanceUntil: null }),
    code: 0,
  },
  { name: 'of no machine', text: made({ machine: null }), code: 0 },
  { name: 'with features', text: made({ features: ['3d', 'turning'] }), code: 0 },
  {
    name: 'trial with one feature',
    text: made({ kind: 'trial', expiresOn: '2027-03-01', maintenanceUntil: null, features: ['3d'] }),
    code: 0,
  },
  { name: 'with later fields', text: made({ later: { a: [1, true, null, 'ä€😀"\\\n'] }, zeta: -7 }), code: 0 },
  { name: 'with a backslash before a u', text: made({ later: '\\u1234' }), code: 0 },
  { name: 'issued later than activated', text: made({ issuedAt: '2026-09-01T00:00:00.000Z' }), code: 0 },
  {
    name: 'renewed, after an offline request',
    text: made({
      issuedAt: '2027-02-20T10:00:00.000Z',
      maintenanceUntil: '2028-03-01',
      request: 'AAAAAAAAAAAAAAAAAAAAAA',
    }),
    code: 0,
  },
  { name: 'floating', text: madeAs2({ floating: true }), code: 0 },
  {
    name: 'floating, with a grace of four hours',
    text: madeAs2({ floating: true, grace: { leaseHours: 4 } }),
    code: 0,
  },
  {
    name: 'subscription with grace',
    text: made({
      kind: 'subscription',
      expiresOn: '2027-03-01',
      maintenanceUntil: null,
      grace: { expiryDays: 0, later: 'x', networkDays: 60 },
    }),
    code: 0,
  },
  { name: 'grace that says nothing', text: made({ grace: {} }), code: 0 },
  { name: 'of the second version, not floating', text: madeAs2({ floating: false }), code: 0 },
  { name: 'of the first version, where the field means nothing', text: made({ floating: 'yes' }), code: 0 },
];

const faultyFields: readonly DocumentVector[] = (
  [
    ['without activation', { activationId: undefined }],
    ['product is a number', { product: 7 }],
    ['product is empty', { product: '' }],
    ['product with a zero byte', { product: 'MILL\u0000X' }],
    ['release too long', { release: 'x'.repeat(128) }],
    ['no such day', { expiresOn: '2027-02-29' }],
    ['day with a time', { maintenanceUntil: '2027-03-01T00:00:00.000Z' }],
    ['no such hour', { activatedAt: '2026-03-02T24:00:00.000Z' }],
    ['time without milliseconds', { activatedAt: '2026-03-02T09:00:00Z' }],
    ['machine in capitals', { machine: machine.toUpperCase() }],
    ['machine is missing', { machine: undefined }],
    ['other key id inside', { keyId: foreignKey.keyId }],
    ['features are no list', { features: '3d' }],
    ['a feature is no text', { features: [1] }],
    ['too many features', { features: Array.from({ length: 65 }, (_, index) => `f${index}`) }],
    ['grace is no object', { grace: 7 }],
    ['grace is a list', { grace: [] }],
    ['grace is a text', { grace: { leaseHours: '4' } }],
    ['grace is negative', { grace: { expiryDays: -1 } }],
    ['grace is too long', { grace: { networkDays: 100_000 } }],
    ['grace is null', { grace: { networkDays: null } }],
    ['a fraction', { later: 1.5 }],
    ['a number too large', { later: 2 ** 53 }],
    ['nested too deep', { later: nested(16) }],
    ['half a surrogate pair', { later: '\ud800' }],
  ] as const
).map(([name, changes]) => ({ name, text: made(changes), code: 1006 }));

const text = payloadOf(facts);

/** Every document of the vectors. */
export const documents: readonly DocumentVector[] = [
  ...goodDocuments,
  { name: 'outside with white space and more', text: `\n ${change({ more: 1.5e3 } as never)} \t`, code: 0 },
  { name: 'nested as deep as may be', text: made({ later: nested(15) }), code: 0 },
  { name: 'as large as may be', text: change({}), padTo: 65_536, code: 0 },
  { name: 'too large', text: change({}), padTo: 65_537, code: 1001 },
  { name: 'empty', text: '', code: 1002 },
  { name: 'no JSON', text: '<!doctype html><title>Sign in</title>', code: 1002 },
  { name: 'a list', text: '[]', code: 1002 },
  { name: 'something behind', text: `${change({})}x`, code: 1002 },
  { name: 'cut in the middle', text: change({}).slice(0, 200), code: 1002 },
  { name: 'cut by one character', text: change({}).slice(0, -1), code: 1002 },
  { name: 'signature cut', text: change({ signature: good.signature.slice(0, -2) }), code: 1002 },
  { name: 'signature padded', text: change({ signature: `${good.signature}==` }), code: 1002 },
  { name: 'signature with stray bits', text: change({ signature: `${good.signature.slice(0, -1)}h` }), code: 1002 },
  { name: 'payload in the other alphabet', text: change({ payload: `${good.payload}+/` }), code: 1002 },
  { name: 'payload is null', text: change({ payload: null } as never), code: 1002 },
  { name: 'key id in capitals', text: change({ keyId: knownKey.keyId.toUpperCase() }), code: 1002 },
  { name: 'unknown key', text: JSON.stringify(wrap(text, testKey('00'.repeat(32)))), code: 1003 },
  {
    name: 'foreign key under our id',
    text: JSON.stringify({ ...wrap(text, foreignKey), keyId: knownKey.keyId }),
    code: 1004,
  },
  { name: 'payload altered', text: change({ payload: flip(good.payload, 40) }), code: 1004 },
  { name: 'payload cut', text: change({ payload: good.payload.slice(0, -4) }), code: 1004 },
  { name: 'payload empty', text: change({ payload: '' }), code: 1004 },
  { name: 'signature altered', text: change({ signature: flip(good.signature, 3) }), code: 1004 },
  { name: 'signature of zeros', text: change({ signature: 'A'.repeat(86) }), code: 1004 },
  { name: 'of the third version', text: JSON.stringify(wrap(text, knownKey, 3)), code: 1005 },
  { name: 'of the second version, without its field', text: madeAs2({}), code: 1006 },
  { name: 'of the second version, with another field', text: madeAs2({ floating: 1 }), code: 1006 },
  ...faultyFields,
  { name: 'payload is a list', text: odd('[1]'), code: 1006 },
  { name: 'payload with white space', text: odd(text.replace(',', ', ')), code: 1006 },
  { name: 'payload not sorted', text: odd(JSON.stringify(facts)), code: 1006 },
  { name: 'payload says a field twice', text: odd(text.replace('"kind":', '"keyId":"x","kind":')), code: 1006 },
  { name: 'payload with needless escapes', text: odd(text.replace('MILL', '\\u004dILL')), code: 1006 },
  {
    name: 'payload is no UTF-8',
    text: odd(Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc0, 0xaf])])),
    code: 1006,
  },
  { name: 'payload with a zero that is negative', text: odd(text.replace('{', '{"a":-0,')), code: 1006 },
  { name: 'not from the future', text: change({}), now: '2026-03-01T08:00:00.000Z', code: 0 },
  { name: 'from the future', text: change({}), now: '2026-03-01T07:59:59.999Z', code: 1007 },
];
