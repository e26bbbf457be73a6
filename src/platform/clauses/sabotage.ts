import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { roleName } from '../db/purposes.ts';
import type { Traces } from './audit-result.ts';
import type { BuiltDemand, Proof } from './clause.ts';
import { probeVersion } from './describe-probe.ts';
import type { VendorWords } from './fill-text.ts';
import type { Outcome } from './finding.ts';
import type { ListedDemand } from './registry.ts';
import type { RowsSaboteur } from './rows.ts';
import { runProbe } from './run-probe.ts';
import { declared, openProbeDatabase, type Query, type RouteFacts, type Scene, snapshotOn } from './scene.ts';
import type { Installation, Scratch } from './scratch.ts';
import { auditScene, type TracesSaboteur } from './traces.ts';
import type { PlantedApp, WholeSaboteur } from './whole.ts';

/** One attempt to turn a probe red. It counts only if the probe was green before. */
export interface Sabotage {
  readonly demand: string;
  readonly version: string;
  readonly red: boolean;
  readonly greenBefore: boolean;
  readonly detail: string;
}

export interface ScratchServer {
  readonly baseUrl: string;
  readonly routes: readonly RouteFacts[];
  stop(): Promise<void>;
}

export interface Saboteurs {
  readonly scratch: Scratch;
  /** Starts the real server on a scratch installation; `plant` is called before it listens. */
  readonly startServer: (installation: Installation, plant?: (app: PlantedApp) => void) => Promise<ScratchServer>;
  readonly vendorWords: (query: Query) => Promise<VendorWords | null>;
  readonly timeoutMs: number;
  /** Makes an audit of a scratch installation of its own; null: without anything planted. */
  readonly audit?: (planted: { readonly demand: string; readonly saboteur: TracesSaboteur } | null) => Promise<Traces>;
}

type ScratchScene = Omit<Scene, 'signal'>;

/** Breaks one demand on purpose, in scratch, and says whether its probe saw it. Never touches the live installation. */
export async function sabotage({ demand }: ListedDemand<BuiltDemand>, world: Saboteurs): Promise<Sabotage> {
  const { probe, saboteur } = demand.proof;
  const attempt = { demand: demand.id, version: probeVersion(probe) };
  try {
    const [before, after] =
      saboteur.kind === 'rows'
        ? await inTransaction(probe, saboteur, world)
        : saboteur.kind === 'traces'
          ? await inAudit(probe, { demand: demand.id, saboteur }, world)
          : await inWhole(probe, saboteur, world);
    const greenBefore = before.verdict === 'true';
    const red = after.verdict === 'false';
    return { ...attempt, greenBefore, red, detail: `before: ${tell(before)}; after: ${tell(after)}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'failed';
    return { ...attempt, greenBefore: false, red: false, detail: `the saboteur failed: ${reason}` };
  }
}

/** Scratch holds made-up data only, so what was found there may be told. */
function tell({ verdict, finding, cause }: Outcome): string {
  const examples = finding?.counterexamples.slice(0, 3).join(', ');
  return [`${verdict}, ${finding?.examined ?? 0} examined`, cause, examples].filter(Boolean).join(', ');
}

async function inTransaction(
  probe: Proof['probe'],
  saboteur: RowsSaboteur,
  world: Saboteurs,
): Promise<[Outcome, Outcome]> {
  const { scratch } = world;
  const client = new pg.Client({ connectionString: (await scratch.shared()).ownerUrl });
  await client.connect();
  const asProbe = () => client.query(`SET LOCAL ROLE "${roleName(scratch.prefix, 'probe')}"`);
  try {
    await client.query('BEGIN');
    const scene = await sceneOn(client, world);
    await asProbe();
    const before = await runProbe(probe, scene, world);
    await client.query('SET LOCAL ROLE NONE');
    await client.query(saboteur.plant);
    await asProbe();
    return [before, await runProbe(probe, scene, world)];
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    await client.end();
  }
}

async function sceneOn(client: pg.Client, world: Saboteurs): Promise<ScratchScene> {
  const { prefix } = world.scratch;
  const snapshot = snapshotOn(client, prefix);
  return {
    baseUrl: null,
    dataFolder: null,
    routes: [],
    declared: declared(prefix),
    vendor: await world.vendorWords(snapshot.query),
    async snapshot(run) {
      await client.query('SAVEPOINT look');
      try {
        return await run(snapshot);
      } finally {
        await client.query('ROLLBACK TO look');
      }
    },
  };
}

async function inAudit(
  probe: Proof['probe'],
  planted: { readonly demand: string; readonly saboteur: TracesSaboteur },
  { audit, timeoutMs }: Saboteurs,
): Promise<[Outcome, Outcome]> {
  if (!audit) throw new Error('no audit can be made here');
  const look = async (traces: Traces) => runProbe(probe, auditScene(traces), { timeoutMs });
  return [await look(await audit(null)), await look(await audit(planted))];
}

async function inWhole(probe: Proof['probe'], saboteur: WholeSaboteur, world: Saboteurs): Promise<[Outcome, Outcome]> {
  const { scratch } = world;
  const installation = await scratch.clone();
  const needsServer = !('look' in probe) && probe.kind !== 'egress';
  let server = needsServer ? await world.startServer(installation) : undefined;
  const database = openProbeDatabase({ url: installation.probeUrl, prefix: scratch.prefix });
  try {
    const look = async () => {
      const vendor = await database.snapshot(({ query }) => world.vendorWords(query));
      const scene: ScratchScene = {
        snapshot: database.snapshot,
        dataFolder: installation.folder,
        declared: declared(scratch.prefix),
        vendor,
        baseUrl: server?.baseUrl ?? null,
        routes: server?.routes ?? [],
      };
      return runProbe(probe, scene, world);
    };
    const before = await look();
    if (saboteur.sql) await asOwner(installation, saboteur.sql.replaceAll('{prefix}', scratch.prefix));
    if (saboteur.file) await plantFile(installation, saboteur.file);
    const { app: plant } = saboteur;
    if (plant) {
      await server?.stop();
      server = undefined;
      const write = (sql: string, values: readonly unknown[]) => asOwner(installation, sql, values);
      server = await world.startServer(installation, (app) => plant(app, write));
    }
    return [before, await look()];
  } finally {
    await server?.stop();
    await database.close();
    await installation.remove();
  }
}

async function asOwner(installation: Installation, sql: string, values?: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: installation.ownerUrl });
  await client.connect();
  try {
    await (values ? client.query(sql, [...values]) : client.query(sql));
  } finally {
    await client.end();
  }
}

async function plantFile(installation: Installation, file: { path: string; text: string }): Promise<void> {
  const path = join(installation.folder, file.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.text);
}
