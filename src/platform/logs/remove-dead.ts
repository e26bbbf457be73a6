import { once } from 'node:events';
import { lstat, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { errors } from './errors.ts';

/** A socket that a killed server left behind is taken away; one that somebody listens at is not. */
export async function removeDead(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isSocket()) throw errors.KEPT_LOG_SOCKET({ place: path, reason: 'something else than a socket is there' });
  const connection = createConnection(path);
  const alive = await once(connection, 'connect').then(
    () => true,
    () => false,
  );
  connection.destroy();
  if (alive) throw errors.KEPT_LOG_SOCKET({ place: path, reason: 'somebody else listens there' });
  await rm(path, { force: true }).catch(() => undefined);
}
