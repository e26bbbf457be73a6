import { setImmediate as turn } from 'node:timers/promises';
import { sampleBytes, textKindOf } from './decode-text.ts';
import { errors } from './errors.ts';

/** One line of a table: its number in the file, the first being 1, and its cells without white space around. */
export interface SheetLine {
  readonly line: number;
  readonly cells: readonly string[];
  /** A cell was longer than is kept, or there were too many: what is there is cut off. */
  readonly cut: boolean;
}

/** Longer cells and further columns are cut off, and the line says so. */
const longestCell = 10_000;
const mostCells = 200;
/** So much is read at one go, in bytes: who waits for something else meanwhile (an answer of the database) has a turn in between. */
const atOnce = 65_536;

interface Reading {
  readonly longest: number;
  line: number;
  begun: number;
  cell: string;
  cells: string[];
  cut: boolean;
  state: 'start' | 'plain' | 'quoted' | 'quote in quoted';
  afterReturn: boolean;
}

/**
 * Lines of a CSV file (RFC 4180, and what spreadsheets make of it: semicolons, tabs, UTF-16, Windows-1252), in groups as they come.
 * Memory is that of one group: a quotation mark that is never closed fills one cell, which is cut off. Empty lines are left out. `longest`: of a
 * cell, in characters; longer ones are only for who holds the whole text anyhow.
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>, longest = longestCell): AsyncGenerator<SheetLine[]> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let separator = ',';
  let waiting = Buffer.alloc(0);
  const now: Reading = {
    longest,
    line: 1,
    begun: 1,
    cell: '',
    cells: [],
    cut: false,
    state: 'start',
    afterReturn: false,
  };
  const start = (whole: boolean) => {
    const kind = textKindOf(waiting.subarray(0, sampleBytes), whole);
    separator = kind.separator;
    return new TextDecoder(kind.encoding);
  };
  for await (const chunk of bytes) {
    if (decoder === null) {
      waiting = Buffer.concat([waiting, chunk]);
      if (waiting.length < sampleBytes) continue;
      decoder = start(false);
    } else waiting = Buffer.from(chunk.buffer as ArrayBuffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < waiting.length; at += atOnce) {
      yield take(now, decoder.decode(waiting.subarray(at, at + atOnce), { stream: true }), separator);
      await turn();
    }
  }
  if (decoder === null) {
    decoder = start(true);
    yield take(now, decoder.decode(waiting, { stream: true }), separator);
  }
  const rest = take(now, decoder.decode(), separator);
  if (now.state === 'quoted') throw errors.KEPT_SHEET_QUOTE_OPEN({ line: now.begun });
  endLine(now, rest);
  yield rest;
}

function take(now: Reading, text: string, separator: string): SheetLine[] {
  const done: SheetLine[] = [];
  for (let at = 0; at < text.length; ) {
    at = now.state === 'quoted' ? takeQuoted(now, text, at) : takePlain(now, { text, at, separator, done });
  }
  return done;
}

/** Up to the next quotation mark, at one go. */
function takeQuoted(now: Reading, text: string, at: number): number {
  const end = text.indexOf('"', at);
  const piece = text.slice(at, end < 0 ? text.length : end);
  add(now, piece);
  for (let from = piece.indexOf('\n'); from >= 0; from = piece.indexOf('\n', from + 1)) now.line += 1;
  if (end < 0) return text.length;
  now.state = 'quote in quoted';
  return end + 1;
}

interface Piece {
  readonly text: string;
  readonly at: number;
  readonly separator: string;
  readonly done: SheetLine[];
}

function takePlain(now: Reading, { text, at, separator, done }: Piece): number {
  const sign = text.charAt(at);
  const afterReturn = now.afterReturn;
  now.afterReturn = false;
  if (sign === '\n' && afterReturn) return at + 1;
  if (sign === separator) {
    endCell(now);
    return at + 1;
  }
  if (sign === '\n' || sign === '\r') {
    now.afterReturn = sign === '\r';
    endLine(now, done);
    now.line += 1;
    now.begun = now.line;
    return at + 1;
  }
  if (sign === '"') {
    // Twice within quotation marks it is itself; at the beginning it opens; elsewhere it is text.
    if (now.state === 'plain') add(now, sign);
    else {
      if (now.state === 'quote in quoted') add(now, sign);
      now.state = 'quoted';
    }
    return at + 1;
  }
  let end = at + 1;
  while (end < text.length && !isSign(text.charCodeAt(end), separator)) end += 1;
  const piece = text.slice(at, end);
  add(now, piece);
  if (now.state !== 'start' || piece.trim() !== '') now.state = 'plain';
  return end;
}

function isSign(code: number, separator: string): boolean {
  return code === 10 || code === 13 || code === 34 || code === separator.charCodeAt(0);
}

function add(now: Reading, piece: string): void {
  if (now.cell.length + piece.length <= now.longest) now.cell += piece;
  else {
    now.cell = (now.cell + piece.slice(0, now.longest)).slice(0, now.longest);
    now.cut = true;
  }
}

function endCell(now: Reading): void {
  if (now.cells.length < mostCells) now.cells.push(now.cell.trim());
  else now.cut = true;
  now.cell = '';
  now.state = 'start';
}

function endLine(now: Reading, done: SheetLine[]): void {
  endCell(now);
  if (now.cells.some((cell) => cell !== '')) done.push({ line: now.begun, cells: now.cells, cut: now.cut });
  now.cells = [];
  now.cut = false;
}
