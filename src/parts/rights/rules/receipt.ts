import { signsOf } from './signs.ts';

/** What a receipt lists. */
export type Told = {
  readonly erased: readonly { readonly what: string; readonly count: number }[];
  readonly kept: readonly { readonly what: string; readonly why: string }[];
  /** Fields whose values somebody else has too, so that they could not be looked for. */
  readonly shared: readonly string[];
  /** Who was given something of the person before, by name. */
  readonly recipients: readonly string[];
  /** Who of them was told of the erasure; not in receipts from before they were. */
  readonly informed?: readonly { readonly name: string; readonly state: 'queued' | 'no mailbox' | 'ended' }[];
};

/** What a receipt says; the format is fixed in docs/erasure.md. */
export interface ReceiptFacts {
  readonly number: string;
  readonly vendor: string;
  readonly cause: string;
  readonly begunAt: string;
  readonly erasedAt: string;
  readonly told: Told;
  readonly searchedAt: string | null;
  readonly found: readonly string[];
  readonly rewriteBy: string;
  readonly rewrittenAt: string | null;
  readonly bytesAt: string | null;
  readonly bytesFound: readonly string[];
  readonly backupsUntil: string;
  readonly keyId: string;
}

const informedWords = {
  queued: 'told of it by mail',
  'no mailbox': 'to be told of it by letter',
  ended: 'not told of it, as we work together no longer,',
};

/** The lines that are signed, each ended by `\n`. */
export function receiptLines(facts: ReceiptFacts): string {
  const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ');
  const rows =
    facts.searchedAt === null ? 'not searched, as the server ended meanwhile' : result(facts.searchedAt, facts.found);
  const bytes =
    facts.bytesAt !== null
      ? result(facts.bytesAt, facts.bytesFound)
      : `by ${facts.rewriteBy}${facts.rewrittenAt === null ? '' : `, written anew ${facts.rewrittenAt}`}`;
  const lines = [
    'kept-erasure-receipt-1',
    `number ${facts.number}`,
    `from ${oneLine(facts.vendor)}`,
    `cause ${facts.cause}`,
    `begun ${facts.begunAt}`,
    `erased ${facts.erasedAt}`,
    ...facts.told.erased.filter(({ count }) => count > 0).map(({ what, count }) => `gone ${count} ${oneLine(what)}`),
    ...facts.told.kept.map(({ what, why }) => `kept ${oneLine(what)}; ${oneLine(why)}`),
    ...facts.told.shared.map((field) => `not searched ${oneLine(field)}; somebody else has the same`),
    ...facts.told.recipients.map((name) => `given before to ${oneLine(name)}`),
    ...(facts.told.informed ?? []).map(({ name, state }) => `${informedWords[state]} ${oneLine(name)}`),
    `rows, files and queues ${rows}`,
    `data files and write-ahead log ${bytes}`,
    `backups until ${facts.backupsUntil}`,
    `key ${facts.keyId}`,
  ];
  return `${lines.join('\n')}\n`;
}

function result(at: string, found: readonly string[]): string {
  return found.length === 0 ? `searched ${at}, nothing found` : `searched ${at}, still found in ${found.join(', ')}`;
}

/** 130 random bits: who has the number may read the receipt, and nobody guesses one. */
export function receiptNumber(random: Buffer): string {
  return signsOf(random, 26);
}
