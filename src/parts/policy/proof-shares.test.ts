import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';
import { proofTable } from '../../cli/proof/table.ts';
import type { Clause } from '../../platform/clauses/clause.ts';
import { dailyPortion } from '../../platform/clauses/shares.ts';
import { createLog } from '../../platform/log.ts';
import { publicClause } from './actions/public-proof.ts';
import { openProof, type Prover } from './index.ts';

/** A clause over a table that is large here: of more than three rows a share a day is looked at. */
const clause: Clause = {
  id: 'X1',
  version: 1,
  part: 'policy',
  title: 'Made up',
  text: 'We announce nothing bad.',
  keeps: 'Nothing bad is announced.',
  terms: [],
  boundary: 'Events of this database.',
  demands: [
    {
      id: 'X1.events',
      says: 'No event is bad.',
      built: true,
      kind: 'prohibition',
      control: 'None.',
      couldBeWrong: 'It is made up.',
      proof: {
        probe: {
          kind: 'rows',
          unit: 'events',
          look: `SELECT id AS key, name <> 'bad' AS holds FROM platform.events WHERE {share platform.events: id}`,
          counted: 'SELECT count(name) FROM platform.events WHERE {share platform.events: id}',
        },
        saboteur: { kind: 'rows', says: 'Announces something bad.', plant: 'SELECT 1' },
      },
    },
  ],
};

let app: TestApp;
let prover: Prover;
let turn = 0;

const owner = (sql: string) => connected(app.database.ownerUrl, (client) => client.query(sql));

beforeAll(async () => {
  app = await startApp();
  prover = openProof(
    { db: app.kept.deps.db, clock: app.clock, log: createLog('silent') },
    {
      clauses: [clause],
      probeUrl: app.database.probeUrl,
      prefix: app.database.prefix,
      dataFolder: null,
      baseUrl: () => app.baseUrl,
      routes: [],
      portion: () => ({ ...dailyPortion(new Date(0)), wholeRows: 3, newestRows: 1, shareRows: 2, turn }),
    },
  );
  await owner(`DELETE FROM platform.events;
    INSERT INTO platform.events (name, payload, at, handled_at) SELECT 'good', '{}', now(), now() FROM generate_series(1, 7)`);
});
afterAll(async () => {
  await prover.close();
  await app.stop();
});

const look = async (day: number) => {
  turn = day;
  await prover.run(null);
  const [proven] = await prover.board();
  const [demand] = proven?.demands ?? [];
  if (!proven || !demand) throw new Error('the board is empty');
  return { proven, demand };
};

test('the board, the command and everybody are told that a share was looked at, and which', async () => {
  const { proven, demand } = await look(1);
  const share = 'looked at in shares: of platform.events the newest and share 2 of 3, one a day';
  expect(demand.newest).toMatchObject({ verdict: 'true', examined: 3, counted: 3, cause: share });
  expect(proofTable([proven], []).join('\n')).toContain(share);
  const told = publicClause(proven, (text) => text).demands[0];
  expect(told?.lookedAt).toBe('1-9 events, the newest and a share of the others, another one each day');
  expect(told?.couldBeWrong).toBe(
    'It is made up. Where there are more than 100,000 of them the newest are looked at and a share of the others, another one each day.',
  );
  expect(JSON.stringify(told)).not.toContain('platform.events');
});

test('a break that was found in one share is not mended by another, but only by a look at everything', async () => {
  await owner(`UPDATE platform.events SET name = 'bad' WHERE id = (SELECT min(id) FROM platform.events)`);
  expect((await look(1)).demand.newest?.verdict).toBe('true');
  expect((await look(0)).demand).toMatchObject({ state: 'broken', newest: { examined: 3 } });
  expect((await look(1)).demand).toMatchObject({ state: 'broken', newest: { examined: 7, cause: null } });
  await owner(`UPDATE platform.events SET name = 'good'`);
  expect((await look(1)).demand.newest).toMatchObject({ verdict: 'true', examined: 7, cause: null });
  expect((await look(1)).demand.newest).toMatchObject({
    verdict: 'true',
    cause: expect.stringContaining('share 2 of'),
  });
});
