import type { Deps } from '../../../../platform/deps.ts';
import { errors as httpErrors } from '../../../../platform/http/errors.ts';
import type { Who } from '../../../../platform/http/who.ts';
import { audit } from '../../../staff/index.ts';
import { errors } from '../../errors/evidence.ts';
import type { Witnessing } from './witness.ts';

/** Gives one witness the last checkpoint now, as a member of staff asks. */
export async function tellWitness(
  deps: Pick<Deps, 'db' | 'clock' | 'ids'>,
  who: Who,
  { id, witnessing }: { readonly id: string; readonly witnessing: Witnessing },
): Promise<void> {
  const { witnesses, size } = await witnessing.list();
  if (!witnesses.some((witness) => witness.id === id)) throw httpErrors.KEPT_NOT_FOUND();
  if (size === 0) throw errors.KEPT_LOG_EMPTY();
  await deps.db.base((trx) =>
    audit(trx, deps, who, { action: 'policy.witness told', aboutKind: 'recipient', aboutId: id }),
  );
  await witnessing.tellOne(id);
}
