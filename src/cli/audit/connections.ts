import { createHook } from 'node:async_hooks';
import { Socket as UdpSocket } from 'node:dgram';
import { Socket } from 'node:net';

/** What a process tells of the ways out that it opens. */
export type ConnectionNews =
  /** Where one leads: `127.0.0.1:443`, `udp 127.0.0.1:514`, or the path of a socket. */
  | { readonly opened: string }
  /** How many the runtime has made, counted where it makes them; packets are none. */
  | { readonly made: number };

const kinds = new Set(['TCPCONNECTWRAP', 'PIPECONNECTWRAP']);

/** Tells of each connection that this process opens from now on, whoever opens it. The answer tells how many there were. */
export function watchConnections(tell: (news: ConnectionNews) => void): () => void {
  let made = 0;
  createHook({
    init(_id, type) {
      if (kinds.has(type)) made += 1;
    },
  }).enable();
  const { connect } = Socket.prototype;
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    tell({ opened: leadsTo(given) });
    return Reflect.apply(connect, this, given) as Socket;
  } as typeof connect;
  const { send } = UdpSocket.prototype;
  UdpSocket.prototype.send = function (this: UdpSocket, ...given: unknown[]) {
    // One that has no port of its own yet gets one, and is asked again.
    if (!isBound(this)) return Reflect.apply(send, this, given) as unknown;
    const [host, port] = given.filter((each) => typeof each === 'string' || typeof each === 'number').reverse();
    tell({ opened: `udp ${String(host)}:${String(port)}` });
    return Reflect.apply(send, this, given) as unknown;
  } as typeof send;
  return () => tell({ made });
}

function isBound(socket: UdpSocket): boolean {
  try {
    return socket.address().port > 0;
  } catch {
    return false;
  }
}

// As `connect` may be called: (options), (path), (port, host), or with what another call has made of these.
function leadsTo([first, second]: readonly unknown[]): string {
  const options: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof options === 'number') return `${typeof second === 'string' ? second : 'localhost'}:${options}`;
  if (typeof options === 'string') return options;
  if (typeof options !== 'object' || options === null) return 'somewhere';
  const { host, path, port } = options as { host?: unknown; path?: unknown; port?: unknown };
  return typeof path === 'string' ? path : `${typeof host === 'string' ? host : 'localhost'}:${String(port)}`;
}
