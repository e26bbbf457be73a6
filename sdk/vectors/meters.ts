import { facts } from './documents.ts';
import { type Fields, foreignKey, knownKey, meterText, testKey } from './signer.ts';

/** One answer to the use of a metered feature, with the question it is held against and the number that reading it gives. */
export interface MeterVector {
  readonly name: string;
  readonly text: string;
  readonly padTo?: number;
  readonly nonce: string;
  readonly activationId: string;
  readonly feature: string;
  readonly counter: string;
  readonly now?: string;
  readonly code: number;
}

const question = {
  nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
  activationId: String(facts.activationId),
  feature: 'render',
  counter: 'counter-of-one-000',
};
export const counted: Fields = {
  activationId: facts.activationId,
  verdict: 'counted',
  checkedAt: '2026-09-01T09:00:00.000Z',
  feature: question.feature,
  counter: question.counter,
  total: 12,
  used: 250,
  cap: 1_000,
  resetsOn: '2026-10-01',
  nonce: question.nonce,
};

const made = (changes: Fields = {}) => meterText({ ...counted, ...changes });
const after = (changes: Fields) => JSON.stringify({ ...JSON.parse(made()), ...changes });
const vector = (name: string, text: string, code: number, more: Partial<MeterVector> = {}): MeterVector => ({
  name,
  text,
  ...question,
  code,
  ...more,
});

export const meters: readonly MeterVector[] = [
  vector('counted', made(), 0),
  vector('nothing yet', made({ total: 0, used: 0, cap: 0 }), 0),
  vector('without a cap', made({ cap: null, resetsOn: null }), 0),
  vector('as much as there can be', made({ total: 999_999_999, used: 999_999_999, cap: 999_999_999 }), 0),
  ...['used up', 'deactivated', 'revoked', 'replaced', 'held', 'suspended', 'expired'].map((verdict) =>
    vector(verdict, made({ verdict }), 0),
  ),
  vector('too large', made(), 2002, { padTo: 65_537 }),
  vector('sign-in page of a network', '<!doctype html><html><title>Welcome to the hotel</title></html>', 2001),
  vector('cut', made().slice(0, 150), 2001),
  vector('an error instead', '{"error":{"code":"KEPT_NOT_METERED"}}', 2003),
  vector('unsigned', after({ keyId: null, signature: null }), 2003),
  vector('verdict of a later version', made({ verdict: 'queued' }), 2003),
  vector('more than can be counted', made({ used: 1_000_000_000 }), 2003),
  vector('a fraction', made({ total: 0.5 }), 2003),
  vector('less than nothing', made({ cap: -1 }), 2003),
  vector('a text', made({ used: '250' }), 2003),
  vector('a day that is none', made({ resetsOn: '2026-02-30' }), 2003),
  vector('cap is missing', after({ cap: undefined }), 2003),
  vector('answer to another request', made({ nonce: 'BBBBBBBBBBBBBBBBBBBBBB' }), 2006),
  vector('about another counter', made({ counter: 'counter-of-two-000' }), 2006),
  vector('about another feature', made({ feature: 'export' }), 2006),
  vector('about another activation', made({ activationId: '99999999-4b5a-6978-8796-a5b4c3d2e1f0' }), 2007),
  vector('unknown key', meterText(counted, testKey('00'.repeat(32))), 2004),
  vector(
    'foreign key under our id',
    JSON.stringify({ ...JSON.parse(meterText(counted, foreignKey)), keyId: knownKey.keyId }),
    2005,
  ),
  vector('verdict altered', JSON.stringify({ ...JSON.parse(made({ verdict: 'used up' })), verdict: 'counted' }), 2005),
  vector('cap altered', after({ cap: 2_000 }), 2005),
  vector('cap taken away', after({ cap: null }), 2005),
  vector('use altered', after({ used: 25 }), 2005),
  vector('total altered', after({ total: 1 }), 2005),
  vector('reset altered', after({ resetsOn: '2026-09-02' }), 2005),
  vector('clocks agree', made(), 0, { now: '2026-09-02T10:00:00.000Z' }),
  vector('own clock is far ahead', made(), 2008, { now: '2026-09-02T10:00:00.001Z' }),
];
