import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Session, startApp, type TestApp } from '../../../test/kit/app.ts';
import { connected } from '../../../test/kit/database.ts';

let app: TestApp;
let officer: Session;

beforeAll(async () => {
  app = await startApp();
  officer = await app.signInAs('privacy officer');
});
afterAll(() => app.stop());

test('pages through what happened at one moment leave nothing out and repeat nothing', async () => {
  const { rows } = await connected(app.database.ownerUrl, (client) =>
    client.query<{ id: string }>(`INSERT INTO staff.audit (at, actor_kind, action, detail)
      SELECT '2026-02-01', 'system', 'made.up', '{}' FROM generate_series(1, 120) RETURNING id::text`),
  );
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await officer.call<{ items: { id: string }[]; next: string | null }>(
      'GET',
      `/api/v1/audit?action=made.up&limit=7${cursor}`,
    );
    seen.push(...body.items.map(({ id }) => id));
    cursor = body.next ? `&cursor=${encodeURIComponent(body.next)}` : '';
  } while (cursor && seen.length < 200);
  expect(seen).toEqual(rows.map(({ id }) => id));
});
