import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

export interface LineSender {
  /** Kept once somebody listens. When asked to stop one try is made; where nobody listens it rejects. */
  ready(): Promise<void>;
  /** Writes lines, waiting while nobody listens and while the other side is slow. */
  send(lines: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Writes lines to the unix socket of the running server, and connects again when it was started anew. */
export function sendLines(
  path: string,
  options: { readonly signal: AbortSignal; readonly waits: () => void },
): LineSender {
  let socket: Socket | null = null;
  const connect = async () => {
    for (let told = false; ; told = true) {
      const made = createConnection(path);
      const connected = await once(made, 'connect').then(
        () => true,
        () => false,
      );
      if (connected) {
        made.on('error', () => undefined);
        made.on('close', () => {
          if (socket === made) socket = null;
        });
        return made;
      }
      made.destroy();
      options.signal.throwIfAborted();
      if (!told) options.waits();
      await new Promise((done) => setTimeout(done, 1_000));
    }
  };
  return {
    async ready() {
      socket ??= await connect();
    },
    async send(lines) {
      if (lines.length === 0) return;
      socket ??= await connect();
      if (!socket.write(lines)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    },
    async close() {
      const open = socket;
      if (open === null) return;
      open.end();
      await once(open, 'close').catch(() => undefined);
    },
  };
}
