import type { Deps } from '../../../platform/deps.ts';
import type { Who } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/proof.ts';
import type { Prover } from './proof.ts';

type AskDeps = Pick<Deps, 'db' | 'clock' | 'log'>;

/** Has the probes of these demands run, of all where null; it does not wait for them. Answers how many there are. */
export async function askProof(
  deps: AskDeps,
  who: Who,
  { prover, demands }: { readonly prover: Prover; readonly demands: readonly string[] | null },
): Promise<number> {
  if (prover.running()) throw errors.KEPT_PROOF_RUNNING();
  await deps.db.base((trx) =>
    audit(trx, deps, who, { action: 'policy.proof asked', detail: { count: demands?.length ?? null } }),
  );
  const done = prover.run(demands);
  done.catch((error: unknown) => deps.log.error('a proof could not be run', { error }));
  return prover.running()?.total ?? 0;
}

/** Ends the run after the probe at hand. */
export async function stopProof(deps: AskDeps, who: Who, prover: Prover): Promise<void> {
  if (prover.running()) await deps.db.base((trx) => audit(trx, deps, who, { action: 'policy.proof stopped' }));
  prover.stop();
}
