import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../../src/platform/db/cluster.ts';
import { withOwner } from '../../src/platform/db/migrate.ts';
import { inside, kept, run, scene, setScene, start } from './backup-kit.ts';

const { from, home, identity } = scene;
setScene();

describe('beside a running PostgreSQL', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster({ folder: from });
    // Enough that a backup takes a while; random, so that it does not shrink.
    await withOwner(cluster.ownerUrl('kept'), (owner) =>
      owner.query(
        `INSERT INTO platform.events (id, name, payload, at) OVERRIDING SYSTEM VALUE
         SELECT n, 'bulk', jsonb_build_object('a', gen_random_uuid(), 'b', gen_random_uuid(), 'c', gen_random_uuid()), now()
         FROM generate_series(100001, 250000) n`,
      ),
    );
  });
  afterAll(async () => {
    await cluster?.stop();
  });

  test('one moment: what is written meanwhile is in it wholly or not at all', async () => {
    const target = join(home, 'moment.age');
    const { child, ended } = start(['backup', target, '--recipient', scene.recipient], { KEPT_DATA: from });
    let written = 0;
    await withOwner(cluster.ownerUrl('kept'), async (owner) => {
      while (child.exitCode === null) {
        // The event is in a table that is read early, its company in one that is read late.
        await owner.query(
          `WITH e AS (INSERT INTO platform.events (name, payload, at) VALUES ('pair', '{}', now()))
           INSERT INTO contacts.companies (id, name, name_key, created_at) VALUES (gen_random_uuid(), 'pair', 'pair', now())`,
        );
        written += 1;
      }
    });
    expect((await ended).code).toBe(0);
    const bare = { KEPT_DATA: join(home, 'moment') };
    expect((await run(['restore', target, '--identity', identity], bare)).code).toBe(0);
    const { rows } = await inside(bare, (owner) =>
      owner.query<{ events: number; companies: number }>(
        `SELECT (SELECT count(*)::int FROM platform.events WHERE name = 'pair') AS events,
           (SELECT count(*)::int FROM contacts.companies WHERE name = 'pair') AS companies`,
      ),
    );
    expect(rows[0]?.events).toBe(rows[0]?.companies);
    expect(rows[0]?.events).toBeLessThan(written);
  });

  test('a file that is damaged far behind its beginning: what came before is not kept', async () => {
    const whole = readFileSync(join(home, 'moment.age'));
    expect(whole.length).toBeGreaterThan(2_000_000);
    whole[1_500_000] = (whole[1_500_000] ?? 0) ^ 1;
    writeFileSync(join(home, 'far.age'), whole);
    const target = join(home, 'far');
    const ended = await run(['restore', join(home, 'far.age'), '--identity', identity], { KEPT_DATA: target });
    expect(ended.err).toContain('KEPT_RESTORE_DAMAGED');
    expect(ended.code).toBe(1);
    expect(existsSync(target)).toBe(false);
  });

  test('no room on the disk: said, and nothing left', async () => {
    // The file size limit of a shell stands for a full disk: both refuse a write in the middle of a table.
    const target = join(home, 'full.age');
    const script = `ulimit -f 400; exec "$0" "$@"`;
    const child = spawn(
      '/bin/sh',
      ['-c', script, process.execPath, kept, 'backup', target, '--recipient', scene.recipient],
      {
        env: { PATH: process.env['PATH'] ?? '', KEPT_DATA: from },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const [code] = await once(child, 'close');
    expect(err).toContain('KEPT_BACKUP_NOT_WRITABLE');
    expect(code).toBe(1);
    expect(readdirSync(home).filter((name) => name.startsWith('full'))).toEqual([]);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    '%s in the middle leaves nothing under the final name',
    async (signal) => {
      const target = join(home, `ended-by-${signal}.age`);
      const { child, ended } = start(['backup', target, '--recipient', scene.recipient], { KEPT_DATA: from });
      const partial = () => readdirSync(home).filter((name) => name.startsWith(`ended-by-${signal}`));
      await expect.poll(partial, { timeout: 15_000, interval: 5 }).toHaveLength(1);
      child.kill(signal);
      const { code, err } = await ended;
      expect(existsSync(target)).toBe(false);
      if (signal === 'SIGKILL') expect(partial()).toEqual([expect.stringMatching(/\.partial$/)]);
      else {
        expect(partial()).toEqual([]);
        expect(err).toContain('KEPT_BACKUP_STOPPED');
        expect(code).toBe(1);
      }
    },
    60_000,
  );
});
