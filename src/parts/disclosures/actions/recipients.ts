import { countryCodes } from '../../../platform/countries.ts';
import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { contractFaults, isAgeKey, noAgeKey, processingFaults } from '../rules.ts';
import { withdrawDeletion } from '../store/deletions.ts';
import * as store from '../store/recipients.ts';
import type { ContractKind, ContractRow, Frequency, RecipientKind, RecipientRow, ReportFormat } from '../tables.ts';

type Reads = Database['read'];

export interface NewContract {
  /** Names of registration fields, as outside: `companyName`, `email` ... */
  readonly fields: readonly string[];
  readonly frequency: Frequency | null;
  readonly confidential: boolean;
  /** `YYYY-MM-DD` */
  readonly signedOn: string;
  readonly endsOn: string | null;
  readonly reference: string | null;
  /** Whether its reports wait until somebody has looked at them and approved; without it, they go by themselves. */
  readonly approval?: boolean;
  /** The form of its reports; a table without it. */
  readonly format?: ReportFormat;
  /** Of a processor: since which day it is bound to keep the data confidential (`YYYY-MM-DD`). */
  readonly confidentialOn?: string | null;
  /** Of a processor: it uses the data for nothing else. */
  readonly nothingElse?: boolean;
  /** Of a processor: countries in which it keeps the data. */
  readonly countries?: readonly string[];
}

export interface NewRecipient {
  readonly kind: RecipientKind;
  readonly name: string;
  readonly address: string | null;
  readonly country: string;
  readonly mailbox: string | null;
  /** Public key (age) of a processor. */
  readonly ageKey?: string | null;
  /** The company in contacts that it is, for a reseller. */
  readonly companyId?: string | null;
  /** A witness needs none. */
  readonly contract: NewContract | null;
}

export interface Recipient {
  readonly id: string;
  readonly kind: RecipientKind;
  readonly name: string;
  readonly companyId: string | null;
  readonly address: string | null;
  readonly country: string;
  readonly mailbox: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

export interface LiveContract {
  readonly id: string;
  readonly recipientId: string;
  readonly recipientName: string;
  readonly mailbox: string | null;
  readonly kind: ContractKind;
  readonly fields: readonly string[];
  readonly frequency: Frequency | null;
  readonly confidential: boolean;
  readonly signedOn: string;
  readonly endsOn: string | null;
  readonly approval: boolean;
  readonly format: ReportFormat;
  /** By its terms something may be given. */
  readonly mayReceive: boolean;
  /** Where a processor keeps data. */
  readonly countries: readonly string[];
}

type WithoutContract = 'witness' | 'authority' | 'webhook';
const needsContract = (kind: RecipientKind): kind is Exclude<RecipientKind, WithoutContract> =>
  kind !== 'witness' && kind !== 'authority' && kind !== 'webhook';

/** A contract's kind follows from who the recipient is. */
const contractKinds: Record<Exclude<RecipientKind, WithoutContract>, ContractKind> = {
  licensor: 'registration report',
  reseller: 'reseller',
  processor: 'processing',
};

/** Registers somebody to whom something may be given, with the contract that permits it. */
export async function addRecipient(trx: Trx, deps: Deps, who: Who, input: NewRecipient): Promise<{ id: string }> {
  const id = deps.ids.uuid();
  const made = await store.insertRecipient(trx, {
    id,
    kind: input.kind,
    name: input.name,
    company_id: input.companyId ?? null,
    address: input.address,
    country: input.country,
    mailbox: input.mailbox,
    age_key: input.ageKey ?? null,
    created_at: deps.clock.now(),
    ended_at: null,
  });
  if (!made) throw errors.KEPT_RECIPIENT_EXISTS();
  if (input.contract && needsContract(input.kind))
    await store.insertContract(trx, contractRow(deps, id, contractKinds[input.kind], input.contract));
  await audit(trx, deps, who, {
    action: 'disclosures.recipient-registered',
    aboutKind: 'recipient',
    aboutId: id,
    detail: { kind: input.kind },
  });
  return { id };
}

/** The authority of this name, registered if it is not yet: it needs no contract, as what it is given rests on a legal demand. */
export async function ensureAuthority(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: Pick<NewRecipient, 'name' | 'address' | 'country'>,
): Promise<{ id: string }> {
  const known = await store.readAuthority(trx, input.name);
  if (known) return known;
  return addRecipient(trx, deps, who, { ...input, kind: 'authority', mailbox: null, contract: null });
}

/** A program outside that is told of events by webhook: it needs no contract, as no message is about anybody. */
export function addReceiver(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly name: string; readonly address: string; readonly country: string },
): Promise<{ id: string }> {
  if (!countryCodes.has(input.country)) throw httpErrors.KEPT_INVALID({ fields: { country: 'is no known country' } });
  return addRecipient(trx, deps, who, { ...input, kind: 'webhook', mailbox: null, contract: null });
}

/** Adds a contract to a recipient that has not ended. */
export async function addContract(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: { readonly recipientId: string; readonly contract: NewContract },
): Promise<{ id: string }> {
  const recipient = (await store.readRecipients(trx, [input.recipientId]))[0];
  if (!recipient) throw httpErrors.KEPT_NOT_FOUND();
  if (recipient.ended_at || !needsContract(recipient.kind)) throw errors.KEPT_RECIPIENT_ENDED();
  const row = contractRow(deps, recipient.id, contractKinds[recipient.kind], input.contract);
  await store.insertContract(trx, row);
  if (recipient.kind === 'processor') await withdrawDeletion(trx, recipient.id, deps.clock.now());
  await audit(trx, deps, who, { action: 'disclosures.contract-added', aboutKind: 'recipient', aboutId: recipient.id });
  return { id: row.id };
}

/**
 * What a person registers has the contract that it needs; a witness of the evidence log needs none, but a mailbox or, as its
 * address, a URL to which checkpoints are posted.
 */
export function checkRecipient(input: NewRecipient): NewRecipient {
  const fields: Record<string, string> = {};
  if (input.kind === 'witness') {
    if (input.contract) fields.contract = 'is not needed: a witness gets nothing that concerns anybody';
    if (input.mailbox === null && witnessUrl(input.address) === null)
      fields.mailbox = 'is missing; or give a URL that begins with https:// as the address';
  } else if (!input.contract) fields.contract = 'is missing';
  if (input.ageKey && (input.kind !== 'processor' || !isAgeKey(input.ageKey))) fields.ageKey = noAgeKey;
  if (Object.keys(fields).length > 0) throw httpErrors.KEPT_INVALID({ fields });
  return input;
}

/** Those who keep checkpoints of the evidence log, as they are registered now. */
export async function liveWitnesses(db: Reads) {
  const rows = await store.readLiveWitnesses(db);
  return rows.map(({ id, name, mailbox, address }) => ({ id, name, mailbox, url: witnessUrl(address) }));
}

function witnessUrl(address: string | null): string | null {
  const url = URL.parse(address?.trim() ?? '');
  return url?.protocol === 'https:' ? url.href : null;
}

/** From now on nothing goes to this recipient. Ending one that has ended changes nothing. */
export async function endRecipient(trx: Trx, deps: Deps, who: Who, recipientId: string): Promise<void> {
  if (!(await store.endRecipient(trx, recipientId, deps.clock.now()))) throw httpErrors.KEPT_NOT_FOUND();
  const recipient = (await store.readRecipients(trx, [recipientId]))[0];
  await announce(trx, deps.clock, {
    name: 'disclosures.ended',
    payload: { recipientId, companyId: recipient?.company_id ?? null, kind: recipient?.kind ?? null },
  });
  await audit(trx, deps, who, { action: 'disclosures.recipient-ended', aboutKind: 'recipient', aboutId: recipientId });
}

/** False where the recipient has ended; else it is not ended before this transaction is over. */
export function holdRecipient(trx: Trx, recipientId: string): Promise<boolean> {
  return store.lockLiveRecipient(trx, recipientId);
}

export interface ResellerStanding {
  readonly companyId: string;
  readonly recipientId: string;
  /** A contract holds on the day. */
  readonly live: boolean;
  /** None holds, and none that is signed will. */
  readonly over: boolean;
}

/** How resellers stand on a day (`YYYY-MM-DD`, the vendor's): these companies, or all (null). */
export function resellerStandings(
  db: Reads,
  input: { readonly companyIds: readonly string[] | null; readonly on: string },
): Promise<ResellerStanding[]> {
  return store.readResellerStandings(db, input);
}

export async function recipientsById(db: Reads, ids: readonly string[]): Promise<Map<string, Recipient>> {
  const rows = await store.readRecipients(db, ids);
  return new Map(rows.map((row) => [row.id, present(row)]));
}

/** Contracts of one kind that hold on a day (`YYYY-MM-DD`, the vendor's), of recipients that have not ended. */
export function liveContracts(
  db: Reads,
  input: { readonly kind: ContractKind; readonly on: string },
): Promise<LiveContract[]> {
  return store.readLiveContracts(db, input);
}

function contractRow(deps: Deps, recipientId: string, kind: ContractKind, contract: NewContract): ContractRow {
  const { signedOn, endsOn } = contract;
  const fields = {
    ...contractFaults(contract),
    ...(kind === 'processing' ? processingFaults(contract, countryCodes) : {}),
  };
  if (Object.keys(fields).length > 0) throw errors.KEPT_CONTRACT_WRONG({ fields });
  const processing = kind === 'processing';
  return {
    id: deps.ids.uuid(),
    recipient_id: recipientId,
    kind,
    fields: [...new Set(contract.fields)],
    frequency: contract.frequency,
    confidential: contract.confidential,
    signed_on: signedOn,
    ends_on: endsOn,
    reference: contract.reference,
    approval: contract.approval ?? false,
    format: contract.format ?? 'csv',
    confidential_on: processing ? (contract.confidentialOn ?? null) : null,
    nothing_else: processing && (contract.nothingElse ?? false),
    countries: processing ? [...new Set(contract.countries)] : [],
  };
}

function present(row: RecipientRow): Recipient {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    companyId: row.company_id,
    address: row.address,
    country: row.country.trim(),
    mailbox: row.mailbox,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

/** Everybody who is or was registered to be given something, with what contracts name. */
export function recipientRegister(db: Reads) {
  return store.readRegister(db);
}
