import { atLeastShare, type Figure, median } from './figure.ts';
import { fillActivations, fillLicences, ownerOf } from './filled.ts';
import { atRest, removeFolder, startInstallation } from './installation.ts';
import { type Load, load } from './load.ts';
import { startBare } from './peer.ts';

const runs = 5;

/** The licence status check beside a bare read of a row by its primary key: 32 connections, the same answer size class. */
export async function measure(): Promise<Figure[]> {
  const installation = await startInstallation();
  const { client, url } = await ownerOf(installation);
  await fillLicences(client, 20_000);
  const ids = await fillActivations(client);
  const bare = await startBare(url, client);
  await client.query(`INSERT INTO bare SELECT id, 'active', 1, now()::text FROM licensing.activations`);
  const any = () => ids[Math.floor(Math.random() * ids.length)] ?? '';
  const nonce = 'A'.repeat(22);
  const ask = {
    bare: () => load(bare.port, () => ({ method: 'GET' as const, path: `/rows/${any()}` })),
    plain: () => load(installation.port, () => ({ method: 'GET' as const, path: `/api/v1/activations/${any()}` })),
    signed: () =>
      load(installation.port, () => ({ method: 'GET' as const, path: `/api/v1/activations/${any()}?nonce=${nonce}` })),
  };
  await atRest();
  for (const warm of Object.values(ask)) await warm();
  const seen: Record<keyof typeof ask, Load[]> = { bare: [], plain: [], signed: [] };
  for (let run = 0; run < runs; run += 1) {
    for (const kind of ['bare', 'plain', 'signed'] as const) seen[kind].push(await ask[kind]());
  }
  bare.stop();
  await client.end();
  await installation.stop();
  removeFolder(installation.folder);
  return [
    compare('licence status check', seen.plain, seen.bare, 0.5),
    compare('licence status check, signed and bound to the request', seen.signed, seen.bare, 0.35),
  ];
}

export function compare(name: string, ours: readonly Load[], theirs: readonly Load[], share: number): Figure {
  const of = (loads: readonly Load[], pick: (load: Load) => number) => median(loads.map(pick));
  const ratios = ours.map((load, run) => load.perSecond / (theirs[run]?.perSecond ?? Number.NaN));
  const failed = [...ours, ...theirs].reduce((sum, load) => sum + load.failed, 0);
  const detail = `p50 ${of(ours, (load) => load.p50)} ms, p99 ${of(ours, (load) => load.p99)} ms; bare p50 ${of(theirs, (load) => load.p50)} ms, p99 ${of(theirs, (load) => load.p99)} ms; ${ours.length} pairs, ratios ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}; failed requests ${failed}`;
  const figure = atLeastShare(
    { name, value: of(ours, (load) => load.perSecond), unit: 'requests/s', detail },
    of(theirs, (load) => load.perSecond),
    median(ratios),
    share,
  );
  return failed === 0 ? figure : { ...figure, met: false };
}
