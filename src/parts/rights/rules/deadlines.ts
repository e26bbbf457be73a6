import type { RequestItem } from '../wire/requests.ts';
import { addBusinessDays, addDays, addMonths, type Day, nextWorkingDay } from './calendar.ts';

export type RequestKind = RequestItem['kind'];
export type Law = RequestItem['law'];

/** A rule with its source. Its id is stored with each clock, so that a later rule does not change what was promised before. */
export interface Rule {
  readonly id: string;
  readonly source: string;
  readonly law: Law;
  readonly confirmBy: (received: Day) => Day | null;
  readonly dueOn: (received: Day) => Day;
  /** Null: cannot be extended. */
  readonly extendedTo: ((received: Day) => Day) | null;
}

const month = (months: number) => (received: Day) => nextWorkingDay(addMonths(received, months));
const never = () => null;

export const rules: readonly Rule[] = [
  {
    id: 'gdpr-12-3',
    source: 'GDPR, article 12(3): one month, extendable by two; counted after Regulation 1182/71',
    law: 'gdpr',
    confirmBy: never,
    dueOn: month(1),
    extendedTo: month(3),
  },
  {
    id: 'gdpr-21-3',
    source: 'GDPR, article 21(3): direct marketing stops; we take three days at most to record it',
    law: 'gdpr',
    confirmBy: never,
    dueOn: (received) => nextWorkingDay(addDays(received, 3)),
    extendedTo: null,
  },
  {
    id: 'ccpa-7021',
    source: '11 CCR 7021: confirmed within 10 business days, answered within 45 days, extendable to 90',
    law: 'ccpa',
    confirmBy: (received) => addBusinessDays(received, 10),
    dueOn: (received) => addDays(received, 45),
    extendedTo: (received) => addDays(received, 90),
  },
  {
    id: 'ccpa-7026-f',
    source: '11 CCR 7026(f): as soon as possible, 15 business days at most',
    law: 'ccpa',
    confirmBy: never,
    dueOn: (received) => addBusinessDays(received, 15),
    extendedTo: null,
  },
  {
    id: 'house-month',
    source: 'Where no law names a time: one month, extendable by two, as under the GDPR',
    law: 'house',
    confirmBy: never,
    dueOn: month(1),
    extendedTo: month(3),
  },
];

const promptly: readonly RequestKind[] = ['opt-out'];

/** The rule whose clock runs for this kind of request under this law. */
export function ruleFor(kind: RequestKind, law: Law): Rule {
  const wanted: Record<Law, string> = promptly.includes(kind)
    ? { gdpr: 'gdpr-21-3', ccpa: 'ccpa-7026-f', house: 'gdpr-21-3' }
    : { gdpr: 'gdpr-12-3', ccpa: 'ccpa-7021', house: 'house-month' };
  return ruleOf(wanted[law]);
}

export function ruleOf(id: string): Rule {
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new TypeError(`there is no rule ${id}`);
  return rule;
}

// The members of the European Economic Area, and the United Kingdom and Switzerland, whose laws name the same times.
const likeGdpr = new Set(
  'AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK GB CH'.split(' '),
);

/** Which law's clock runs for somebody in this country and region. Who lives nowhere that we know is given the month. */
export function lawOf(place: { readonly country: string | null; readonly region: string | null }): Law {
  const country = place.country?.toUpperCase() ?? '';
  if (likeGdpr.has(country)) return 'gdpr';
  if (country === 'US' && /^(ca|us-ca|calif(ornia|\.)?)$/i.test(place.region?.trim() ?? '')) return 'ccpa';
  return 'house';
}
