import type { Clock } from '../../../../platform/clock.ts';
import type { Database, Trx } from '../../../../platform/db/database.ts';
import { errors } from '../../errors/imports.ts';
import { dayText } from '../../rules/calendar.ts';
import { mergePart } from '../../rules/merge.ts';
import { isOneAddress } from '../../rules/one-address.ts';
import { type CountedDays, namedDays, periodCounts, surelyNamed } from '../../rules/period-counts.ts';
import { SiteCount } from '../../rules/site-count.ts';
import { figuresOf } from '../../rules/tally.ts';
import { insertRun, type NewRun } from '../../store/import-runs.ts';
import { lockImports, type NewImport, selectImports, writeImports } from '../../store/imports.ts';
import type { SiteInMemory } from '../site-in-memory.ts';
import { rulesOf } from '../site-rules.ts';
import { addCounts, type Written } from '../write-days.ts';
import { type LineFigures, noLines } from './count-lines.ts';
import type { Counted, Progress } from './count-sources.ts';
import type { CountTask, HandedOver } from './count-task.ts';
import { type Looked, lookAt } from './look.ts';
import { type Plan, type Planned, planImport } from './plan.ts';
import { splitInTwo } from './split.ts';

export interface ImportDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Counts all tasks at once: the first here, the others in threads. */
  readonly countAll: (
    tasks: readonly CountTask[],
    options: { readonly progress: (progress: Progress) => void; readonly signal: AbortSignal },
  ) => Promise<{ readonly here: Counted | null; readonly handed: readonly HandedOver[] }>;
  /** Random bytes. */
  readonly salt: Uint8Array;
  readonly ownNetworks: readonly string[];
}

export interface ImportInput {
  readonly site: SiteInMemory;
  readonly files: readonly string[];
  /** Name of a format or a pattern; null: found out for each file. */
  readonly format: string | null;
  /** Which of the site's web servers wrote the logs. */
  readonly server: string;
  /** Counts, and writes nothing. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly planned: (sizes: { readonly bytes: number; readonly files: number }) => void;
  readonly progress: (progress: Progress) => void;
  /** All lines are counted, and the figures are being written. */
  readonly writing?: (progress: Written) => void;
}

/** What an import came to. */
export interface ImportResult {
  readonly figures: LineFigures;
  readonly days: readonly ImportedDay[];
  readonly files: readonly ImportedFile[];
  /** Whether all page views seem to come from one address: that of a proxy in front of the web server. */
  readonly oneAddress: boolean;
  readonly written: boolean;
}

export interface ImportedDay {
  readonly day: string;
  readonly visits: number;
  readonly visitors: number;
  readonly views: number;
}

export interface ImportedFile {
  readonly path: string;
  readonly state: 'counted' | 'grown' | 'counted before' | 'copy' | 'empty';
  readonly format: string | null;
  /** Headings and empty lines are not counted. */
  readonly lines: number;
  /** A compressed file that ended in its middle: what could be read was counted. */
  readonly cutShort: boolean;
}

/**
 * Counts logs and adds their figures to the site's, whole or not at all: figures, and how far each log is counted, are written in
 * one transaction at the end.
 * @throws KEPT_LOG_NOT_READ, KEPT_IMPORT_FORMAT, KEPT_IMPORT_PATTERN, KEPT_IMPORT_RUNNING, KEPT_IMPORT_STOPPED
 */
export async function importLogs(deps: ImportDeps, input: ImportInput): Promise<ImportResult> {
  const unlock = await lockImports(deps.db, input.site.id);
  if (unlock === null) throw errors.KEPT_IMPORT_RUNNING({ site: input.site.slug });
  try {
    return await run(deps, input);
  } catch (error) {
    throw input.signal.aborted ? errors.KEPT_IMPORT_STOPPED() : error;
  } finally {
    await unlock();
  }
}

async function run(deps: ImportDeps, input: ImportInput): Promise<ImportResult> {
  const { signal, site } = input;
  const imported = (await selectImports(deps.db.read, site.id)).filter(({ server }) => server === input.server);
  const { empty, logs } = await lookAtAll(input);
  const plan = await planImport(logs, imported);
  const pieces = plan.sources.length === 0 ? [] : await splitInTwo(plan.sources);
  const bytes = plan.sources.reduce(
    (sum, { log, source }) => sum + log.file.size - (log.file.packing === 'plain' ? source.from : 0),
    0,
  );
  input.planned({ bytes, files: plan.sources.length });
  signal.throwIfAborted();
  const tasks = pieces.map((sources) => taskOf(deps, site, sources));
  const { count, figures, oneAddress, read } = merged(
    site,
    await deps.countAll(tasks, { progress: input.progress, signal }),
  );
  signal.throwIfAborted();
  const tallies = count
    .allDays()
    .filter(
      ([
        ,
        {
          cells,
          figures: { bad_lines },
        },
      ]) => cells.length > 0 || bad_lines > 0,
    )
    .toSorted(([a], [b]) => a - b);
  const reads = readsOf(plan.sources, pieces, read);
  if (!input.dryRun) await write(deps, input, { count, tallies, reads, figures });
  return {
    figures,
    days: tallies.map(([day, tally]) => {
      const { views, visitors, visits } = figuresOf(tally);
      return { day: dayText(day), views, visitors, visits };
    }),
    files: filesOf(plan, reads, empty),
    oneAddress,
    written: !input.dryRun,
  };
}

/** What was counted here and in threads, put together; what each has handed over is let go. */
function merged(site: SiteInMemory, { handed, here }: Awaited<ReturnType<ImportDeps['countAll']>>) {
  const count = here?.count ?? new SiteCount(rulesOf(site));
  const figures = noLines();
  for (const visit of here?.edges ?? []) count.sessions.adopt(visit);
  for (const { part } of handed) mergePart(count, part);
  const all = [...(here ? [here] : []), ...handed];
  for (const each of all)
    for (const [name, number] of Object.entries(each.figures)) figures[name as keyof LineFigures] += number;
  count.finish();
  const oneAddress = isOneAddress(
    all.map(({ seen }) => seen),
    figures.views,
  );
  return { count, figures, oneAddress, read: all.map(({ read }) => read) };
}

async function lookAtAll({ files, format, signal }: ImportInput): Promise<{ logs: Looked[]; empty: string[] }> {
  const logs: Looked[] = [];
  const empty: string[] = [];
  for (const path of new Set(files)) {
    signal.throwIfAborted();
    const looked = await lookAt(path, format);
    if (looked === null) empty.push(path);
    else logs.push(looked);
  }
  return { logs, empty };
}

function taskOf(deps: ImportDeps, site: SiteInMemory, sources: CountTask['sources']): CountTask {
  const { hosts, id, settings, timeZone } = site;
  const now = deps.clock.now().getTime() / 1_000;
  return {
    sources,
    site: { id, hosts, timeZone, settings },
    now,
    salt: deps.salt,
    ownNetworks: deps.ownNetworks,
  };
}

/** How far each log was read, over the pieces that it was counted in. */
interface LogRead {
  readonly planned: Planned;
  readonly lines: number;
  readonly silent: number;
  readonly end: number;
  readonly lastAt: number;
  readonly cutShort: boolean;
}

function readsOf(
  planned: readonly Planned[],
  pieces: Awaited<ReturnType<typeof splitInTwo>>,
  read: readonly Counted['read'][],
): LogRead[] {
  return planned.map((each) => {
    let so = { lines: 0, silent: 0, end: each.source.from, lastAt: 0, cutShort: false };
    pieces.forEach((sources, piece) => {
      sources.forEach((source, index) => {
        const some = read[piece]?.[index];
        if (source.file.path !== each.log.file.path || some === undefined) return;
        so = {
          lines: so.lines + some.lines,
          silent: so.silent + some.silent,
          end: Math.max(so.end, some.end),
          lastAt: some.lastAt || so.lastAt,
          cutShort: some.cutShort,
        };
      });
    });
    return { planned: each, ...so };
  });
}

/** What is to be written of an import. */
interface Read {
  readonly count: SiteCount;
  readonly tallies: CountedDays;
  readonly reads: readonly LogRead[];
  readonly figures: LineFigures;
}

async function write(deps: ImportDeps, { server, signal, site, writing }: ImportInput, read: Read): Promise<void> {
  const { count, reads, tallies } = read;
  const { folded, names } = count;
  const imports = reads.filter(({ lines }) => lines > 0).map((read) => importOf(read, server));
  if (imports.length === 0) return;
  const unfolded = [...count.days].toSorted(([a], [b]) => a - b);
  const [days, periods] = [() => namedDays(tallies), () => periodCounts(unfolded, folded)];
  const of = { siteId: site.id, origin: 'log', at: deps.clock.now() } as const;
  await deps.db.base(async (trx) => {
    await addCounts(trx, of, {
      names,
      sure: surelyNamed(unfolded, folded),
      days,
      periods,
      ...(writing && { told: writing }),
    });
    await writeImports(trx, of, imports);
    await noteRun(trx, { ...of, server, files: imports.length }, read);
    signal.throwIfAborted();
  });
}

async function noteRun(
  trx: Trx,
  of: Pick<NewRun, 'siteId' | 'origin' | 'server' | 'at' | 'files'>,
  { figures, tallies }: Read,
): Promise<void> {
  const [first] = tallies;
  // Lines that tell of nothing that is counted leave no day behind: there is nothing to list.
  if (first === undefined) return;
  const { lines, bad: badLines, before: knownLines } = figures;
  const [firstDay, lastDay] = [dayText(first[0]), dayText(tallies.at(-1)?.[0] ?? first[0])];
  await insertRun(trx, { ...of, lines, badLines, knownLines, firstDay, lastDay });
}

function importOf({ planned, lines, end, lastAt }: LogRead, server: string): NewImport {
  const { grewFrom, log } = planned;
  const begins = grewFrom?.begins ?? 0;
  return {
    grewFrom: grewFrom?.id ?? null,
    server,
    firstAt: grewFrom?.firstAt ?? log.firstAt,
    lastAt: lastAt || log.firstAt,
    bytes: end - begins,
    lines: (grewFrom?.lines ?? 0) + lines,
  };
}

function filesOf(plan: Plan, reads: readonly LogRead[], empty: readonly string[]): ImportedFile[] {
  return [
    ...reads.map(({ planned, lines, silent, cutShort }) => ({
      path: planned.log.file.path,
      state: planned.grewFrom === null ? ('counted' as const) : ('grown' as const),
      format: planned.log.formatName,
      lines: lines - silent,
      cutShort,
    })),
    ...plan.known.map(({ path, why }) => ({ path, state: why, format: null, lines: 0, cutShort: false })),
    ...empty.map((path) => ({ path, state: 'empty' as const, format: null, lines: 0, cutShort: false })),
  ];
}
