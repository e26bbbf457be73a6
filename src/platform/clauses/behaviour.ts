import type { VendorWords } from './fill-text.ts';
import type { Finding } from './finding.ts';
import type { Declared, RouteFacts, Scene, Snapshot } from './scene.ts';
import type { WholeSaboteur } from './whole.ts';

/** An answer of the running server, to a request without account, cookie or script. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly setCookies: readonly string[];
  /** Where it leads; null where it leads nowhere. */
  readonly location: string | null;
  /** Its Content-Security-Policy; empty where there is none. */
  readonly contentPolicy: string;
  readonly text: string;
}

/** What a probe of behaviour may do: ask the running server, as anybody could. */
export interface Visit {
  /** GET with no header but those given. Redirects are not followed. */
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** POST of a text or of a form, as a page sends it, where that leaves nothing behind. */
  readonly post: (path: string, body: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
  readonly routes: readonly RouteFacts[];
  readonly vendor: VendorWords | null;
  readonly declared: Declared;
  readonly snapshot: <T>(run: (snapshot: Snapshot) => Promise<T>) => Promise<T>;
}

export interface BehaviourProbe {
  readonly kind: 'behaviour';
  readonly unit: string;
  /** What `walk` does, one sentence a step. */
  readonly steps: readonly string[];
  /** Leaves nothing behind. Must not use anything outside itself and platform/clauses. */
  readonly walk: (visit: Visit) => Promise<Finding>;
}

export interface BehaviourSaboteur extends WholeSaboteur {
  readonly kind: 'behaviour';
}

const largest = 5_000_000;

/** Too many requests, or no database just now. */
function notNow(status: number, text: string): boolean {
  return status === 429 || (status === 503 && /KEPT_DATABASE_(AWAY|BUSY)/.test(text));
}

export async function runBehaviour(probe: BehaviourProbe, scene: Scene): Promise<Finding> {
  const { baseUrl, routes, vendor, declared, snapshot, signal } = scene;
  if (baseUrl === null) throw new Error('no server runs');
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${baseUrl}${path}`, { redirect: 'manual', signal, ...init });
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength > largest) throw new Error('an answer is too large to look at');
    const text = new TextDecoder().decode(bytes);
    // "Not now" says nothing of what the server does: neither that a clause is kept nor that it is broken.
    if (notNow(response.status, text)) throw new Error('the server was too busy to answer');
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      setCookies: response.headers.getSetCookie(),
      location: response.headers.get('location'),
      contentPolicy: response.headers.get('content-security-policy') ?? '',
      text,
    };
  };
  return probe.walk({
    routes,
    vendor,
    declared,
    snapshot,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) => ask(path, { method: 'POST', body, headers }),
  });
}
