import type { Database } from '../../../platform/db/database.ts';
import type { CellsRow } from '../tables.ts';
import { readNames } from './values.ts';
import { readCellsOfDay, type Source } from './write.ts';

/** A cell of a stored row, by name; null: "other". */
export interface StoredCell {
  readonly dimension: number;
  readonly value: string | null;
  readonly second: string | null;
  readonly visits: number;
  readonly views: number;
  readonly bounces: number;
  readonly seconds: number;
  readonly amounts: number;
}

/** All cells of a day that was being counted when a server ended. */
export async function readDayCells(db: Database['read'], source: Source, day: string): Promise<StoredCell[]> {
  const rows = await readCellsOfDay(db, source, day);
  const names = await readNames(
    db,
    rows.flatMap(({ second_ids, value_ids }) => [...value_ids, ...(second_ids ?? [])]),
  );
  const nameOf = (id: number) => names.get(id) ?? null;
  return rows.flatMap((row) => cellsOfRow(row, nameOf));
}

function cellsOfRow(row: CellsRow, nameOf: (id: number) => string | null): StoredCell[] {
  return row.value_ids.map((id, place) => ({
    dimension: row.dimension,
    value: nameOf(id),
    second: nameOf(row.second_ids?.[place] ?? 0),
    visits: row.visits[place] ?? 0,
    views: row.views[place] ?? 0,
    bounces: row.bounces[place] ?? 0,
    seconds: row.seconds[place] ?? 0,
    amounts: row.amounts?.[place] ?? 0,
  }));
}
