import { sql } from 'kysely';
import type { Trx } from '../db/database.ts';
import { takenOut } from './eraser.ts';

/** A column of free text that somebody else wrote and that may name anybody, as `schema.table.column`. */
type Remark = string;

/** What stands in the place of a name within words of somebody else that must stay. */
const namedNobody = '(erased)';

/**
 * Takes what is said of an erased person out of remarks: the whole of it, as it was about them; or, `within` words that are somebody
 * else's and go on being needed, only what names them. Says how many rows.
 */
export async function takeOutRemarks(
  trx: Trx,
  remarks: readonly Remark[],
  given: { readonly values: readonly string[]; readonly within?: boolean },
): Promise<number> {
  let count = 0;
  for (const value of given.values)
    for (const remark of remarks) {
      const [schema = '', table = '', column = ''] = remark.split('.');
      const text = sql.ref(column);
      const instead = given.within ? sql`replace(${text}, ${value}, ${namedNobody})` : sql`${takenOut}`;
      const done =
        await sql`UPDATE ${sql.table(`${schema}.${table}`)} SET ${text} = ${instead} WHERE strpos(${text}, ${value}) > 0`.execute(
          trx,
        );
      count += Number(done.numAffectedRows ?? 0);
    }
  return count;
}
