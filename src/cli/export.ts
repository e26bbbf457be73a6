import { createWriteStream, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  beginExport,
  type Export,
  type ExportFormat,
  type ExportTable,
  exportTables,
  fetchExport,
  readExportOf,
  stopExport,
  workOnExport,
} from '../parts/licensing/index/exports.ts';
import { whatIsKnown } from '../parts/licensing/index/imports.ts';
import type { Deps } from '../platform/deps.ts';
import { isStaff, rolePurposes } from '../platform/http/roles.ts';
import type { Ground, Member } from '../platform/http/who.ts';
import { withKept } from './licences/with-app.ts';
import { Exit } from './print.ts';
import { stopAsked } from './progress.ts';

export const summary =
  'FILE --as MAIL --reason TEXT: customers and licences as CSV or XLSX, in tables that an import takes back';

const usage = [
  './kept export FILE --as MAIL --reason TEXT',
  '  Writes tables of customers and licences into FILE: .xlsx a workbook, .csv one table, .zip several as CSV.',
  '  --as MAIL            the administrator, or member of the licence desk, who exports: stands in the look-up log',
  '  --reason TEXT        why; stands there too, and on the page of every person in it',
  `  --table NAME         may be repeated: ${exportTables.join(', ')} (all)`,
  '  --country XX, --reseller NAME, --product CODE   only these',
  '  --json               the result as JSON',
];

type Args = ReturnType<typeof read>;

export async function run(args: string[]): Promise<number> {
  const given = read(args);
  return withKept(async ({ deps, memberByMail }) => {
    const who = await mustMayExport(memberByMail, given.as);
    const ground: Ground = { purpose: 'customer service', reason: given.reason };
    const filters = await filtersOf(deps, given);
    const id = await beginExport(deps, who, ground, { tables: given.tables, format: given.format, filters });
    stopAsked().addEventListener('abort', () => void stopExport(deps, who, id).catch(() => undefined));
    const found = await telling(deps, { who, id, work: workOnExport(deps, id) });
    if (found.state === 'done') await save(deps, who, { id, path: given.file });
    if (given.json) console.log(JSON.stringify(found, null, 2));
    else console.log(`${given.file}: ${found.state}, ${found.rowsDone.toLocaleString('en')} rows`);
    if (found.code) console.error(`It has stopped: ${found.code}`);
    return found.state === 'done' ? 0 : 1;
  });
}

async function mustMayExport(memberByMail: (mail: string) => Promise<Member | null>, mail: string): Promise<Member> {
  const who = await memberByMail(mail);
  const may = who && (who.role === 'administrator' || who.role === 'licence desk');
  if (!may || !isStaff(who.role) || !rolePurposes[who.role].includes('customer service'))
    throw new Exit(77, ['Nobody of that address may export: name an administrator or a member of the licence desk.']);
  return who;
}

async function filtersOf(deps: Deps, { country, reseller, product }: Args) {
  const known = await whatIsKnown(deps);
  const named = (what: string, text: string | undefined, find: (text: string) => string | undefined): string | null => {
    if (text === undefined) return null;
    const id = find(text);
    if (id === undefined) throw new Exit(64, [`There is no ${what} ${text}.`]);
    return id;
  };
  return {
    country: country?.toUpperCase() ?? null,
    resellerId: named('reseller', reseller, (text) => {
      const found = known.reseller(text);
      return found === 'several' || found === null ? undefined : found;
    }),
    productId: named('product', product, (text) => known.products.get(text.toLowerCase())),
  };
}

async function telling(
  deps: Deps,
  { who, id, work }: { readonly who: Member; readonly id: string; readonly work: Promise<void> },
): Promise<Export> {
  const over = new AbortController();
  const ended = work.finally(() => over.abort());
  for (;;) {
    await sleep(2_000, undefined, { signal: over.signal }).catch(() => undefined);
    if (over.signal.aborted) break;
    const { rowsDone, rowsTotal } = await readExportOf(deps, who, id);
    console.error(
      `  ${rowsDone.toLocaleString('en')}${rowsTotal === null ? '' : ` of ${rowsTotal.toLocaleString('en')}`} rows`,
    );
  }
  await ended;
  return readExportOf(deps, who, id);
}

/** For its owner alone; half a file does not stay. */
async function save(
  deps: Deps,
  who: Member,
  { id, path }: { readonly id: string; readonly path: string },
): Promise<void> {
  const { bytes } = await fetchExport(deps, who, id);
  try {
    await pipeline(Readable.from(bytes), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function read(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        reason: { type: 'string' },
        table: { type: 'string', multiple: true },
        country: { type: 'string' },
        reseller: { type: 'string' },
        product: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    const reason = values.reason?.trim() ?? '';
    if (file === undefined || more.length > 0 || !values.as || reason.length < 3 || reason.length > 200)
      throw new Exit(64, usage);
    const tables = tablesOf(values.table);
    if (statSync(file, { throwIfNoEntry: false })) throw new Exit(73, [`${file} is there already.`]);
    return { ...values, file, as: values.as, reason, tables, format: formatOf(file, tables.length) };
  } catch (error) {
    if (error instanceof Exit) throw error;
    throw new Exit(64, [error instanceof Error ? error.message : String(error), '', ...usage]);
  }
}

function tablesOf(named: readonly string[] | undefined): ExportTable[] {
  const tables = exportTables.filter((table) => !named || named.includes(table));
  if (named && tables.length < new Set(named).size) throw new Exit(64, [`The tables are ${exportTables.join(', ')}.`]);
  return tables;
}

function formatOf(file: string, tables: number): ExportFormat {
  if (file.endsWith('.xlsx')) return 'xlsx';
  if (file.endsWith(tables === 1 ? '.csv' : '.zip')) return 'csv';
  throw new Exit(64, ['FILE ends with .xlsx; with .csv for one --table; with .zip for several.']);
}
