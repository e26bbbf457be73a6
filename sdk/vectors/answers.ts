import { facts } from './documents.ts';
import { type Fields, foreignKey, knownKey, statusText, testKey } from './signer.ts';

/** One answer with the question it is held against and the number that reading it gives. */
export interface AnswerVector {
  readonly name: string;
  readonly text: string;
  readonly padTo?: number;
  readonly nonce: string;
  readonly activationId: string;
  readonly now?: string;
  readonly code: number;
}

const question = { nonce: 'AAAAAAAAAAAAAAAAAAAAAA', activationId: String(facts.activationId) };
export const answered: Fields = {
  activationId: facts.activationId,
  verdict: 'good',
  checkedAt: '2026-09-01T09:00:00.000Z',
  expiresOn: null,
  maintenanceUntil: '2027-03-01',
  nonce: question.nonce,
};

const made = (changes: Fields = {}) => statusText({ ...answered, ...changes });
const after = (changes: Fields) => JSON.stringify({ ...JSON.parse(made()), ...changes });
const vector = (name: string, text: string, code: number, more: Partial<AnswerVector> = {}): AnswerVector => ({
  name,
  text,
  ...question,
  code,
  ...more,
});

/** Answers that decisions are made on, by name. */
const goodAnswers: readonly AnswerVector[] = [
  vector('good', made(), 0),
  vector('deactivated', made({ verdict: 'deactivated' }), 0),
  vector('revoked', made({ verdict: 'revoked' }), 0),
  vector('suspended', made({ verdict: 'suspended' }), 0),
  vector('held', made({ verdict: 'held' }), 0),
  vector('replaced', made({ verdict: 'replaced' }), 0),
  vector('renewed to 2028', made({ expiresOn: '2028-03-01', maintenanceUntil: null }), 0),
  vector('expired', made({ verdict: 'expired', expiresOn: '2026-08-01', maintenanceUntil: null }), 0),
];

export const answers: readonly AnswerVector[] = [
  ...goodAnswers,
  vector('too large', made(), 2002, { padTo: 65_537 }),
  vector('sign-in page of a network', '<!doctype html><html><title>Welcome to the hotel</title></html>', 2001),
  vector('empty', '', 2001),
  vector('a list', '[]', 2001),
  vector('cut', made().slice(0, 150), 2001),
  vector('an error instead', '{"error":{"code":"KEPT_FAULT"}}', 2003),
  vector('unsigned', after({ nonce: null, keyId: null, signature: null }), 2003),
  vector('verdict of a later version', made({ verdict: 'on hold' }), 2003),
  vector('day is no day', made({ expiresOn: '2027-13-01' }), 2003),
  vector('answer to another question', made({ nonce: 'BBBBBBBBBBBBBBBBBBBBBB' }), 2006),
  vector('about another activation', made({ activationId: '99999999-4b5a-6978-8796-a5b4c3d2e1f0' }), 2007),
  vector('unknown key', statusText(answered, testKey('00'.repeat(32))), 2004),
  vector(
    'foreign key under our id',
    JSON.stringify({ ...JSON.parse(statusText(answered, foreignKey)), keyId: knownKey.keyId }),
    2005,
  ),
  vector(
    'nonce changed afterwards',
    JSON.stringify({ ...JSON.parse(made({ nonce: 'BBBBBBBBBBBBBBBBBBBBBB' })), nonce: question.nonce }),
    2005,
  ),
  vector('verdict altered', JSON.stringify({ ...JSON.parse(made({ verdict: 'revoked' })), verdict: 'good' }), 2005),
  vector('day altered', after({ maintenanceUntil: '2099-01-01' }), 2005),
  vector('clocks agree', made(), 0, { now: '2026-09-02T10:00:00.000Z' }),
  vector('own clock is far ahead', made(), 2008, { now: '2026-09-02T10:00:00.001Z' }),
  vector('own clock is far behind', made(), 2008, { now: '2020-01-01T00:00:00.000Z' }),
];
