import Type, { type TObject, type TProperties } from 'typebox';
import { errors } from './errors.ts';

/** A list as it was asked for: `?limit=50&cursor=…&sort=-createdAt`. */
export interface ListRequest {
  readonly limit: number;
  readonly sort: string;
  readonly descending: boolean;
  readonly after: { readonly value: string | null; readonly id: string } | null;
}

/** One page of a list. `next` goes into `cursor` of the next request; `count` counts all rows under the filters. */
export interface ListAnswer<Item> {
  readonly items: Item[];
  readonly next: string | null;
  readonly count: number;
}

const paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
};

/** Schema of a list's query string: paging, the named sorts, and the list's own filters. Anything else is refused. */
export function listQuery<Filters extends TProperties>(sorts: readonly string[], filters: Filters) {
  const names = sorts.flatMap((sort) => (sort.startsWith('-') ? [sort] : [sort, `-${sort}`]));
  return Type.Object({ ...paging, sort: Type.Optional(Type.Enum(names)), ...filters }, { additionalProperties: false });
}

/** Schema of a list's answer. */
export function listOf<Item extends TObject>(item: Item) {
  return Type.Object({
    items: Type.Array(item),
    next: Type.Union([Type.String(), Type.Null()]),
    count: Type.Integer(),
  });
}

/** Reads paging and sort; `byDefault` is the sort where none is named, with `-` for the last first. */
export function readList(
  query: { readonly limit?: number; readonly cursor?: string; readonly sort?: unknown },
  byDefault: string,
): ListRequest {
  const sort = typeof query.sort === 'string' ? query.sort : byDefault;
  return {
    limit: query.limit ?? 50,
    sort: sort.replace(/^-/, ''),
    descending: sort.startsWith('-'),
    after: query.cursor === undefined ? null : decode(query.cursor, sort),
  };
}

/** Makes the answer of `limit + 1` rows, each with `sort_value` (text or null) and `id`: one more than asked says that there is a next page. */
export function answerList<Row extends { readonly id: string; readonly sort_value: string | null }, Item>(
  list: ListRequest,
  rows: readonly Row[],
  count: number,
  present: (row: Row) => Item,
): ListAnswer<Item> {
  const shown = rows.slice(0, list.limit);
  const last = rows.length > list.limit ? shown.at(-1) : undefined;
  const sort = `${list.descending ? '-' : ''}${list.sort}`;
  const next = last ? Buffer.from(JSON.stringify([sort, last.sort_value, last.id])).toString('base64url') : null;
  return { items: shown.map(present), next, count };
}

function decode(cursor: string, sort: string): { value: string | null; id: string } {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 3) {
      const [given, value, id] = parts as unknown[];
      if (given === sort && (value === null || typeof value === 'string') && typeof id === 'string')
        return { value, id };
    }
  } catch {
    // Falls through: what cannot be read is answered like what does not fit.
  }
  throw errors.KEPT_INVALID({ fields: { cursor: 'does not belong to this list' } });
}
