/**
 * The server of an audit, a process of its own: as src/main.ts, but with a clock that the audit turns, and with what a saboteur
 * plants.
 */
import { connect } from 'node:net';
import pg from 'pg';
import { optionsOf } from '../../app/options-of.ts';
import { registeredClauses } from '../../app/registered-clauses.ts';
import { buildApp, type KeptApp } from '../../app.ts';
import { builtDemands } from '../../platform/clauses/registry.ts';
import type { PlantedApp } from '../../platform/clauses/whole.ts';
import { readConfig } from '../../platform/config/config.ts';
import { prefixOfLogin } from '../../platform/db/roles.ts';
import { createLog } from '../../platform/log.ts';
import { watchConnections } from './connections.ts';

/** What the audit tells its server. */
export type Order =
  | { readonly begin: { readonly ownerUrl: string; readonly planted: string | null; readonly ahead: number } }
  /** Milliseconds by which the clock goes before that of the machine. */
  | { readonly ahead: number }
  /** Printed as it is: what must be found in the output. */
  | { readonly print: string }
  /** Opens a connection to this port of this machine: what must be told of. */
  | { readonly connect: number }
  | { readonly end: true };

const log = createLog('info');
const tellConnections = watchConnections((news) => process.send?.(news));
let ahead = 0;
let kept: KeptApp | undefined;

async function begin({ ownerUrl, planted }: { ownerUrl: string; planted: string | null }): Promise<void> {
  const read = readConfig(process.env);
  if ('faults' in read) throw new Error(read.faults.join(' '));
  const { config } = read;
  if (!config.roleUrls) throw new Error('the ways into the database are missing');
  kept = await buildApp({
    ...optionsOf(config, config.roleUrls),
    rolePrefix: prefixOfLogin(config.roleUrls.app),
    clock: { now: () => new Date(Date.now() + ahead) },
    log,
    transport: null,
  });
  plant(kept, planted, ownerUrl);
  await kept.app.listen({ port: config.port, host: config.host });
  await kept.start();
  // The probes of a scratch installation are nobody's business.
  kept.prover.stop();
  process.send?.('ready');
}

function plant({ app }: KeptApp, planted: string | null, ownerUrl: string): void {
  if (planted === null) return;
  const saboteur = builtDemands(registeredClauses, [planted])[0]?.demand.proof.saboteur;
  if (saboteur?.kind !== 'traces') throw new Error(`${planted} has no saboteur for an audit`);
  saboteur.app?.(app as unknown as PlantedApp, async (sql, values) => {
    const client = new pg.Client(ownerUrl);
    await client.connect();
    await client.query(sql, [...values]).finally(() => client.end());
  });
}

async function end(): Promise<void> {
  await kept?.stop();
  tellConnections();
  process.exit(0);
}

process.on('message', (order: Order) => {
  if ('begin' in order) {
    ({ ahead } = order.begin);
    begin(order.begin).catch((error: unknown) => {
      log.error('the server of the audit could not start', { error });
      process.exit(1);
    });
  } else if ('ahead' in order) ({ ahead } = order);
  else if ('print' in order) process.stdout.write(`${order.print}\n`);
  else if ('connect' in order) connect(order.connect, '127.0.0.1').on('error', () => undefined);
  else void end();
});
process.on('disconnect', () => void end());
