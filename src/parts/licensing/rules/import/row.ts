import type { ImportField } from '../../wire/imports.ts';
import type { LicenceKind } from '../../wire/terms.ts';
import { faultOf, spelled } from '../check-registration.ts';
import { asGiven, foreignKey } from '../foreign-serial.ts';
import { type FieldName, registrationFields } from '../registration-fields.ts';
import { parseSerial } from '../serial.ts';
import { contactFields, type Mapping } from './fields.ts';
import { type DateOrder, type ImportedState, readCountry, readDay, readKind, readState } from './values.ts';

/** What holds for rows that do not say themselves. Ids. */
export interface Plan {
  readonly mapping: Mapping;
  readonly dateOrder: DateOrder;
  readonly productId: string | null;
  readonly releaseId: string | null;
  readonly resellerId: string | null;
  readonly country: string | null;
  /** Whether customers are given to the resellers of their rows. */
  readonly assign?: boolean;
}

/** What a row may name, by lower-case code, name or version. */
export interface Known {
  readonly products: ReadonlyMap<string, string>;
  /** By product: version to release; `''` is the newest. */
  readonly releases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By name, id or mail domain; 'several' where more than one is meant. */
  readonly reseller: (text: string) => string | 'several' | null;
  /** The vendor's. */
  readonly today: string;
}

export interface LicenceFacts {
  readonly serial: string;
  /** Null for a serial of our own making. */
  readonly key: string | null;
  readonly productId: string;
  readonly releaseId: string;
  readonly kind: LicenceKind;
  readonly state: ImportedState;
  readonly seats: number;
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  readonly holderId: string | null;
}

export type ContactFacts = Readonly<Record<(typeof contactFields)[number], string | null>>;

export interface RowFault {
  readonly code: keyof typeof rowCodes;
  readonly field: ImportField | null;
}

/** Codes of what can be wrong with a row, and whether it is left out for that. */
export const rowCodes = {
  KEPT_ROW_CUT: true,
  KEPT_ROW_VALUE: true,
  KEPT_ROW_SERIAL: true,
  KEPT_ROW_SERIAL_TWICE: true,
  KEPT_ROW_SERIAL_KNOWN: true,
  KEPT_ROW_PRODUCT: true,
  KEPT_ROW_RELEASE: true,
  KEPT_ROW_KIND: true,
  KEPT_ROW_SEATS: true,
  KEPT_ROW_STATE: true,
  KEPT_ROW_DAY: true,
  KEPT_ROW_TERM: true,
  KEPT_ROW_RESELLER: true,
  KEPT_ROW_RESELLER_SEVERAL: true,
  KEPT_ROW_RESELLER_ENDED: false,
  KEPT_ROW_SERVED: false,
  KEPT_ROW_COMPANY: true,
  KEPT_ROW_COUNTRY: true,
  KEPT_ROW_MAIL: true,
  KEPT_ROW_ADDRESS_PART: false,
  KEPT_ROW_CONTACT_WITHOUT_MAIL: false,
} as const;

export interface RowFacts {
  readonly licence: LicenceFacts | null;
  readonly contact: ContactFacts | null;
  /** To whom the company of the row is to be given. */
  readonly resellerId: string | null;
  /** What is wrong, in no order; the row is left out if any is of those codes that leave out. */
  readonly faults: readonly RowFault[];
}

type Fault = (code: RowFault['code'], field?: ImportField) => null;
type Cell = (field: ImportField) => string | null;

/** Reads one row of a list. Pure: what is known already of serials, people and companies comes later. */
export function readRow(cells: readonly string[], plan: Plan, known: Known): RowFacts {
  const faults: RowFault[] = [];
  const fault: Fault = (code, field) => {
    faults.push({ code, field: field ?? null });
    return null;
  };
  const cell: Cell = (field) => {
    const column = plan.mapping[field];
    return column === undefined ? null : spelled(cells[column]);
  };
  const contact = readContact(cell, plan, fault);
  const reading = { plan, known, fault };
  const licence = plan.mapping.serial === undefined ? null : readLicence(cell, reading);
  const said = faults.some(({ field }) => field === 'reseller');
  if (licence && contact && licence.holderId === null && !said) fault('KEPT_ROW_RESELLER', 'reseller');
  if (licence === null && contact === null && faults.length === 0) fault('KEPT_ROW_COMPANY', 'companyName');
  return { licence, contact, resellerId: contact ? servedBy(cell, reading, licence) : null, faults };
}

/** Where a list gives customers to resellers, the one that is named serves the company of the row; of a licence it is who sold it. */
function servedBy(cell: Cell, reading: Reading, licence: LicenceFacts | null): string | null {
  if (reading.plan.assign !== true) return null;
  return reading.plan.mapping.serial === undefined ? readReseller(cell, reading) : (licence?.holderId ?? null);
}

interface Reading {
  readonly plan: Plan;
  readonly known: Known;
  readonly fault: Fault;
}

function readLicence(cell: Cell, reading: Reading): LicenceFacts | null {
  const { plan, known, fault } = reading;
  const serial = asGiven(cell('serial') ?? '');
  if (serial === null) fault('KEPT_ROW_SERIAL', 'serial');
  const { productId, releaseId } = readProduct(cell, reading);
  const day = (field: 'issuedOn' | 'expiresOn' | 'maintenanceUntil') => {
    const text = cell(field);
    return text === null ? null : (readDay(text, plan.dateOrder) ?? fault('KEPT_ROW_DAY', field));
  };
  const [issuedOn, expiresOn, maintenanceUntil] = [day('issuedOn'), day('expiresOn'), day('maintenanceUntil')];
  if (issuedOn !== null && issuedOn > known.today) fault('KEPT_ROW_DAY', 'issuedOn');
  const kindText = cell('kind');
  const kind = kindText === null ? 'perpetual' : readKind(kindText);
  if (kind === null) fault('KEPT_ROW_KIND', 'kind');
  if (expiresOn === null && cell('expiresOn') === null && kind !== null && !['perpetual', 'nfr', 'home'].includes(kind))
    fault('KEPT_ROW_TERM', 'expiresOn');
  const seats = Number(cell('seats') ?? 1);
  if (!Number.isInteger(seats) || seats < 1 || seats > 100_000) fault('KEPT_ROW_SEATS', 'seats');
  const holderId = readReseller(cell, reading);
  const state = readStateOf(cell, { holderId, expiresOn, today: known.today, fault });
  if (serial === null || productId === null || releaseId === null || kind === null || state === null) return null;
  const own = parseSerial(serial) === serial;
  const key = own ? null : foreignKey(serial);
  return { serial, key, productId, releaseId, kind, state, seats, issuedOn, expiresOn, maintenanceUntil, holderId };
}

function readProduct(cell: Cell, { plan, known, fault }: Reading) {
  const text = cell('product');
  const productId = text === null ? plan.productId : (known.products.get(text.toLowerCase()) ?? null);
  if (productId === null) return { productId: fault('KEPT_ROW_PRODUCT', 'product'), releaseId: null };
  const version = cell('release');
  const releases = known.releases.get(productId);
  const otherwise = productId === plan.productId ? plan.releaseId : null;
  const releaseId =
    version === null ? (otherwise ?? releases?.get('') ?? null) : (releases?.get(version.toLowerCase()) ?? null);
  if (releaseId === null) fault('KEPT_ROW_RELEASE', 'release');
  return { productId, releaseId };
}

function readReseller(cell: Cell, { plan, known, fault }: Reading): string | null {
  const text = cell('reseller');
  if (text === null) return plan.resellerId;
  const found = known.reseller(text);
  if (found === 'several') return fault('KEPT_ROW_RESELLER_SEVERAL', 'reseller');
  return found ?? fault('KEPT_ROW_RESELLER', 'reseller');
}

/** Nothing is issued but through a reseller (clause L1): what has none is a draft. */
function readStateOf(
  cell: Cell,
  of: {
    readonly holderId: string | null;
    readonly expiresOn: string | null;
    readonly today: string;
    readonly fault: Fault;
  },
): ImportedState | null {
  const text = cell('state');
  const state = text === null ? 'issued' : readState(text);
  if (state === null) return of.fault('KEPT_ROW_STATE', 'state');
  if (state === 'expired') {
    if (of.expiresOn === null || of.expiresOn >= of.today) return of.fault('KEPT_ROW_TERM', 'expiresOn');
    return of.holderId === null ? 'draft' : 'issued';
  }
  if (of.holderId !== null) return state === 'draft' ? 'issued' : state;
  return state === 'draft' || text === null ? 'draft' : of.fault('KEPT_ROW_RESELLER', 'reseller');
}

const definitions = new Map(registrationFields.map((field) => [field.name, field]));

function readContact(cell: Cell, plan: Plan, fault: Fault): ContactFacts | null {
  const values: Record<string, string | null> = {};
  for (const field of contactFields) values[field] = field === 'country' ? null : checked(cell, field, fault);
  const country = cell('country');
  values.country = country === null ? plan.country : (readCountry(country) ?? fault('KEPT_ROW_COUNTRY', 'country'));
  if (values.companyName === null) {
    if (Object.entries(values).some(([field, value]) => value !== null && field !== 'country'))
      fault('KEPT_ROW_COMPANY', 'companyName');
    return null;
  }
  // An address is of use whole or not at all.
  const parts = [values.street, values.postalCode, values.city, values.country];
  if (parts.some((part) => part === null)) {
    if (parts.slice(0, 3).some((part) => part !== null)) fault('KEPT_ROW_ADDRESS_PART', 'street');
    Object.assign(values, { street: null, postalCode: null, city: null });
  }
  if (values.email === null) {
    if (cell('email') === null && [values.name, values.phone].some((value) => value !== null))
      fault('KEPT_ROW_CONTACT_WITHOUT_MAIL', 'email');
    Object.assign(values, { name: null, phone: null, title: null, role: null });
  }
  return values as unknown as ContactFacts;
}

/** Choices of our form are not those of other systems: what is said there is kept as it is. */
function checked(cell: Cell, field: Exclude<(typeof contactFields)[number], 'country'>, fault: Fault): string | null {
  const value = cell(field);
  const definition = definitions.get(field as FieldName);
  if (value === null || !definition) return value;
  const kind = definition.kind === 'choice' ? 'line' : definition.kind;
  const wrong = faultOf({ ...definition, kind, needed: false }, value, value);
  return wrong === null ? value : fault(field === 'email' ? 'KEPT_ROW_MAIL' : 'KEPT_ROW_VALUE', field);
}

/** Whether the row is left out. */
export function isRefused(faults: readonly RowFault[]): boolean {
  return faults.some(({ code }) => rowCodes[code]);
}
