import type { Database } from '../../../../platform/db/database.ts';
import { bytesOf, type CellRow } from '../../rules/sum-cells.ts';
import { type CellsOf, type ReadRow, readCells, readWritings } from '../../store/cells.ts';

// Reading the lists takes longer than adding them up, and months that are over do not change. So rows stay in memory as
// numbers, the longest unused first to go; of each the database is asked whether it still stands as it was read.
const mostBytes = 24 * 1024 * 1024;

interface Memory {
  readonly rows: Map<string, ReadRow>;
  bytes: number;
}

const memories = new WeakMap<Database, Memory>();

function memoryOf(db: Database): Memory {
  let memory = memories.get(db);
  if (!memory) {
    memory = { rows: new Map(), bytes: 0 };
    memories.set(db, memory);
  }
  return memory;
}

/** The rows of cells that hold a range, in the order of its units; null where a unit has none. */
export async function cellsOf(db: Database, of: CellsOf): Promise<(CellRow | null)[]> {
  if (of.units.length === 0) return [];
  const memory = memoryOf(db);
  const writings = await readWritings(db, of);
  const rows: (CellRow | null)[] = of.units.map(() => null);
  const missing: number[] = [];
  for (const [place, writing] of writings) {
    const known = memory.rows.get(keyOf(of, place));
    if (known?.writing === writing) rows[place] = use(memory, keyOf(of, place), known);
    else missing.push(place);
  }
  const units = missing.flatMap((place) => of.units[place] ?? []);
  for (const row of await readCells(db, { ...of, units })) {
    const place = missing[row.place] ?? 0;
    rows[place] = use(memory, keyOf(of, place), row);
  }
  return rows;
}

/** The same without the units that have no row. */
export async function rowsOf(db: Database, of: CellsOf): Promise<CellRow[]> {
  return (await cellsOf(db, of)).filter((row) => row !== null);
}

function keyOf({ siteId, origin, dimension, units }: CellsOf, place: number): string {
  const unit = units[place];
  return `${siteId} ${origin} ${dimension} ${unit?.period} ${unit?.startsOn}`;
}

function use(memory: Memory, key: string, row: ReadRow): ReadRow {
  const before = memory.rows.get(key);
  if (before) {
    memory.bytes -= bytesOf(before);
    memory.rows.delete(key);
  }
  memory.rows.set(key, row);
  memory.bytes += bytesOf(row);
  for (const [oldest, held] of memory.rows) {
    if (memory.bytes <= mostBytes || oldest === key) break;
    memory.rows.delete(oldest);
    memory.bytes -= bytesOf(held);
  }
  return row;
}
