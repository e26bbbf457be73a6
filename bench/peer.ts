import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type pg from 'pg';

/** The bare server (bench/bare.ts) as a process of its own, on the same PostgreSQL. */
export async function startBare(url: string, client: pg.Client): Promise<{ port: number; stop: () => void }> {
  await client.query(
    'CREATE TABLE bare (id uuid PRIMARY KEY, state text NOT NULL, seats integer NOT NULL, at text NOT NULL)',
  );
  await client.query(
    'CREATE TABLE bare_writes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb NOT NULL)',
  );
  const child: ChildProcess = fork(join(import.meta.dirname, 'bare.ts'), {
    env: { ...process.env, DATABASE_URL: url },
    // As `./kept start` gives it to the server.
    execArgv: ['--max-semi-space-size=16'],
  });
  const port = await new Promise<number>((done, fail) => {
    child.once('message', (message: { port: number }) => done(message.port));
    child.once('exit', () => fail(new Error('the bare server ended')));
  });
  return { port, stop: () => child.disconnect() };
}
