import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { errors } from './errors.ts';
import { LineBuffer } from './line-buffer.ts';
import { removeDead } from './remove-dead.ts';

/** Takes whole lines, each with its line feed. The bytes are good until it returns, or its promise is kept. */
export type TakeLines = (bytes: Uint8Array, way: 'socket' | 'syslog') => void | Promise<void>;

export interface LineListener {
  /** Where lines are taken, for those who want to know. */
  readonly places: readonly string[];
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Path of a unix socket to which lines are written one after the other; null: none. */
  readonly socket: string | null;
  /** Address and port at which each datagram is a message of syslog with one line; null: none. */
  readonly syslog: { readonly host: string; readonly port: number } | null;
  readonly take: TakeLines;
  /** Told of lines that are too long to be handed on. */
  readonly tooLong?: (way: 'socket' | 'syslog', lines: number) => void;
}

/** Longest line that is taken from a socket. */
const longest = 1 << 17;
/** Connections at a time: one for each process of a web server. */
const connections = 256;

/** @throws KEPT_LOG_SOCKET */
export async function listenForLines({ socket, syslog, take, tooLong }: ListenOptions): Promise<LineListener> {
  const opened: { place: string; close: () => Promise<void> }[] = [];
  try {
    const passedOver = (lines: number) => tooLong?.('socket', lines);
    if (socket !== null) opened.push({ place: socket, close: await listenAtSocket(socket, take, passedOver) });
    if (syslog !== null)
      opened.push({ place: `${syslog.host}:${syslog.port}`, close: await listenForSyslog(syslog, take) });
  } catch (error) {
    for (const { close } of opened) await close();
    throw error;
  }
  return {
    places: opened.map(({ place }) => place),
    close: async () => {
      await Promise.all(opened.map(({ close }) => close()));
    },
  };
}

type PassedOver = (lines: number) => void;

async function listenAtSocket(path: string, take: TakeLines, passedOver: PassedOver): Promise<() => Promise<void>> {
  await removeDead(path);
  const sockets = new Set<Socket>();
  const server = createServer((connection) => {
    sockets.add(connection);
    connection.on('close', () => sockets.delete(connection));
    connection.on('error', () => connection.destroy());
    readLines(connection, take, passedOver);
  });
  server.maxConnections = connections;
  await listening(server, path);
  // Web servers run under users of their own; what they write cannot be read back.
  await chmod(path, 0o666);
  return async () => {
    for (const connection of sockets) connection.destroy();
    server.close();
    await once(server, 'close');
    await rm(path, { force: true });
  };
}

/** Hands on whole lines; who writes faster than they are counted has to wait. */
function readLines(connection: Socket, take: TakeLines, passedOver: PassedOver): void {
  const lines = new LineBuffer(longest, 0);
  connection.on('data', (chunk: Uint8Array) => {
    const taken = takeAll(lines, chunk, { take, passedOver });
    if (taken.length === 0) return;
    connection.pause();
    void Promise.allSettled(taken).then(() => connection.resume());
  });
}

function takeAll(
  lines: LineBuffer,
  chunk: Uint8Array,
  { take, passedOver }: { take: TakeLines; passedOver: PassedOver },
): Promise<void>[] {
  const taken: Promise<void>[] = [];
  for (let at = 0; at < chunk.length; ) {
    const { bytes, from, length } = lines.room();
    const piece = chunk.subarray(at, at + length);
    bytes.set(piece, from);
    lines.took(piece.length);
    at += piece.length;
    const block = lines.whole();
    if (block && block.tooLong > 0) passedOver(block.tooLong);
    const waiting = block ? take(block.bytes.subarray(0, block.end), 'socket') : undefined;
    if (waiting) taken.push(waiting);
  }
  return taken;
}

async function listening(server: Server, path: string): Promise<void> {
  server.listen(path);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw errors.KEPT_LOG_SOCKET({ place: path, reason: error.code ?? 'unknown' }, error);
  });
}

async function listenForSyslog(at: { host: string; port: number }, take: TakeLines): Promise<() => Promise<void>> {
  const socket: Datagrams = createSocket({ type: at.host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 1 << 22 });
  socket.on('message', (message) => void take(lineOf(message), 'syslog'));
  const bound = once(socket, 'listening');
  socket.bind(at.port, at.host);
  await bound.catch((error: NodeJS.ErrnoException) => {
    throw errors.KEPT_LOG_SOCKET({ place: `${at.host}:${at.port}`, reason: error.code ?? 'unknown' }, error);
  });
  socket.on('error', () => undefined);
  return async () => {
    socket.close();
    await once(socket, 'close');
  };
}

/** The line in a message of syslog (RFC 3164, as nginx writes it: `<190>Nov 27 00:00:00 tag: line`), with a line feed. */
function lineOf(message: Uint8Array): Uint8Array {
  let from = 0;
  if (message[0] === 60) {
    const head = Buffer.from(message.subarray(0, 300)).toString('latin1');
    const found = /^<\d{1,3}>(?:\w{3} [ \d]\d \d\d:\d\d:\d\d |\d \S+ )?[^{:]*?: ?(?=\S)/.exec(head);
    from = found?.[0].length ?? 0;
  }
  const line = new Uint8Array(message.length - from + 1 + 64);
  line.set(message.subarray(from));
  let end = message.length - from;
  while (end > 0 && (line[end - 1] === 10 || line[end - 1] === 0)) end--;
  line[end] = 10;
  return line.subarray(0, end + 1);
}
