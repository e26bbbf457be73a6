import type { Category } from '../../platform/db/purposes.ts';
import type { HandOverField, PersonField } from './tables.ts';

/** What a company is found by: compatible forms made one, no diacritics, lower case, single spaces. */
export function nameKey(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The range of keys that begin with this text, for `>=` and `<`; null where the text says nothing. */
export function prefixRange(text: string): { from: string; below: string } | null {
  const from = nameKey(text);
  return from === '' ? null : { from, below: `${from}\u{10FFFF}` };
}

/** The category of each column of a person, as labelled in the database (a test compares the two). */
export const personColumns: Record<PersonField, Category> = {
  email: 'email',
  name: 'identity',
  phone: 'phone',
  title: 'profession',
  role: 'profession',
};

export const personFields = Object.keys(personColumns) as readonly PersonField[];

/** What must not be emptied: without them nobody could be reached or asked for. */
export const neededFields: readonly PersonField[] = ['email', 'name'];

/**
 * Whether what a registration told replaces what is held: only if it was told later, and says something else.
 * What was not told empties nothing.
 */
export function replaces(
  told: { readonly value: string | null; readonly givenAt: Date },
  held: { readonly value: string | null; readonly givenAt: Date | null },
): boolean {
  if (told.value === null || told.value === held.value) return false;
  return held.givenAt === null || told.givenAt > held.givenAt;
}

/** Anybody may be told off at once; only the person may allow again. */
export function mayChangePreference(byPerson: boolean, allowed: boolean): 'yes' | 'only the person' {
  return byPerson || !allowed ? 'yes' : 'only the person';
}

/** Longest pause. */
export const pauseDays = 731;

/** Staff may add refusals and lengthen a pause; only the person takes back what they said. */
export function mayChangeWishes(byPerson: boolean, before: WishesSaid, after: WishesSaid): 'yes' | 'only the person' {
  if (byPerson) return 'yes';
  const keepsTopics = before.refusedTopics.every((topic) => after.refusedTopics.includes(topic));
  const keepsPause =
    before.pausedUntil === null || (after.pausedUntil !== null && after.pausedUntil >= before.pausedUntil);
  return keepsTopics && keepsPause ? 'yes' : 'only the person';
}

interface WishesSaid {
  readonly refusedTopics: readonly string[];
  readonly pausedUntil: Date | null;
}

/** Days in which a merge of two companies can be undone. */
export const undoDays = 30;

/** Whether a merge is young enough to be undone. */
export function mergeStands(mergedAt: Date, now: Date): boolean {
  return now.getTime() - mergedAt.getTime() <= undoDays * 86_400_000;
}

/** Whether a text is a day that there is. */
export function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
}

/** A mail domain as it is compared: lower case, punycode. Null for what is none. */
export function mailDomain(typed: string): string | null {
  const text = typed.trim().replace(/^@/, '').replace(/\.$/, '');
  if (!/^[^\s/@:?#\\[\]]+\.[^\s/@:?#\\[\]]+$/u.test(text)) return null;
  const host = URL.parse(`http://${text}`)?.hostname ?? '';
  return host.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z][a-z0-9-]+$/.test(host) ? host : null;
}

/** The domain of a mail address. */
export function domainOf(email: string): string | null {
  return mailDomain(email.slice(email.lastIndexOf('@') + 1));
}

/** The category of each column that a processor may be given; null for what is no person's. */
export const handOverColumns: Record<HandOverField, Category | null> = {
  ...personColumns,
  companyName: null,
  country: null,
  street: 'address',
  postalCode: 'address',
  city: 'address',
  region: 'address',
};

/** Rows as CSV (RFC 4180), with their columns named as outside. */
export function csvOf<F extends string>(
  fields: readonly F[],
  rows: readonly Readonly<Partial<Record<F, string | null>>>[],
): string {
  const lines = [fields, ...rows.map((row) => fields.map((field) => row[field] ?? ''))];
  return lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

// What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection); a telephone number may begin with +.
function csvCell(value: string): string {
  const text = /^([=\-@\t\r\n]|\+(?![\d\s()]*$))/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
