import type { CompiledQuery, Kysely } from 'kysely';
import type { Reader, Trx } from './database.ts';

interface Declared {
  readonly name: string;
  readonly readers: readonly Reader[];
  readonly compile: (db: Kysely<Record<never, never>>) => CompiledQuery;
}

const declared: Declared[] = [];

interface Executable<Row> {
  compile(): CompiledQuery<Row>;
  execute(): Promise<Row[]>;
}

/**
 * A query that reads people. It names who may run it, so that the type of the transaction must fit and a generated test
 * can EXPLAIN it under each reader (personal-query.test.ts).
 */
export function personalQuery<const P extends Reader, Input, Row>(query: {
  name: string;
  readers: readonly P[];
  sample: Input;
  build: (db: Kysely<Record<never, never>>, input: Input) => Executable<Row>;
}): (trx: Trx<P>, input: Input) => Promise<Row[]> {
  declared.push({ name: query.name, readers: query.readers, compile: (db) => query.build(db, query.sample).compile() });
  return (trx, input) => query.build(trx, input).execute();
}

/** Every declared query, once the parts are loaded. */
export function personalQueries(): readonly Declared[] {
  return declared;
}
