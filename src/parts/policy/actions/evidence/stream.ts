import type { Query, Row } from '../../../../platform/clauses/scene.ts';

const atOnce = 5_000;
let number = 0;

/** The rows of a query a few thousand at a time, by a cursor: `query` is inside a transaction. */
export async function* streamOf<R extends Row>(query: Query, text: string): AsyncGenerator<R> {
  number += 1;
  const name = `stream_${number}`;
  await query(`DECLARE ${name} NO SCROLL CURSOR FOR ${text}`);
  for (;;) {
    const rows = await query<R>(`FETCH ${atOnce} FROM ${name}`);
    yield* rows;
    if (rows.length < atOnce) break;
  }
  await query(`CLOSE ${name}`);
}
