import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

type OnOne = Kysely<Record<never, never>>;

const made = new WeakMap<pg.ClientBase, OnOne>();

/**
 * Queries over one connection. Kysely's own waits for each answer before it sends the next; over this one, statements that are asked
 * for together (`Promise.all`) travel together, are done in that order, and cost one round trip.
 */
export function onConnection(client: pg.ClientBase, counted: () => void): OnOne {
  let queries = made.get(client);
  if (!queries) {
    const driver = new OneConnectionDriver(client, counted);
    queries = new Kysely({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => driver,
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    });
    made.set(client, queries);
  }
  return queries;
}

class OneConnectionDriver extends DummyDriver {
  readonly #connection: DatabaseConnection;

  constructor(client: pg.ClientBase, counted: () => void) {
    super();
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        counted();
        const { command, rowCount, rows } = await client.query(query.sql, [...query.parameters]);
        const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
        return changed ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows ?? [] };
      },
      streamQuery() {
        throw new Error('rows are not streamed over a transaction');
      },
    };
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
}
