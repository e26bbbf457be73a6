import type { Clause } from '../../../platform/clauses/clause.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors/proof.ts';
import { insertAttestation } from '../store/proof.ts';
import type { NewAttestation } from '../wire/proof.ts';

const dayMs = 86_400_000;
/** A promise is asked for again at least each year. */
const longestDays = 366;

/** Keeps what the privacy officer promises for a demand that no machine can look at. It is told as attested, never as proven, and lapses. */
export async function attestDemand(
  deps: Pick<Deps, 'db' | 'clock'>,
  who: Member,
  asked: { readonly clauses: readonly Clause[]; readonly demand: string; readonly given: NewAttestation },
): Promise<void> {
  const demand = asked.clauses.flatMap(({ demands }) => demands).find(({ id }) => id === asked.demand);
  if (!demand) throw httpErrors.KEPT_NOT_FOUND();
  if (demand.built !== 'by people') throw errors.KEPT_NOT_BY_PEOPLE();
  const at = deps.clock.now();
  const until = new Date(Date.parse(`${asked.given.until}T00:00:00Z`) + dayMs);
  if (until <= at || until.getTime() - at.getTime() > longestDays * dayMs) throw errors.KEPT_ATTESTED_UNTIL();
  const statement = asked.given.statement.trim();
  await deps.db.base(async (trx) => {
    await insertAttestation(trx, { demand: demand.id, by: who.memberId, role: who.role, statement, at, until });
    await audit(trx, deps, who, {
      action: 'policy.demand attested',
      detail: { demand: demand.id, until: asked.given.until },
    });
  });
}
