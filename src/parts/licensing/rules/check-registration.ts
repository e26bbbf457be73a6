import { saysChild } from './child-words.ts';
import { countries } from './countries.ts';
import { type FieldName, type RegistrationField, registrationFields } from './registration-fields.ts';

/** What was told, as it is stored: trimmed, one spelling of Unicode, null where nothing was given. */
export type Registration = {
  readonly [Name in Exclude<FieldName, NeededField>]: string | null;
} & { readonly [Name in NeededField]: string };

type NeededField = 'companyName' | 'country' | 'name' | 'email';

/** Fields that are not in order: name of the field -> what is wrong with it. */
export type Faults = Record<string, string>;

const countryCodes = new Set(countries.map(({ value }) => value));
// Control characters, line and paragraph separators, and marks that turn the direction of text around them.
const invisible = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const invisibleButLineBreak = /(?![\r\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;
const mailAddress =
  /^[^\s@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

const phoneNumber = /^[+\d(][\d\s()./-]*(?:\s*(?:x|ext\.?)\s*\d+)?$/i;

/** Checks a registration as it came, from a form or a program. Nothing is mended but white space around a value. */
export function checkRegistration(
  given: Readonly<Record<string, unknown>>,
):
  | { readonly registration: Registration; readonly faults: null }
  | { readonly registration: null; readonly faults: Faults } {
  const faults: Faults = {};
  const values: Record<string, string | null> = {};
  for (const field of registrationFields) {
    const value = spelled(given[field.name]);
    values[field.name] = value;
    const fault = faultOf(field, value, given[field.name]);
    if (fault) faults[field.name] = fault;
  }
  Object.assign(faults, { ...addressFaults(values), ...faults });
  if (Object.keys(faults).length > 0) return { registration: null, faults };
  return { registration: values as unknown as Registration, faults: null };
}

export function spelled(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  return text === '' ? null : text;
}

export function faultOf(field: RegistrationField, value: string | null, given: unknown): string | null {
  if (given !== undefined && given !== null && typeof given !== 'string') return 'must be a text';
  if (value === null) return field.needed ? 'is needed' : null;
  if (value.length > field.maxLength) return `may have at most ${field.maxLength} characters`;
  if ((field.kind === 'text' ? invisibleButLineBreak : invisible).test(value))
    return 'must not hold line breaks or invisible characters';
  if (!value.isWellFormed()) return 'holds characters that cannot be stored';
  if (field.name === 'title' && saysChild(value))
    return 'says that this is somebody under 13: we store nothing of children. A school can give them a seat without any data';
  return faultOfKind(field, value);
}

function faultOfKind(field: RegistrationField, value: string): string | null {
  switch (field.kind) {
    case 'choice':
      return field.choices.includes(value) ? null : 'must be one of the list';
    case 'country':
      return countryCodes.has(value) ? null : 'must be one of the list';
    case 'email':
      return isMailAddress(value) ? null : 'must look like name@example.com';
    case 'phone':
      return phoneNumber.test(value) ? null : 'may hold digits, spaces and + ( ) . / - only';
    default:
      return null;
  }
}

function isMailAddress(value: string): boolean {
  return mailAddress.test(value) && !value.startsWith('.') && !value.includes('..') && !value.includes('.@');
}

/** An address is of use whole or not at all. */
function addressFaults(values: Record<string, string | null>): Faults {
  const parts = ['street', 'postalCode', 'city'];
  if (parts.every((part) => values[part] === null)) return {};
  return Object.fromEntries(
    parts.filter((part) => values[part] === null).map((part) => [part, 'is needed where an address is given']),
  );
}
