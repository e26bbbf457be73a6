import autocannon, { type Instance, type Result } from 'autocannon';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

interface Shot {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Aims at a server of this machine for a few seconds, with 32 connections unless told otherwise; `next` makes each request. */
export async function load(
  port: number,
  next: () => Shot,
  options: { seconds?: number; amount?: number; connections?: number } = {},
): Promise<Load> {
  const began = performance.now();
  let ended = began;
  // It is both, which its types do not say.
  const running = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: options.connections ?? 32,
    ...(options.amount ? { amount: options.amount } : { duration: options.seconds ?? 5 }),
    requests: [{ setupRequest: (request) => Object.assign(request, next()) }],
  }) as Promise<Result> & Instance;
  running.on('response', () => {
    ended = performance.now();
  });
  const result = await running;
  return {
    // Until the last answer: the program's own duration is in whole seconds.
    perSecond: result['2xx'] / ((ended - began) / 1_000),
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}
