import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createDigests } from '../../src/platform/crypto/digest.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import type { Deps } from '../../src/platform/deps.ts';
import { createEgress, type Ledger } from '../../src/platform/egress/egress.ts';
import { emptySite } from '../../src/platform/html/page.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { type TestClock, testClock } from './clock.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** What actions are handed, on a database of its own: for tests of one part's doors, below the real app. */
export interface TestDeps extends Deps {
  readonly clock: TestClock;
  readonly database: TestDatabase;
  stop(): Promise<void>;
}

export async function testDeps(ledger: Ledger): Promise<TestDeps> {
  const database = await testDatabase();
  const clock = testClock();
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const db = openDatabase({ url: database.appUrl, prefix: database.prefix, poolSize: 4 });
  return {
    database,
    clock,
    db,
    ids: systemIds,
    digests: createDigests(randomBytes(32)),
    signing: { keyId: 'test', sign: (bytes) => sign(null, bytes, privateKey), publicKey },
    egress: createEgress({ ledger, clock, ids: systemIds }),
    log: createLog('silent'),
    publicUrl: 'http://127.0.0.1:3080',
    site: async () => emptySite,
    nudge: () => undefined,
    async stop() {
      await db.close();
      await database.drop();
    },
  };
}
