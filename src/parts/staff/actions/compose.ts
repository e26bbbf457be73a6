import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import type {
  Actor,
  Search,
  SearchResult,
  SetupStep,
  Subject,
  Timeline,
  TimelineEntry,
  Today,
  TodayGroup,
} from '../wire/composed.ts';
import type { Staff } from './open-staff.ts';

/** Most that a search shows. */
const found = 20;

/** All parts' findings, each part's best first in turn, so that none crowds out the others. */
export async function searchAll(
  searches: readonly Search[],
  who: Member,
  question: { readonly q: string; readonly ground: Ground },
): Promise<SearchResult[]> {
  const q = question.q.trim();
  if (q === '') return [];
  const lists = await Promise.all(searches.map((search) => search(who, { q, limit: found, ground: question.ground })));
  const merged: SearchResult[] = [];
  for (let place = 0; merged.length < found && lists.some((list) => place < list.length); place += 1)
    for (const list of lists) {
      const result = list[place];
      if (result && merged.length < found) merged.push(result);
    }
  return merged;
}

const steps: readonly SetupStep['step'][] = [
  'vendor',
  'licensor',
  'technology',
  'product',
  'reseller',
  'serials',
  'staff',
];

/** What needs this member today, from all parts; the steps of setting up in their order. */
export async function today(
  todays: readonly Today[],
  who: Member,
): Promise<{ setup: SetupStep[]; groups: TodayGroup[] }> {
  const answers = await Promise.all(todays.map((each) => each(who)));
  const done = new Map(answers.flatMap((answer) => answer.setup ?? []).map((step) => [step.step, step]));
  return {
    setup: who.role === 'administrator' ? steps.flatMap((step) => done.get(step) ?? []) : [],
    groups: answers
      .flatMap((answer) => answer.groups ?? [])
      .filter((group) => group.count > 0)
      .map((group) => ({ ...group, items: group.items.slice(0, 5) })),
  };
}

export interface TimelinePage {
  readonly about: Subject;
  readonly limit: number;
  readonly cursor: string | null;
  readonly kinds: readonly string[] | null;
}

export interface ShownEntry extends Omit<TimelineEntry, 'by' | 'at'> {
  readonly at: string;
  readonly by: Actor;
}

/** One past out of all parts' pasts, newest first. The cursor names the time reached and what of it was shown. */
export async function timeline(
  staff: Pick<Staff, 'actors'>,
  sources: readonly Timeline[],
  who: Member,
  page: TimelinePage,
): Promise<{ items: ShownEntry[]; next: string | null; count: number }> {
  const start = page.cursor === null ? null : decode(page.cursor);
  const shown = new Set(start?.shown ?? []);
  const answers = await Promise.all(
    sources.map((source) =>
      source(who, {
        about: page.about,
        until: start?.at ?? null,
        limit: page.limit + shown.size + 1,
        kinds: page.kinds,
      }),
    ),
  );
  const entries = answers
    .flatMap((answer) => answer.entries)
    .filter((entry) => !shown.has(entry.id))
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1));
  const items = entries.slice(0, page.limit);
  const actor = await staff.actors(items.map((entry) => entry.by.id));
  return {
    items: items.map((entry) => ({ ...entry, at: entry.at.toISOString(), by: actor(entry.by.kind, entry.by.id) })),
    next: entries.length > items.length ? encode(items, start) : null,
    count: answers.reduce((sum, answer) => sum + answer.count, 0),
  };
}

interface Place {
  readonly at: Date;
  /** Ids of the entries of this very time that were shown already. */
  readonly shown: readonly string[];
}

function encode(items: readonly TimelineEntry[], start: Place | null): string {
  const at = items.at(-1)?.at ?? new Date(0);
  const same = items.filter((entry) => entry.at.getTime() === at.getTime()).map((entry) => entry.id);
  const before = start?.at.getTime() === at.getTime() ? start.shown : [];
  return Buffer.from(JSON.stringify([at.toISOString(), ...before, ...same])).toString('base64url');
}

function decode(cursor: string): Place {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length <= 1_000 && parts.every((part) => typeof part === 'string')) {
      const [time, ...shown] = parts;
      const at = new Date(time ?? '');
      if (!Number.isNaN(at.getTime())) return { at, shown };
    }
  } catch {
    // Answered like a cursor of another list.
  }
  throw httpErrors.KEPT_INVALID({ fields: { cursor: 'does not belong to this list' } });
}
