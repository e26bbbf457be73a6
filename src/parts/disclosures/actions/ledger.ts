import type { Database } from '../../../platform/db/database.ts';
import {
  readDisclosuresOfCompany,
  readDisclosuresOfPerson,
  readLedgerIdsOfPerson,
  readRecipientsOfField,
} from '../store/disclosed.ts';
import type { Channel, RecipientKind } from '../tables.ts';

export { createLedger, ledger } from '../store/ledger.ts';

type Reads = Database['read'];

/** One recipient (from outside: no mails to the person themself) with all that it was given of a person. */
export interface DisclosedTo {
  readonly recipientId: string;
  readonly kind: RecipientKind;
  readonly name: string;
  /** The company in contacts that the recipient is, for a reseller. */
  readonly companyId: string | null;
  readonly mailbox: string | null;
  readonly endedAt: Date | null;
  readonly fields: readonly string[];
  readonly channels: readonly Channel[];
  readonly purposes: readonly string[];
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly times: number;
}

/**
 * Whose rows of the ledger: those that name the person, and those that name only one of the person's companies
 * (a share of a company gives all of its people).
 */
export interface AboutPerson {
  readonly personId: string;
  readonly companyIds: readonly string[];
  /** Ids of rows that the law forbids to tell of. Where nobody says which they are, no row of an authority is read. */
  readonly withheld?: readonly string[];
}

/** Everybody outside who was given something of this person, the last first. */
export function disclosuresOfPerson(db: Reads, about: AboutPerson): Promise<DisclosedTo[]> {
  return readDisclosuresOfPerson(db, about);
}

/** Ids of the newest rows of the ledger about this person, mails to themself included. */
export function ledgerIdsOfPerson(db: Reads, about: AboutPerson, limit: number): Promise<string[]> {
  return readLedgerIdsOfPerson(db, about, limit);
}

/** Everybody outside who was given this field of this person. */
export function recipientsOfField(db: Reads, about: AboutPerson & { readonly field: string }): Promise<DisclosedTo[]> {
  return readRecipientsOfField(db, about);
}

/** Everybody outside who was given something of this company or its people. */
export function disclosuresOfCompany(db: Reads, companyId: string): Promise<DisclosedTo[]> {
  return readDisclosuresOfCompany(db, companyId);
}
