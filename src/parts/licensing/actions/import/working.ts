import type { Trx } from '../../../../platform/db/database.ts';
import type { Known, Plan } from '../../rules/import/row.ts';
import type { ImportAssigner } from '../../wire/handed.ts';
import type { ImportCounts } from '../../wire/imports.ts';

export interface Progress {
  readonly rowsDone: number;
  readonly counts: ImportCounts;
}

/** An import that this process works on. */
export interface Working extends Progress {
  readonly id: string;
  readonly plan: Plan;
  readonly known: Known;
  readonly noticeId: string;
  /** How customers are given to resellers; null where this list gives none. */
  readonly assigner: ImportAssigner | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
  /**
   * Does one piece of work and notes how far it is, in one transaction. Throws `Stopped` where somebody has stopped the import or taken it
   * over meanwhile: then nothing of the piece is there.
   */
  step(write: (trx: Trx<'base'>) => Promise<Progress>): Promise<Progress>;
}

/** Somebody has stopped it, or another process has taken over. */
export class Stopped extends Error {}
