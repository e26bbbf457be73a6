import type { Floating, Grace, LicenceKind, Machines, Template } from '../wire/terms.ts';

/** The terms of a licence, as far as somebody said them; what is left out comes from the template. */
export interface GivenTerms {
  readonly kind?: LicenceKind | undefined;
  readonly seats?: number | undefined;
  readonly expiresOn?: string | null | undefined;
  readonly maintenanceUntil?: string | null | undefined;
  readonly features?: readonly string[] | null | undefined;
  readonly floating?: Floating | null | undefined;
  readonly grace?: Grace | null | undefined;
  readonly machines?: Machines | null | undefined;
}

export interface Terms {
  readonly kind: LicenceKind;
  readonly seats: number;
  readonly expiresOn: string | null;
  readonly maintenanceUntil: string | null;
  /** Null: all. */
  readonly features: readonly string[] | null;
  /** Null: each seat belongs to its machine. */
  readonly floating: Floating | null;
  /** Null: as the program was built. */
  readonly grace: Grace | null;
  /** Null: by the fingerprint alone, any kind. */
  readonly machines: Machines | null;
}

const endless: readonly string[] = ['perpetual', 'nfr', 'home'] satisfies LicenceKind[];

/** Whether a licence of this kind may have no last day. */
export const mayBeEndless = (kind: string) => endless.includes(kind);

/** What is issued: what was said, else what the template says, from the day of issue on. Faults by field. */
export function termsOf(
  template: Omit<Template, 'id' | 'name' | 'meters'> | null,
  given: GivenTerms,
  known: { readonly today: string; readonly features: readonly string[] },
): { readonly terms: Terms } | { readonly faults: Record<string, string> } {
  const or = <T>(said: T | undefined, otherwise: T) => (said === undefined ? otherwise : said);
  const after = (days: number | null | undefined) => (days == null ? null : addDays(known.today, days));
  const terms: Terms = {
    kind: or(given.kind, template?.kind ?? 'perpetual'),
    seats: or(given.seats, template?.seats ?? 1),
    expiresOn: or(given.expiresOn, after(template?.termDays)),
    maintenanceUntil: or(given.maintenanceUntil, after(template?.maintenanceDays)),
    features: or(given.features, template?.features ?? null),
    floating: or(given.floating, template?.floating ?? null),
    grace: or(given.grace, template?.grace ?? null),
    machines: or(given.machines, template?.machines ?? null),
  };
  const faults: Record<string, string> = {};
  if (terms.expiresOn === null && !mayBeEndless(terms.kind)) faults.expiresOn = `is needed for the kind ${terms.kind}`;
  const strange = terms.features?.filter((code) => !known.features.includes(code)) ?? [];
  if (strange.length > 0) faults.features = 'names a feature that the product does not have';
  if (terms.floating && terms.floating.heartbeatMinutes * 2 > terms.floating.leaseMinutes)
    faults.floating = 'has a heartbeat that is longer than half of the lease';
  return Object.keys(faults).length > 0 ? { faults } : { terms };
}

const mostExtensions = 2;

/** May this trial last longer, and until when? Counted from today where it is over already. */
export function extendTrial(
  licence: {
    readonly kind: string;
    readonly state: string;
    readonly expiresOn: string | null;
    readonly extensions: number;
  },
  asked: { readonly days: number; readonly today: string },
): { readonly until: string } | { readonly fault: 'kind' | 'state' | 'used up'; readonly most: number } {
  const no = (fault: 'kind' | 'state' | 'used up') => ({ fault, most: mostExtensions });
  if (licence.kind !== 'trial' || licence.expiresOn === null) return no('kind');
  if (licence.state !== 'issued' && licence.state !== 'active') return no('state');
  if (licence.extensions >= mostExtensions) return no('used up');
  const over = licence.expiresOn < asked.today;
  return { until: addDays(over ? asked.today : licence.expiresOn, asked.days) };
}

/** `YYYY-MM-DD` so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
