import type { Chance } from './chance.ts';
import { industries, made, products, resellers, roles, titles, usedToday } from './world.ts';

const dayMs = 86_400_000;
const quarterDays = 91.3125;

/** Somebody plainly made up: `Contact 2 of Sample Company 042`. */
export interface SamplePerson {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly title: string | null;
  readonly role: string;
}

/** A licence that a company will buy, and who activates its seats when. */
export interface Purchase {
  /** Serials are issued in batches: all of one key come from the same. */
  readonly batch: Batch;
  readonly activations: readonly { readonly at: Date; readonly person: SamplePerson; readonly byProgram: boolean }[];
}

export interface Batch {
  readonly reseller: number;
  readonly product: number;
  readonly kind: 'perpetual' | 'subscription';
  readonly seats: number;
  /** Counted from the beginning. */
  readonly quarter: number;
}

export interface SampleCompany {
  readonly number: number;
  readonly name: string;
  readonly country: string;
  readonly region: string | null;
  readonly industry: string;
  readonly made: string;
  readonly usedToday: string | null;
  /** Whether it told its postal address. */
  readonly address: boolean;
  readonly purchases: readonly Purchase[];
}

export interface Span {
  readonly start: Date;
  readonly end: Date;
}

export const quarterStart = ({ start }: Span, quarter: number): Date =>
  new Date(start.getTime() + (quarter * quarterDays + 1) * dayMs);
const quarterOf = ({ start }: Span, at: Date): number =>
  Math.floor((at.getTime() - start.getTime()) / dayMs / quarterDays);

/** All customers, in the order of their numbers. */
export function sampleCompanies(chance: Chance, count: number, span: Span): SampleCompany[] {
  return Array.from({ length: count }, (_, index) => sampleCompany(chance, index + 1, span));
}

function sampleCompany(chance: Chance, number: number, span: Span): SampleCompany {
  const reseller = chance.weighed(resellers.map((each, index) => [index, each.weight] as const));
  const [country, region] = chance.pick<readonly [string, string | null]>(resellers[reseller]?.territories ?? []);
  const name = `Sample Company ${String(number).padStart(3, '0')}`;
  const people = Array.from(
    {
      length: chance.weighed([
        [1, 6],
        [2, 3],
        [4, 1],
      ]),
    },
    (_, index) => samplePerson(chance, name, index + 1),
  );
  // More come in later years than in the first.
  const since = at(span, 0.02 + 0.97 * chance.next() ** 0.8);
  return {
    number,
    name,
    country,
    region: region ?? (chance.happens(0.5) ? `Sample Region ${chance.whole(1, 9)}` : null),
    industry: chance.pick(industries),
    made: chance.pick(made),
    usedToday: chance.pick(usedToday),
    address: chance.happens(0.8),
    purchases: Array.from(
      {
        length: chance.weighed([
          [1, 88],
          [2, 9],
          [3, 3],
        ]),
      },
      (_, index) =>
        purchase(chance, { span, reseller, people, since: index === 0 ? since : later(chance, span, since) }),
    ),
  };
}

function samplePerson(chance: Chance, company: string, number: number): SamplePerson {
  const host = company.toLowerCase().replaceAll(' ', '-');
  return {
    name: `Contact ${number} of ${company}`,
    email: `contact-${number}@${host}.example`,
    phone: chance.happens(0.7) ? `+00 ${chance.whole(100, 999)} ${chance.whole(10_000, 99_999)}` : null,
    title: chance.pick(titles),
    role: chance.pick(roles),
  };
}

function purchase(
  chance: Chance,
  given: { span: Span; reseller: number; people: readonly SamplePerson[]; since: Date },
): Purchase {
  const { span, reseller, people, since } = given;
  const quarter = quarterOf(span, since);
  const seats = chance.weighed([
    [1, 60],
    [3, 22],
    [5, 12],
    [10, 6],
  ]);
  // The serial was issued at the beginning of the quarter: not before its second day can it be used.
  const first = new Date(Math.max(since.getTime(), quarterStart(span, quarter).getTime() + dayMs));
  const kind = chance.happens(0.2) ? 'subscription' : 'perpetual';
  // A subscription ends a year later; nobody takes another seat of it after that.
  const until = kind === 'perpetual' ? span.end : new Date(Math.min(span.end.getTime(), first.getTime() + 300 * dayMs));
  const used = seats === 1 ? 1 : chance.whole(1, Math.min(seats, 3));
  return {
    batch: {
      reseller,
      product: chance.weighed(products.map((each, index) => [index, each.weight] as const)),
      kind,
      seats,
      quarter,
    },
    activations: Array.from({ length: used }, (_, index) => ({
      at: workingHour(chance, span, index === 0 ? first : later(chance, { ...span, end: until }, first)),
      person: people[index % people.length] as SamplePerson,
      byProgram: chance.happens(0.35),
    })),
  };
}

/** A moment of the span; 0 is its start, 1 its end. */
export function at({ start, end }: Span, part: number): Date {
  return new Date(start.getTime() + (end.getTime() - start.getTime()) * part);
}

function later(chance: Chance, span: Span, from: Date): Date {
  const left = Math.max(0, span.end.getTime() - from.getTime());
  return new Date(from.getTime() + left * 0.9 * chance.next());
}

/** Near that moment, at an hour when somebody works, and never after the end. */
export function workingHour(chance: Chance, span: Span, near: Date): Date {
  const time = new Date(near);
  const weekend = { 0: 1, 6: 2 }[time.getUTCDay()] ?? 0;
  time.setUTCDate(time.getUTCDate() + weekend);
  time.setUTCHours(chance.whole(6, 16), chance.whole(0, 59), chance.whole(0, 59));
  if (time.getTime() >= near.getTime() && time.getTime() < span.end.getTime()) return time;
  const left = span.end.getTime() - near.getTime();
  return new Date(near.getTime() + Math.min(left, dayMs) * chance.next());
}
