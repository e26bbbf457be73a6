import type { Clock } from '../../../platform/clock.ts';
import type { Seal } from '../../../platform/crypto/seal.ts';
import type { LiveSeen } from '../wire/handed.ts';
import type { Hit } from '../wire/hit.ts';

/** What one server tells or asks another, sealed: who counts gets hits as they came, in memory and past the database. */
export type PeerMessage = {
  /** Of each message another: one that comes again is not counted again. */
  readonly id: string;
  readonly at: number;
} & ({ readonly hits: readonly Hit[] } | { readonly live: number });

/** Sends sealed bytes to a server; its answer, or null where it does not count or cannot be reached. */
export type Post = (peer: string, bytes: Buffer) => Promise<Buffer | null>;

export interface Peers {
  /** False: nobody who counts was reached. */
  hand(hit: Hit): Promise<boolean>;
  ask(siteId: number): Promise<LiveSeen | null>;
}

export interface PeerOptions {
  readonly peers: readonly string[];
  readonly seal: Seal;
  readonly clock: Clock;
  readonly post: Post;
  readonly id: () => string;
}

/** Hits in one message, and hits that wait for their turn. */
const hitsAtOnce = 200;
const hitsWaiting = 20_000;

interface Waiting {
  readonly hit: Hit;
  readonly told: (counted: boolean) => void;
}

/** Hands hits to whichever of the other servers counts. What comes while one message is under way goes with the next. */
export function openPeers({ clock, id, peers, post, seal }: PeerOptions): Peers {
  let counting: string | null = null;
  let waiting: Waiting[] = [];
  let sending = false;

  /** First the one that counted last. */
  async function tell(message: PeerMessage): Promise<Buffer | null> {
    const bytes = seal.seal(JSON.stringify(message));
    for (const peer of [...new Set([counting, ...peers])]) {
      if (peer === null) continue;
      const answer = await post(peer, bytes);
      if (answer !== null) {
        counting = peer;
        return answer;
      }
    }
    counting = null;
    return null;
  }

  async function send(): Promise<void> {
    sending = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, hitsAtOnce);
      waiting = waiting.slice(hitsAtOnce);
      const hits = batch.map(({ hit }) => hit);
      const answer = await tell({ id: id(), at: clock.now().getTime(), hits }).catch(() => null);
      for (const { told } of batch) told(answer !== null);
    }
    sending = false;
  }

  return {
    hand(hit) {
      if (peers.length === 0 || waiting.length >= hitsWaiting) return Promise.resolve(false);
      return new Promise((told) => {
        waiting.push({ hit, told });
        if (!sending) void send();
      });
    },
    async ask(siteId) {
      const answer = await tell({ id: id(), at: clock.now().getTime(), live: siteId }).catch(() => null);
      const text = answer === null ? null : seal.open(answer);
      return text === null ? null : (JSON.parse(text) as LiveSeen | null);
    },
  };
}

/** Messages older than this are refused, and so long each is remembered by its id. In milliseconds. */
const valid = 60_000;
const remembered = 100_000;

/** Opens what a peer sent. Null: not sealed by us, or too old; `again`: it was taken before. */
export function createReader(seal: Seal, clock: Clock) {
  const seen = new Map<string, number>();
  return (bytes: Buffer): { readonly message: PeerMessage; readonly again: boolean } | null => {
    const text = seal.open(bytes);
    if (text === null) return null;
    const message = JSON.parse(text) as PeerMessage;
    const now = clock.now().getTime();
    if (Math.abs(now - message.at) > valid) return null;
    const again = seen.has(message.id);
    seen.set(message.id, now);
    for (const [id, at] of seen) {
      if (now - at <= 2 * valid && seen.size <= remembered) break;
      seen.delete(id);
    }
    return { message, again };
  };
}
