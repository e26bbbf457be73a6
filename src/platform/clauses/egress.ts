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
  return `SELECT g.key::text AS key, EXISTS (SELECT FROM (${ledger}) l WHERE l.id = g.ledger_id)
      AND count(*) OVER (PARTITION BY g.ledger_id) = 1 AS holds
    FROM (${left}) g
    UNION ALL
    SELECT 'ledger ' || l.id, false FROM (${ledger}) l
    WHERE NOT EXISTS (SELECT FROM (${left}) g WHERE g.ledger_id = l.id)`;
}

// Rows of the ledger for which nothing left are told, and make the examined more than what left.
export async function runEgress(probe: EgressProbe, scene: Scene): Promise<Finding> {
  return scene.snapshot(async ({ query }) => {
    const finding = await lookAtRows({ look: egressLook(probe), counted: probe.counted }, query);
    const idle = await lookAtRows(
      {
        look: `SELECT l.id::text AS key, true AS holds FROM (${probe.ledger}) l
          WHERE NOT EXISTS (SELECT FROM (${probe.left}) g WHERE g.ledger_id = l.id)`,
        counted: 'SELECT 0',
      },
      query,
    );
    return { ...finding, examined: finding.examined - idle.examined };
  });
}
