/** Counts what is true of a made-up log while it is made: plainly, with maps and the time zone data of the runtime. */

export interface DayTruth {
  visits: number;
  visitors: number;
  views: number;
  bounces: number;
  one_page: number;
  span_seconds: number;
  bot_hits: number;
}

export interface Cell {
  visits: number;
  views: number;
}

export type Cells = Record<string, Cell>;

export interface Truth {
  readonly lines: number;
  readonly days: Record<string, DayTruth>;
  /** Over all days: names and figures of a dimension. */
  readonly page: Cells;
  readonly entry: Cells;
  readonly exit: Cells;
  readonly referrer: Cells;
  readonly download: Cells;
  readonly notFound: Cells;
  readonly bot: Cells;
  readonly hour: Cells;
}

interface VisitTruth {
  readonly visitor: string;
  readonly referrer: string;
  readonly seen: readonly { readonly path: string; readonly at: number }[];
  readonly lastEvent: number;
  readonly events: readonly { readonly kind: 'download' | 'missing'; readonly path: string }[];
}

export class TruthCounter {
  private readonly days: Record<string, DayTruth> = {};
  private readonly visitors = new Set<string>();
  private readonly cells = {
    page: {},
    entry: {},
    exit: {},
    referrer: {},
    download: {},
    notFound: {},
    bot: {},
    hour: {},
  } as Record<'page' | 'entry' | 'exit' | 'referrer' | 'download' | 'notFound' | 'bot' | 'hour', Cells>;
  private readonly format: Intl.DateTimeFormat;
  private readonly hours = new Map<number, { day: string; hourOfWeek: number }>();

  constructor(timeZone: string) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', weekday: 'short' } as const;
    this.format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...parts });
  }

  visit({ visitor, referrer, seen, lastEvent, events }: VisitTruth): void {
    const first = seen[0];
    const last = seen.at(-1);
    if (!first || !last) return;
    const { day, hourOfWeek } = this.local(first.at);
    const of = this.day(day);
    of.visits += 1;
    of.views += seen.length;
    if (seen.length === 1) {
      of.bounces += 1;
      of.one_page += 1;
    }
    of.span_seconds += lastEvent - first.at;
    if (!this.visitors.has(`${day} ${visitor}`)) of.visitors += 1;
    this.visitors.add(`${day} ${visitor}`);
    for (const path of new Set(seen.map((each) => each.path)))
      add(this.cells.page, path, 1, seen.filter((each) => each.path === path).length);
    add(this.cells.entry, first.path, 1, seen.length);
    add(this.cells.exit, last.path, 1, seen.length);
    add(
      this.cells.referrer,
      referrer === '-' ? '(direct)' : new URL(referrer).host.replace(/^www\./, ''),
      1,
      seen.length,
    );
    add(this.cells.hour, String(hourOfWeek), 1, seen.length);
    for (const [kind, cells] of [
      ['download', this.cells.download],
      ['missing', this.cells.notFound],
    ] as const) {
      const paths = events.filter((each) => each.kind === kind).map((each) => each.path);
      for (const path of new Set(paths)) add(cells, path, 1, paths.filter((each) => each === path).length);
    }
  }

  bot(name: string, at: number): void {
    this.day(this.local(at).day).bot_hits += 1;
    add(this.cells.bot, name, 0, 1);
  }

  done(lines: number): Truth {
    return { lines, days: this.days, ...this.cells };
  }

  private day(day: string): DayTruth {
    this.days[day] ??= { visits: 0, visitors: 0, views: 0, bounces: 0, one_page: 0, span_seconds: 0, bot_hits: 0 };
    return this.days[day];
  }

  private local(at: number): { day: string; hourOfWeek: number } {
    const hour = Math.floor(at / 3_600);
    const known = this.hours.get(hour);
    if (known) return known;
    const parts = Object.fromEntries(
      this.format.formatToParts(hour * 3_600_000).map(({ type, value }) => [type, value]),
    );
    const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? '');
    const local = {
      day: `${parts['year']}-${parts['month']}-${parts['day']}`,
      hourOfWeek: weekday * 24 + Number(parts['hour']),
    };
    this.hours.set(hour, local);
    return local;
  }
}

function add(cells: Cells, name: string, visits: number, views: number): void {
  cells[name] ??= { visits: 0, views: 0 };
  cells[name].visits += visits;
  cells[name].views += views;
}
