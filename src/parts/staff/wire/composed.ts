import type { Ground, Member } from '../../../platform/http/who.ts';

/** `{ id, name }` of a company, product ... */
export interface Ref {
  readonly id: string;
  readonly name: string;
}

/** Who did something, as the desk shows it. Names are those of staff and resellers, never of people registered. */
export interface Actor {
  readonly kind: 'staff' | 'reseller' | 'person' | 'system' | 'public';
  readonly id: string | null;
  readonly name: string | null;
}

/** What a timeline is about. */
export interface Subject {
  readonly kind: 'company' | 'person' | 'licence';
  readonly id: string;
}

export interface TimelineEntry {
  /** Unique over all parts: `licence-event-17`. */
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  /** Id of a member (the name is filled in by staff), or a kind that has none. */
  readonly by: { readonly kind: string; readonly id: string | null };
  readonly about: { readonly kind: string; readonly id: string; readonly name: string } | null;
  /** Names of fields, never values. */
  readonly fields: readonly string[];
  readonly purpose: string | null;
  readonly reason: string | null;
  readonly code: string | null;
  readonly recipient: string | null;
}

export interface TimelineQuestion {
  readonly about: Subject;
  /** Entries at or before this time; null for the newest. */
  readonly until: Date | null;
  readonly limit: number;
  /** Only these kinds; null for all. */
  readonly kinds: readonly string[] | null;
}

/** What a part knows of a subject's past, newest first (`ORDER BY at DESC`), and how many entries there are in all. */
export type Timeline = (
  who: Member,
  question: TimelineQuestion,
) => Promise<{ readonly entries: readonly TimelineEntry[]; readonly count: number }>;

/**
 * Whether the caller may see the subject: throws KEPT_NOT_FOUND where not. The part that owns the subject hands it in;
 * for a person it also writes the look-up log.
 */
export type Sight = (who: Member, id: string, ground: Ground | null) => Promise<void>;

export interface SearchResult {
  readonly kind: 'licence' | 'company' | 'person' | 'reseller' | 'product' | 'site';
  readonly id: string;
  readonly title: string;
  readonly detail: string | null;
}

/**
 * What a part finds for `q` (trimmed, 1 to 200 characters), at most `limit`, best first. It reads people under the
 * ground only, and writes the look-up log itself.
 */
export type Search = (
  who: Member,
  question: { readonly q: string; readonly limit: number; readonly ground: Ground },
) => Promise<readonly SearchResult[]>;

export interface TodayItem {
  readonly kind:
    | 'licence'
    | 'company'
    | 'demand'
    | 'correction'
    | 'holder notice'
    | 'own holder notice'
    | 'request'
    | 'legal demand'
    | 'mail'
    | 'inbound mail'
    | 'member'
    | 'processor'
    | 'child'
    | 'site'
    | 'report'
    | 'webhook'
    | 'lead'
    | 'order'
    | 'dispute'
    | 'incident';
  readonly id: string;
  /** Never personal. */
  readonly title: string;
  readonly detail: string | null;
  readonly at: Date | null;
}

export interface TodayGroup {
  readonly kind: string;
  readonly count: number;
  /** At most five are shown. */
  readonly items: readonly TodayItem[];
}

export interface SetupStep {
  readonly step: 'vendor' | 'licensor' | 'technology' | 'product' | 'reseller' | 'serials' | 'staff';
  readonly done: boolean;
}

/** What needs this member today, from one part. Empty groups may be left out; setup steps only for administrators. */
export type Today = (
  who: Member,
) => Promise<{ readonly setup?: readonly SetupStep[]; readonly groups?: readonly TodayGroup[] }>;
