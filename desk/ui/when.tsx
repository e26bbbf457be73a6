import { m } from '../messages/en.ts';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const dayInUtc = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
const minute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** An instant in the reader's zone; the zone shows on hover. */
export function When({ at, time = true, none = m.common.none }: { at: string | null; time?: boolean; none?: string }) {
  if (!at) return <>{none}</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${full.format(date)} (${zone})`} style={{ whiteSpace: 'nowrap' }}>
      {(time ? minute : day).format(date)}
    </time>
  );
}

/** How long ago, for ages of proofs. */
export function Ago({ at, none = m.common.never }: { at: string | null; none?: string }) {
  if (!at) return <>{none}</>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${full.format(date)} (${zone})`} style={{ whiteSpace: 'nowrap' }}>
      {ago(Date.now() - date.getTime())}
    </time>
  );
}

function ago(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return m.common.justNow;
  if (minutes < 90) return relative.format(-Math.round(minutes), 'minute');
  if (minutes < 36 * 60) return relative.format(-Math.round(minutes / 60), 'hour');
  return relative.format(-Math.round(minutes / 1440), 'day');
}

/** A calendar day, which has no zone. */
export function Day({ on, none = m.common.none }: { on: string | null; none?: string }) {
  if (!on) return <>{none}</>;
  return (
    <time dateTime={on} style={{ whiteSpace: 'nowrap' }}>
      {dayInUtc.format(new Date(`${on.slice(0, 10)}T00:00:00Z`))}
    </time>
  );
}

const numbers = new Intl.NumberFormat();

export function count(value: number): string {
  return numbers.format(value);
}
