import { type RawBuilder, sql } from 'kysely';

/**
 * Rows as one parameter, for `json_to_recordset`: the statement is the same text however many they are, so that it can be prepared.
 * Dates may be in it; bytes are to be given as `bytesText`.
 */
export function asRows(rows: readonly object[]): RawBuilder<unknown> {
  return sql`${JSON.stringify(rows)}::json`;
}

/** Bytes as PostgreSQL reads them from text. */
export function bytesText(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
