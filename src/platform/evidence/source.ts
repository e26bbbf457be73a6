/** How a column is written into a row's canonical text. */
export type FieldKind =
  /** As text: text, uuid. */
  | 'text'
  /** An instant: UTC with six digits of seconds. */
  | 'time'
  /** Hexadecimal. */
  | 'bytes'
  /** As JSON: numbers, booleans, arrays of text, jsonb. */
  | 'json';

/**
 * Rows that are only ever added and that the evidence log covers: a table with a primary key `id`. Declared by the part that
 * owns the table; fields that say who a person is are no part of it.
 */
export interface LogSource {
  /** `disclosure` */
  readonly name: string;
  /** `disclosures.ledger` */
  readonly table: string;
  /** `uuid`: of version 7, ordered by time; `number`: counted up. */
  readonly id: 'uuid' | 'number';
  /** The column that says when the row was written. */
  readonly at: string;
  /** The column of whom a row is about, and that of free text in which somebody may be named: what an erasure takes the nonces of. */
  readonly person?: string;
  readonly words?: string;
  /** Columns of the canonical text, by their name there. */
  readonly fields: Readonly<Record<string, { readonly column: string; readonly as: FieldKind }>>;
}

/** Fields under the names of their columns, written in one word: `recipient_kind` is `recipientKind`. */
export function fields(columns: Partial<Record<FieldKind, string>>): LogSource['fields'] {
  return Object.fromEntries(
    (Object.entries(columns) as [FieldKind, string][]).flatMap(([as, names]) =>
      names.split(' ').map((column) => [camelCase(column), { column, as }]),
    ),
  );
}

function camelCase(column: string): string {
  return column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
