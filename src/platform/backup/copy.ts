import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Table } from './catalog.ts';
import { errors } from './errors.ts';
import type { TableSum } from './format.ts';

/** Counts rows, bytes and SHA-256 of COPY text as it passes. A row ends with a line feed, and no other one is in the text. */
export function createSum(name: string): { add(chunk: Buffer): void; done(): TableSum } {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  return {
    add(chunk) {
      hash.update(chunk);
      bytes += chunk.length;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1;
    },
    done: () => ({ name, rows, bytes, sha256: hash.digest('hex') }),
  };
}

/** Reads a table from end to end. Each piece is `take`n before the next is read, so memory does not grow with the table. */
export async function copyOut(
  client: pg.ClientBase,
  table: Table,
  take: (chunk: Buffer) => Promise<void> | void,
): Promise<TableSum> {
  const sum = createSum(table.name);
  const stream = client.query(copyTo(`COPY (SELECT ${table.columnsSql} FROM ${table.sql}) TO STDOUT`));
  // When `take` fails, nobody listens any more, and the connection will report its end here.
  stream.on('error', () => undefined);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    sum.add(chunk);
    await take(chunk);
  }
  // The stream ends before the server's own count is in: one more answer, and it is.
  await client.query('SELECT');
  const counted = sum.done();
  if (counted.rows !== stream.rowCount)
    throw errors.KEPT_BACKUP_CHANGED({ table: table.name, counted: counted.rows, rows: stream.rowCount });
  return counted;
}

/** A table being filled. */
export interface Filling {
  write(chunk: Buffer): Promise<void>;
  /** @returns rows that PostgreSQL took */
  end(): Promise<number>;
}

export function copyIn(client: pg.ClientBase, table: Table): Filling {
  const stream = client.query(copyFrom(`COPY ${table.sql} (${table.columnsSql}) FROM STDIN`));
  let failure: Error | undefined;
  const failed = new Promise<never>((_, fail) => {
    stream.on('error', (error) => {
      failure = error;
      fail(error);
    });
  });
  failed.catch(() => undefined);
  return {
    async write(chunk) {
      if (failure) throw failure;
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed]);
    },
    async end() {
      const finished = once(stream, 'finish');
      stream.end();
      await Promise.race([finished, failed]);
      return stream.rowCount;
    },
  };
}
