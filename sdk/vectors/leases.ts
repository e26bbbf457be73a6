import { facts } from './documents.ts';
import { type Fields, foreignKey, knownKey, leaseText, testKey } from './signer.ts';

/** One answer to a request for a lease, with the question it is held against and the number that reading it gives. */
export interface LeaseVector {
  readonly name: string;
  readonly text: string;
  readonly padTo?: number;
  readonly nonce: string;
  readonly activationId: string;
  readonly now?: string;
  readonly code: number;
}

const question = { nonce: 'AAAAAAAAAAAAAAAAAAAAAA', activationId: String(facts.activationId) };
export const leased: Fields = {
  activationId: facts.activationId,
  verdict: 'leased',
  checkedAt: '2026-09-01T09:00:00.000Z',
  seat: 3,
  leasedUntil: '2026-09-01T09:30:00.000Z',
  heartbeatSeconds: 600,
  nonce: question.nonce,
};
const none = { seat: null, leasedUntil: null, heartbeatSeconds: null };

const made = (changes: Fields = {}) => leaseText({ ...leased, ...changes });
const after = (changes: Fields) => JSON.stringify({ ...JSON.parse(made()), ...changes });
const vector = (name: string, text: string, code: number, more: Partial<LeaseVector> = {}): LeaseVector => ({
  name,
  text,
  ...question,
  code,
  ...more,
});

export const leases: readonly LeaseVector[] = [
  vector('leased', made(), 0),
  vector('borrowed', made({ verdict: 'borrowed', leasedUntil: '2026-09-15T09:00:00.000Z' }), 0),
  ...['returned', 'full', 'deactivated', 'revoked', 'replaced', 'held', 'suspended', 'expired'].map((verdict) =>
    vector(verdict, made({ verdict, ...none }), 0),
  ),
  vector('too large', made(), 2002, { padTo: 65_537 }),
  vector('sign-in page of a network', '<!doctype html><html><title>Welcome to the hotel</title></html>', 2001),
  vector('empty', '', 2001),
  vector('cut', made().slice(0, 150), 2001),
  vector('an error instead', '{"error":{"code":"KEPT_NOT_FLOATING"}}', 2003),
  vector('unsigned', after({ keyId: null, signature: null }), 2003),
  vector('verdict of a later version', made({ verdict: 'queued' }), 2003),
  vector('leased without a seat', made({ seat: null }), 2003),
  vector('leased without an end', made({ leasedUntil: null }), 2003),
  vector('leased without a heartbeat', made({ heartbeatSeconds: null }), 2003),
  vector('seat is zero', made({ seat: 0 }), 2003),
  vector('seat is a text', made({ seat: '3' }), 2003),
  vector('heartbeat is a fraction', made({ heartbeatSeconds: 0.5 }), 2003),
  vector('heartbeat is too long', made({ heartbeatSeconds: 1_000_000 }), 2003),
  vector('end is no instant', made({ leasedUntil: '2026-09-01' }), 2003),
  vector('end is missing', after({ leasedUntil: undefined }), 2003),
  vector('answer to another request', made({ nonce: 'BBBBBBBBBBBBBBBBBBBBBB' }), 2006),
  vector('about another activation', made({ activationId: '99999999-4b5a-6978-8796-a5b4c3d2e1f0' }), 2007),
  vector('unknown key', leaseText(leased, testKey('00'.repeat(32))), 2004),
  vector(
    'foreign key under our id',
    JSON.stringify({ ...JSON.parse(leaseText(leased, foreignKey)), keyId: knownKey.keyId }),
    2005,
  ),
  vector('verdict altered', JSON.stringify({ ...JSON.parse(made({ verdict: 'full' })), verdict: 'leased' }), 2005),
  vector('seat altered', after({ seat: 4 }), 2005),
  vector('end altered', after({ leasedUntil: '2036-09-01T09:30:00.000Z' }), 2005),
  vector('heartbeat altered', after({ heartbeatSeconds: 601 }), 2005),
  vector('clocks agree', made(), 0, { now: '2026-09-02T10:00:00.000Z' }),
  vector('own clock is far ahead', made(), 2008, { now: '2026-09-02T10:00:00.001Z' }),
];
