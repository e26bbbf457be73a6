import type { RightsHanded } from '../actions/handed.ts';
import type { OwnPage } from '../actions/own-page.ts';
import { messages } from './messages.ts';

export type FieldFacts = ReturnType<RightsHanded['fieldFacts']>;

/** What every piece of the page is drawn from. */
export interface Drawing {
  readonly page: OwnPage;
  readonly facts: FieldFacts;
  readonly times: Times;
}

/** What the last act did, at the top of the page. */
export interface Outcome {
  readonly text: string;
  readonly kind: 'good' | 'problem';
}

export function labelOf(facts: FieldFacts, field: string): string {
  return facts.get(field)?.label ?? messages.page.shown[field] ?? field;
}

const countries = new Intl.DisplayNames('en', { type: 'region' });

/** A value as people write it: a country by its name. */
export function shown(field: string, value: string | null): string | null {
  return field === 'country' && /^[A-Z]{2}$/.test(value ?? '') ? (countries.of(value ?? '') ?? value) : value;
}

/** `Registration notice, version 2` */
export function noticeName(notice: { readonly kind: string; readonly version: number }): string {
  return `${messages.notices.kinds[notice.kind] ?? notice.kind}, ${messages.page.version} ${notice.version}`;
}

/** Times on a person's page: in the vendor's zone, which is named once on the page. */
export interface Times {
  readonly zone: string;
  /** `2 March 2026, 10:00` */
  at(time: Date | string): string;
  /** `2 March 2026` */
  on(time: Date | string): string;
  /** A day of the vendor's calendar, `2026-03-02`: `2 March 2026` */
  day(day: string): string;
}

export function timesIn(zone: string): Times {
  const date = { day: 'numeric', month: 'long', year: 'numeric', timeZone: zone } as const;
  const at = new Intl.DateTimeFormat('en-GB', { ...date, hour: '2-digit', minute: '2-digit' });
  const on = new Intl.DateTimeFormat('en-GB', date);
  const calendar = new Intl.DateTimeFormat('en-GB', { ...date, timeZone: 'UTC' });
  return {
    zone,
    at: (time) => at.format(new Date(time)).replace(' at ', ', '),
    on: (time) => on.format(new Date(time)),
    day: (day) => calendar.format(new Date(day)),
  };
}
