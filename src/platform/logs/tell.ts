import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { removeDead } from './remove-dead.ts';

/** Longest answer that is read. */
const longest = 1 << 20;

/** Beside the socket at which lines are written: anybody may write there, and nobody but the owner asks here. */
export function statusPath(socket: string): string {
  return `${socket}.status`;
}

/**
 * Tells whoever connects to a unix socket something, and hangs up. Only the user under whom this process runs may connect.
 * @throws KEPT_LOG_SOCKET
 */
export async function tellAt(path: string, tell: () => unknown): Promise<() => Promise<void>> {
  await removeDead(path);
  const server = createServer((connection) => {
    connection.on('error', () => connection.destroy());
    connection.end(JSON.stringify(tell()));
  });
  server.listen({ path, readableAll: false, writableAll: false });
  await once(server, 'listening');
  await chmod(path, 0o600);
  return async () => {
    server.close();
    await once(server, 'close');
    await rm(path, { force: true });
  };
}

/** What is told there; null where nobody tells anything. */
export async function askAt(path: string): Promise<unknown> {
  const connection = createConnection(path);
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of connection as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > longest) return null;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return null;
  } finally {
    connection.destroy();
  }
}
