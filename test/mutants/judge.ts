import pg from 'pg';
import { registeredClauses } from '../../src/app/registered-clauses.ts';
import { startScratchServer } from '../../src/cli/proof/scratch-server.ts';
import type { VendorWords } from '../../src/platform/clauses/fill-text.ts';
import type { Verdict } from '../../src/platform/clauses/finding.ts';
import { builtDemands, needsAudit } from '../../src/platform/clauses/registry.ts';
import { runProbe } from '../../src/platform/clauses/run-probe.ts';
import { declared, openProbeDatabase, type Row } from '../../src/platform/clauses/scene.ts';
import type { Installation, Scratch } from '../../src/platform/clauses/scratch.ts';

/** Each demand whose probe looks at an installation as it stands; audits make one of their own. */
const demands = builtDemands(registeredClauses, null).filter((each) => !needsAudit(each));

/** What the board says of one installation. */
export interface Board {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Milliseconds from the start of the look until each probe that is red was so. */
  readonly redAt: ReadonlyMap<string, number>;
  /** Of the whole look. */
  readonly ms: number;
}

/** What a violation did to the board. */
export interface Judgement {
  /** 'caught': a probe is red; 'unproven': one that held does not hold any more; 'missed': nobody saw anything. */
  readonly as: 'caught' | 'unproven' | 'missed' | 'failed';
  /** The probes that are red, or that do not hold any more. */
  readonly by: readonly string[];
  /** Milliseconds of looking until the first probe was red. */
  readonly redAfter: number | null;
  readonly detail: string | null;
}

/** A look that ends with the first probe that is red, those of one clause before all others. */
export interface UntilRed {
  readonly clause: string;
  /** Its probes alone, or all but them; absent: all. */
  readonly only?: 'own' | 'others';
  /** Red without the violation as well. */
  readonly redAnyway: readonly string[];
}

/** Runs every probe on an installation, with the real server on it; or those that are needed. */
export async function look(
  scratch: Scratch,
  installation: Installation,
  untilRed: UntilRed | null = null,
): Promise<Board> {
  const server = await startScratchServer(scratch, installation);
  const database = openProbeDatabase({ url: installation.probeUrl, prefix: scratch.prefix });
  try {
    const scene = {
      snapshot: database.snapshot,
      dataFolder: installation.folder,
      declared: declared(scratch.prefix),
      vendor: await vendorOf(installation),
      baseUrl: server.baseUrl,
      routes: server.routes,
    };
    const verdicts = new Map<string, Verdict>();
    const began = performance.now();
    const redAt = new Map<string, number>();
    for (const { demand } of inTurn(untilRed)) {
      const { verdict } = await runProbe(demand.proof.probe, scene, { timeoutMs: 120_000 });
      verdicts.set(demand.id, verdict);
      if (verdict !== 'false') continue;
      redAt.set(demand.id, performance.now() - began);
      if (untilRed && !untilRed.redAnyway.includes(demand.id)) break;
    }
    return { verdicts, redAt, ms: performance.now() - began };
  } finally {
    await server.stop();
    await database.close();
  }
}

/** Those of the clause first, as far as they are asked for. */
function inTurn(untilRed: UntilRed | null) {
  const own = demands.filter(({ clause }) => clause.id === untilRed?.clause);
  const others = demands.filter(({ clause }) => clause.id !== untilRed?.clause);
  return [...(untilRed?.only === 'others' ? [] : own), ...(untilRed?.only === 'own' ? [] : others)];
}

export function redOf(board: Board): string[] {
  return [...board.verdicts].filter(([, verdict]) => verdict === 'false').map(([id]) => id);
}

/** What is different from the board of the same installation without the violation. */
export function compare(board: Board, clean: Board): Judgement {
  const red = redOf(board).filter((id) => clean.verdicts.get(id) !== 'false');
  const lost = [...board.verdicts]
    .filter(([id, verdict]) => verdict === 'unknown' && clean.verdicts.get(id) === 'true')
    .map(([id]) => id);
  const as = red.length > 0 ? 'caught' : lost.length > 0 ? 'unproven' : 'missed';
  const redAfter = red.length > 0 ? Math.min(...red.map((id) => board.redAt.get(id) ?? board.ms)) : null;
  return { as, by: as === 'caught' ? red : lost, redAfter, detail: null };
}

/** As the owner, for the sentences of the pages: what a violation took from the probes shall not keep all of them from looking. */
async function vendorOf(installation: Installation): Promise<VendorWords | null> {
  const rows = await asOwner<Row & VendorWords>(
    installation,
    `SELECT name, address, phone, privacy_mailbox AS "privacyMailbox", remove_mailbox AS "removeMailbox",
      office_countries::text[] AS "officeCountries" FROM policy.vendor`,
  );
  return rows[0] ?? null;
}

/** Plants a violation as the owner. One that writes nothing breaks nothing, and must not pass for one that nobody saw. */
export async function plant(installation: Installation, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: installation.ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(sql);
    // A number is given to a transaction with the first row that it writes: also where that is done beside the last statement.
    const { rows } = await client.query<{ wrote: boolean }>(
      'SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote',
    );
    if (!rows[0]?.wrote) throw new Error('it changed no row: the copy has nothing of the kind');
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** Runs SQL as the owner: in one go, all or nothing. */
async function asOwner<R extends Row>(installation: Installation, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: installation.ownerUrl });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}
