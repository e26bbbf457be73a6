import { generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { logSources } from '../src/app/log-sources.ts';
import { createLedger } from '../src/parts/disclosures/index.ts';
import { inclusion } from '../src/parts/policy/actions/evidence/proofs.ts';
import { openEvidenceLog, verifyLog } from '../src/parts/policy/index.ts';
import { openProbeDatabase } from '../src/platform/clauses/scene.ts';
import { systemClock } from '../src/platform/clock.ts';
import { startCluster } from '../src/platform/db/cluster.ts';
import { type Database, openDatabase } from '../src/platform/db/database.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { roleName } from '../src/platform/db/purposes.ts';
import { databasePasswords } from '../src/platform/db/secrets.ts';
import { changeUrl } from '../src/platform/db/urls.ts';
import { createEgress } from '../src/platform/egress/egress.ts';
import { systemIds } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { atLeastShare, atMost, type Figure, median } from './figure.ts';
import { removeFolder } from './installation.ts';

const runs = 5;
// Fewer may be asked for where a look is enough; the goals are those of a million.
const leaves = Number(process.env['KEPT_BENCH_LEAVES'] ?? 1_000_000);
const appends = 1_000;
const proofs = 400;
const prefix = 'bench';

/** The evidence log: leaves in batches, the business side of a disclosure, proofs at a million leaves, and all of it recomputed. */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-'));
  // PostgreSQL's own user passes through where Kept runs as root.
  chmodSync(folder, 0o711);
  const cluster = await startCluster({ folder: join(folder, 'cluster') });
  const ownerUrl = cluster.ownerUrl('postgres');
  const passwords = await databasePasswords(join(folder, 'secrets'));
  await migrate({ ownerUrl, prefix, passwords });
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  const as = (name: 'login' | 'probe') =>
    changeUrl(ownerUrl, { user: roleName(prefix, name), password: passwords[name] });
  const db = openDatabase({ url: as('login'), prefix });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signing = { keyId: 'bench', publicKey, sign: (bytes: Buffer) => sign(null, bytes, privateKey) };
  const log = openEvidenceLog(
    { db, clock: systemClock, ids: systemIds, log: createLog('silent'), signing },
    logSources,
  );
  try {
    return [
      await batches(owner, log),
      await singleAppends(owner, db, log),
      await inclusionProofs(db),
      ...(await recomputed(as('probe'))),
    ];
  } finally {
    await log.stop();
    await db.close();
    await owner.end();
    await cluster.stop();
    removeFolder(folder);
  }
}

/** Rows as they are committed by others, in the order of their ids. */
async function fill(owner: pg.Client, count: number): Promise<void> {
  await owner.query(
    `INSERT INTO disclosures.ledger (id, at, recipient_kind, recipient_id, person_id, company_id, channel, purpose, fields, basis)
     SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
       now(), 'reseller', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'share', 'customer service', '{companyName,name,email,phone}', 'sold the licence'
     FROM generate_series(1, $1::int) n`,
    [count],
  );
  await owner.query('ANALYZE disclosures.ledger');
}

async function batches(owner: pg.Client, log: { sequence: () => Promise<number> }): Promise<Figure> {
  const rates: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await fill(owner, leaves / runs);
    const began = performance.now();
    const added = await log.sequence();
    rates.push(added / ((performance.now() - began) / 1_000));
  }
  const value = median(rates);
  const detail = `median of ${runs}, ${leaves / runs} rows each; ${rates.map((rate) => rate.toFixed(0)).join(', ')}`;
  return atLeastShare(
    { name: 'leaves of the evidence log, in batches', value, unit: 'rows/s', detail },
    5_000,
    value / 5_000,
    1,
  );
}

async function singleAppends(owner: pg.Client, db: Database, log: { start: () => void }): Promise<Figure> {
  await owner.query('CREATE TABLE public.bare (id uuid PRIMARY KEY, body jsonb NOT NULL)');
  await owner.query(`GRANT INSERT ON public.bare TO "${roleName(prefix, 'base')}"`);
  const egress = createEgress({ ledger: createLedger(), clock: systemClock, ids: systemIds });
  const person = systemIds.uuid();
  const disclosure = {
    recipientKind: 'person' as const,
    recipientId: person,
    personId: person,
    companyId: null,
    channel: 'mail' as const,
    purpose: 'rights',
    fields: ['email'],
    basis: 'own request',
  };
  const ours = () => db.base((trx) => egress.send(trx, { disclosures: [disclosure] }));
  const bare = () =>
    db.pool.query({
      name: 'bare',
      text: 'INSERT INTO public.bare (id, body) VALUES ($1, $2)',
      values: [systemIds.uuid(), disclosure],
    });
  log.start();
  await rate(ours);
  await rate(bare);
  const pairs: { ours: number; bare: number }[] = [];
  for (let run = 0; run < runs; run += 1) pairs.push({ bare: await rate(bare), ours: await rate(ours) });
  const ratios = pairs.map((pair) => pair.ours / pair.bare);
  return atLeastShare(
    {
      name: 'single disclosure, committed',
      value: median(pairs.map((pair) => pair.ours)),
      unit: '/s',
      detail: `one after the other on one connection; ratios ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`,
    },
    median(pairs.map((pair) => pair.bare)),
    median(ratios),
    0.5,
  );
}

async function rate(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let done = 0; done < appends; done += 1) await act();
  return appends / ((performance.now() - began) / 1_000);
}

async function inclusionProofs(db: Database): Promise<Figure> {
  const medians: number[] = [];
  const all: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const times: number[] = [];
    for (let proof = 0; proof < proofs; proof += 1) {
      const began = performance.now();
      await inclusion(db.read, Math.floor((((proof * 7_919 + run * 104_729) % leaves) + leaves) % leaves), null);
      times.push(performance.now() - began);
    }
    medians.push(median(times));
    all.push(...times);
  }
  const late = all.sort((a, b) => a - b)[Math.floor(all.length * 0.99)] ?? Number.NaN;
  const detail = `median of ${runs} runs of ${proofs} proofs; p99 ${late.toFixed(2)} ms`;
  return atMost({ name: `inclusion proof among ${leaves} leaves`, value: median(medians), unit: 'ms', detail }, 5);
}

/** Everything held against everything, as `./kept ledger verify` does: how long, and what it takes of memory. */
async function recomputed(probeUrl: string): Promise<Figure[]> {
  const probes = openProbeDatabase({ url: probeUrl, prefix, timeoutMs: 600_000 });
  try {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 50);
    const began = performance.now();
    const report = await probes.snapshot(({ query }) =>
      verifyLog(query, { sources: logSources, keys: null, witness: null, now: systemClock.now() }),
    );
    const seconds = (performance.now() - began) / 1_000;
    clearInterval(watch);
    if (report.faults.length > 0) throw new Error(`the log has faults: ${JSON.stringify(report.faults)}`);
    const detail = `${report.leaves} leaves and their rows`;
    return [
      atMost({ name: 'the whole log recomputed', value: seconds, unit: 's', detail }, 120),
      atMost({ name: 'the same, memory', value: (most - before) / 2 ** 20, unit: 'MiB more', detail }, 150),
    ];
  } finally {
    await probes.close();
  }
}
