import type { LicenceKind } from '../../wire/terms.ts';
import { countries } from '../countries.ts';

/** In which order the parts of a date with slashes stand. */
export type DateOrder = 'day first' | 'month first';

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `YYYY-MM-DD` of a date as lists have it: 2026-03-31, 31.3.2026, 31/03/2026, 31 Mar 2026, Excel's number of days. Null for none. */
export function readDay(text: string, order: DateOrder): string | null {
  const day = text.trim().replace(/[T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day);
  if (iso) return dayOf(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(day);
  if (dotted) return dayOf(dotted[3], dotted[2], dotted[1]);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(day);
  if (slashed)
    return order === 'day first'
      ? dayOf(slashed[3], slashed[2], slashed[1])
      : dayOf(slashed[3], slashed[1], slashed[2]);
  const worded = /^(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})$/.exec(day);
  if (worded)
    return dayOf(worded[3], String(names.indexOf((worded[2] ?? '').slice(0, 3).toLowerCase()) + 1), worded[1]);
  // Days since the last of 1899, as spreadsheets count them; from 1955 to 2119.
  if (/^\d{5}$/.test(day) && Number(day) > 20_000 && Number(day) < 80_000)
    return new Date(Date.UTC(1899, 11, 30) + Number(day) * 86_400_000).toISOString().slice(0, 10);
  return null;
}

function dayOf(year = '', month = '', day = ''): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  // The day before the first of the next month is its last.
  if (y < 1950 || y > 2200 || m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const kinds: Readonly<Record<string, LicenceKind>> = {
  perpetual: 'perpetual',
  permanent: 'perpetual',
  unlimited: 'perpetual',
  full: 'perpetual',
  subscription: 'subscription',
  rental: 'subscription',
  term: 'subscription',
  annual: 'subscription',
  trial: 'trial',
  evaluation: 'trial',
  eval: 'trial',
  education: 'education',
  educational: 'education',
  academic: 'education',
  school: 'education',
  student: 'education',
  nfr: 'nfr',
  notforresale: 'nfr',
  demo: 'demo',
  home: 'home',
};

const word = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

export function readKind(text: string): LicenceKind | null {
  return kinds[word(text)] ?? null;
}

/** The states in which a licence can come. Whoever activates does so here: until then it is issued, however long it was in use. */
export type ImportedState = 'draft' | 'issued' | 'suspended' | 'on hold' | 'revoked';

const states: Readonly<Record<string, ImportedState | 'expired'>> = {
  draft: 'draft',
  stock: 'draft',
  issued: 'issued',
  active: 'issued',
  activated: 'issued',
  valid: 'issued',
  ok: 'issued',
  inuse: 'issued',
  current: 'issued',
  sold: 'issued',
  suspended: 'suspended',
  blocked: 'suspended',
  locked: 'suspended',
  disabled: 'suspended',
  onhold: 'on hold',
  hold: 'on hold',
  revoked: 'revoked',
  cancelled: 'revoked',
  canceled: 'revoked',
  terminated: 'revoked',
  withdrawn: 'revoked',
  replaced: 'revoked',
  expired: 'expired',
};

export function readState(text: string): ImportedState | 'expired' | null {
  return states[word(text)] ?? null;
}

const countryKey = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
const codes = new Set(countries.map(({ value }) => value));
const byName = new Map(countries.map(({ value, label }) => [countryKey(label), value]));
const others: Readonly<Record<string, string>> = {
  usa: 'US',
  uk: 'GB',
  deutschland: 'DE',
  osterreich: 'AT',
  schweiz: 'CH',
};

/** Two letters (ISO 3166-1) of a country by its code or English name. */
export function readCountry(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (codes.has(code)) return code;
  const key = countryKey(text);
  return byName.get(key) ?? others[key] ?? null;
}
