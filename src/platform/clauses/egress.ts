import type { Finding } from './finding.ts';
import { lookAtRows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { WholeSaboteur } from './whole.ts';

/** Compares what left with the ledger, from both sides. */
export interface EgressProbe {
  readonly kind: 'egress';
  readonly unit: string;
  /** What left: `key` (its own id) and `ledger_id`, from the tables of those who send. */
  readonly left: string;
  /** What the ledger says left: `id`. */
  readonly ledger: string;
  /** One value, written independently: how many things left. */
  readonly counted: string;
}

export interface EgressSaboteur extends WholeSaboteur {
  readonly kind: 'egress';
}

/** A thing without a row of its own, two things with one row, and a row for which nothing left: each is a counterexample. */
export function egressLook({ left, ledger }: Pick<EgressProbe, 'left' | 'ledger'>): string {
  return `${bothSides({ left, ledger })} SELECT g.key::text AS key, t.id IS NOT NULL AND g.n = 1 AS holds
    FROM (SELECT key, ledger_id, count(*) OVER (PARTITION BY ledger_id) AS n FROM gone) g LEFT JOIN (SELECT DISTINCT id FROM told) t ON t.id = g.ledger_id
    UNION ALL
    SELECT 'ledger ' || t.id, false FROM told t WHERE NOT EXISTS (SELECT FROM gone g WHERE g.ledger_id = t.id)`;
}

// Each side is read once and then joined: among a million rows a look for each of them would never end.
function bothSides({ left, ledger }: Pick<EgressProbe, 'left' | 'ledger'>): string {
  return `WITH gone AS MATERIALIZED (${left}), told AS MATERIALIZED (${ledger})`;
}

// Rows of the ledger for which nothing left are told, and make the examined more than what left.
export async function runEgress(probe: EgressProbe, scene: Scene): Promise<Finding> {
  return scene.snapshot(async (snapshot) => {
    const finding = await lookAtRows({ look: egressLook(probe), counted: probe.counted }, snapshot);
    const idle = await lookAtRows(
      {
        look: `${bothSides(probe)} SELECT t.id::text AS key, true AS holds FROM told t
          WHERE NOT EXISTS (SELECT FROM gone g WHERE g.ledger_id = t.id)`,
        counted: 'SELECT 0',
      },
      snapshot,
    );
    return { ...finding, examined: finding.examined - idle.examined };
  });
}
