import type { BuiltDemand, Clause, Demand } from './clause.ts';

/** Faults of a list of clauses that the types cannot see. */
export function registryFaults(clauses: readonly Clause[]): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  const once = (id: string) => {
    if (seen.has(id)) faults.push(`${id} is there twice`);
    seen.add(id);
  };
  for (const clause of clauses) {
    once(clause.id);
    if (clause.demands.length === 0) faults.push(`${clause.id} asks for nothing`);
    else if (isPromised(clause) && clause.text.trim() === '') faults.push(`${clause.id} has no sentence`);
    else if (!isPromised(clause) && clause.text !== '')
      faults.push(`${clause.id} has a sentence, but nothing of it is built`);
    for (const demand of clause.demands) {
      once(demand.id);
      if (!new RegExp(`^${clause.id}\\.[a-z0-9-]+$`).test(demand.id))
        faults.push(`${demand.id} is not an id of ${clause.id}`);
      if (demand.built === true && demand.proof.probe.kind !== demand.proof.saboteur.kind)
        faults.push(`${demand.id} has a saboteur of another kind`);
    }
  }
  return faults;
}

/** Whether the published policy speaks of it: only where something is built or promised by people. */
export function isPromised(clause: Clause): boolean {
  return clause.demands.some(({ built }) => built !== false);
}

const groups = 'AMLUPFST';

/** A before M, and so on as the policy goes; within a letter by number. */
export function inPolicyOrder(clauses: readonly Clause[]): Clause[] {
  const place = ({ id }: Clause) => groups.indexOf(id.slice(0, 1)) * 1_000 + Number(id.slice(1));
  return clauses.toSorted((a, b) => place(a) - place(b));
}

export interface ListedDemand<D extends Demand = Demand> {
  readonly clause: Clause;
  readonly demand: D;
}

/** Whether the probe looks at an audit of a scratch installation, which runs in a process of its own. */
export function needsAudit({ demand }: ListedDemand<BuiltDemand>): boolean {
  return demand.proof.probe.kind === 'traces';
}

/** All demands that have a proof, in order; only those named by id or by clause, if any are. */
export function builtDemands(clauses: readonly Clause[], only: readonly string[] | null): ListedDemand<BuiltDemand>[] {
  return clauses.flatMap((clause) =>
    clause.demands
      .filter((demand) => demand.built === true)
      .filter((demand) => only === null || only.includes(demand.id) || only.includes(clause.id))
      .map((demand) => ({ clause, demand })),
  );
}
