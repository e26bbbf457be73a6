import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  faultsFile,
  type ImportField,
  type ImportPage,
  importFields,
  newImport,
  openImport,
  planImport,
  sendOn,
  stopImport,
  whatIsKnown,
  workOn,
} from '../../parts/licensing/index/imports.ts';
import { importAssigner } from '../../parts/resellers/index.ts';
import type { Deps } from '../../platform/deps.ts';
import { Exit } from '../print.ts';
import { stopAsked } from '../progress.ts';
import { draw, telling } from './tell.ts';
import { fromTerminal, withApp } from './with-app.ts';

const usage = [
  './kept licences import FILE --from TEXT',
  '  Imports customers and licences from CSV or XLSX: looks at every row first, then imports those that are in order.',
  '  Stopped with Ctrl-C, the same command goes on where it was.',
  '  --from TEXT          where the list came from; stands at each datum',
  '  --dry-run            looks and tells, imports nothing',
  '  --column FIELD=NAME  the column of a field, where its name does not tell; may be repeated',
  `                       fields: ${importFields.join(', ')}`,
  '  --product CODE, --release VERSION, --reseller NAME, --country XX   for rows that name none',
  '  --assign             each customer is given to the reseller of its row, who sees it from then on',
  '  --month-first        dates with slashes are month/day/year (day/month/year)',
  '  --notice ID          the notice under which the data was given (the present registration notice)',
  '  --faults FILE        writes what is wrong with which line, as CSV',
  '  --json               the result as JSON',
];

type Values = ReturnType<typeof read>['values'];

export async function run(args: string[]): Promise<number> {
  const { file, values } = read(args);
  return withApp(async (deps) => {
    const bytes = () => createReadStream(file, { highWaterMark: 1_048_576 });
    const { id } = await newImport(deps, fromTerminal, {
      fileId: deps.ids.uuid(),
      fileName: basename(file),
      bytes: statSync(file).size,
      sha256: await digestOf(bytes()),
      list: bytes,
    });
    const stop = stopAsked();
    stop.addEventListener('abort', () => void stopImport(deps, fromTerminal, id).catch(() => undefined));
    const work = () => telling(deps, id, workOn(deps, id, { list: bytes, assigner: importAssigner() }));
    let found = await openImport(deps, id);
    if (found.state !== 'stopped') {
      await plan(deps, found, values);
      await sendOn(deps, fromTerminal, id, 'check');
      found = await work();
    }
    if (!values['dry-run'] && !stop.aborted && (found.state === 'checked' || found.state === 'stopped')) {
      await sendOn(deps, fromTerminal, id, found.state === 'checked' ? 'run' : 'resume');
      found = await work();
    }
    if (values.faults) await writeFaults(deps, id, values.faults);
    if (values.json) console.log(JSON.stringify(found, null, 2));
    else for (const line of draw(found)) console.log(line);
    if (found.code) console.error(`It has stopped: ${found.code}`);
    return found.state === 'done' || (values['dry-run'] && found.state === 'checked') ? 0 : 1;
  });
}

async function digestOf(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest();
}

/** What the arguments say on top of what the header tells, or the last list with the same header. */
async function plan(deps: Deps, found: ImportPage, values: Values): Promise<void> {
  const known = await whatIsKnown(deps);
  const named = <T>(what: string, text: string | undefined, find: (text: string) => T | undefined, otherwise: T): T => {
    if (text === undefined) return otherwise;
    const id = find(text);
    if (id === undefined) throw new Exit(64, [`There is no ${what} ${text}.`]);
    return id;
  };
  const before = found.plan ?? {
    mapping: {},
    dateOrder: 'day first' as const,
    productId: null,
    releaseId: null,
    resellerId: null,
    country: null,
  };
  const productId = named(
    'product',
    values.product,
    (text) => known.products.get(text.toLowerCase()),
    before.productId,
  );
  const releases = productId === null ? undefined : known.releases.get(productId);
  const cameFrom = values.from ?? found.cameFrom;
  if (!cameFrom) throw new Exit(64, ['Say where the list came from, with --from TEXT.', '', ...usage]);
  await planImport(deps, fromTerminal, found.id, {
    plan: {
      mapping: { ...before.mapping, ...columnsOf(values.column ?? [], found.header) },
      dateOrder: values['month-first'] ? 'month first' : before.dateOrder,
      productId,
      releaseId: named(
        'release',
        values.release,
        (text) => releases?.get(text.toLowerCase()),
        productId === before.productId ? before.releaseId : null,
      ),
      resellerId: named('reseller', values.reseller, (text) => only(known.reseller(text)), before.resellerId),
      country: values.country?.toUpperCase() ?? before.country,
      assign: values.assign,
    },
    cameFrom,
    ...(values.notice ? { noticeId: values.notice } : {}),
  });
}

function only(found: string | null): string | undefined {
  if (found === 'several') throw new Exit(64, ['More than one reseller is called that: name it by its id.']);
  return found ?? undefined;
}

function columnsOf(given: readonly string[], header: readonly string[]): Partial<Record<ImportField, number>> {
  const columns: Partial<Record<ImportField, number>> = {};
  for (const text of given) {
    const [field, ...rest] = text.split('=');
    const column = header.indexOf(rest.join('='));
    if (!importFields.some((each) => each === field) || column < 0)
      throw new Exit(64, [
        `--column ${text}: the fields are ${importFields.join(', ')}; the columns are ${header.join(', ')}.`,
      ]);
    columns[field as ImportField] = column;
  }
  return columns;
}

async function writeFaults(deps: Deps, id: string, path: string): Promise<void> {
  const { createWriteStream } = await import('node:fs');
  const { pipeline } = await import('node:stream/promises');
  await pipeline(faultsFile(deps, id), createWriteStream(path));
}

function read(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        column: { type: 'string', multiple: true },
        product: { type: 'string' },
        release: { type: 'string' },
        reseller: { type: 'string' },
        country: { type: 'string' },
        assign: { type: 'boolean', default: false },
        'month-first': { type: 'boolean', default: false },
        notice: { type: 'string' },
        faults: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new Exit(64, usage);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Exit(66, [`There is no file ${file}.`]);
    return { file, values };
  } catch (error) {
    if (error instanceof Exit) throw error;
    throw new Exit(64, [error instanceof Error ? error.message : String(error), '', ...usage]);
  }
}
