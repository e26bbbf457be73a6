import { type RawBuilder, sql } from 'kysely';
import { errors } from '../http/errors.ts';
import type { ListRequest } from '../http/list.ts';

/** A column by which a list can be sorted: its SQL, its type, and whether it may be null (nulls come last). */
export interface SortColumn {
  readonly sql: string;
  readonly type: 'text' | 'timestamptz' | 'date' | 'bigint' | 'text COLLATE "C"';
  readonly nullable?: boolean;
}

/**
 * The pieces of a keyset page: `value` selects the sort value as text (name it sort_value), `where` starts after the
 * cursor, `order` is stable by the id, `limit` takes one row more than asked.
 */
export function keyset(
  list: ListRequest,
  columns: Readonly<Record<string, SortColumn>>,
  id: { readonly sql: string; readonly type: 'uuid' | 'bigint' | 'text' } = { sql: 'id', type: 'uuid' },
): {
  value: RawBuilder<string | null>;
  where: RawBuilder<boolean>;
  order: RawBuilder<unknown>;
  limit: RawBuilder<number>;
} {
  const column = columns[list.sort];
  if (!column) throw new TypeError(`a list has no sort ${list.sort}`);
  const expression = sql.raw(column.sql);
  const idColumn = sql.raw(id.sql);
  return {
    value: sql<string | null>`(${expression})::text`,
    where: list.after ? afterSql(list, column, idColumn, id.type) : sql<boolean>`true`,
    order: sql`${expression} ${sql.raw(list.descending ? 'DESC' : 'ASC')} ${sql.raw(column.nullable ? 'NULLS LAST' : '')}, ${idColumn}`,
    limit: sql<number>`${list.limit + 1}`,
  };
}

const shapes: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  bigint: /^-?\d{1,18}$/,
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

// A cursor comes from outside: what the database could not read is refused like any other wrong input.
function checkShape(type: string, value: string): void {
  if (shapes[type]?.test(value) === false || value.includes('\0'))
    throw errors.KEPT_INVALID({ fields: { cursor: 'does not belong to this list' } });
}

function afterSql(list: ListRequest, column: SortColumn, id: RawBuilder<unknown>, idType: string): RawBuilder<boolean> {
  const after = list.after ?? { value: null, id: '' };
  const expression = sql.raw(column.sql);
  checkShape(idType, after.id);
  if (after.value !== null) checkShape(column.type, after.value);
  const afterId = sql`${id} > ${after.id}::${sql.raw(idType)}`;
  if (after.value === null) return sql<boolean>`(${expression} IS NULL AND ${afterId})`;
  const value = sql`${after.value}::${sql.raw(column.type)}`;
  const [within, beyond] = list.descending ? ['<=', '<'] : ['>=', '>'];
  const page = sql`${expression} ${sql.raw(within)} ${value} AND (${expression} ${sql.raw(beyond)} ${value} OR ${afterId})`;
  return column.nullable ? sql<boolean>`((${page}) OR ${expression} IS NULL)` : sql<boolean>`(${page})`;
}
