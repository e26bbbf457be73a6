import type { Trx } from '../../../../platform/db/database.ts';
import type { Deps } from '../../../../platform/deps.ts';
import type { Eraser } from '../../../../platform/erasure/eraser.ts';
import type { LogSource } from '../../../../platform/evidence/source.ts';
import { noteErased, rowsAbout, takeNonces } from '../../store/log/rows.ts';

/**
 * Takes the nonces of rows about somebody who is erased: the log stays whole, and its leaves say nothing more about them. That it was
 * done becomes a row of the log itself, so that a nonce that is gone without an erasure is noticed. Of rows that are no leaf yet there is
 * nothing to take, and a nonce is made later: whoever erases has them taken up first.
 * @param basis why: the number of the request; never anything about the person
 * @returns how many
 */
export async function eraseEvidence(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  { source, keys, basis }: { readonly source: LogSource; readonly keys: readonly string[]; readonly basis: string },
): Promise<number> {
  const leaves = await takeNonces(trx, source, keys);
  const rows = leaves.map((leaf) => ({ id: deps.ids.uuid(), leaf }));
  if (rows.length > 0) await noteErased(trx, rows, { at: deps.clock.now(), basis });
  return rows.length;
}

/** How the evidence log forgets a person. Goes before the parts, whose texts tell it which rows named them. */
export function evidenceEraser(deps: Pick<Deps, 'clock' | 'ids'>, sources: readonly LogSource[]): Eraser {
  return {
    part: 'policy',
    tables: ['policy.log_rows'],
    columns: [],
    values: async () => [],
    ofOthers: async () => [],
    async erase(trx, { personId, values }) {
      let count = 0;
      for (const source of sources) {
        if (source.person === undefined && source.words === undefined) continue;
        const keys = await rowsAbout(trx, source, { personId, values });
        count += await eraseEvidence(trx, deps, { source, keys, basis: 'erasure' });
      }
      return {
        erased: [{ what: 'keys that bind rows about you to the evidence log', count }],
        kept: [],
      };
    },
  };
}
