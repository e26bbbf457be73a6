import { Agent, get } from 'node:http';

/** Milliseconds that requests took, from when each should have begun. */
export interface OpenLoop {
  readonly p50: number;
  readonly p99: number;
  readonly asked: number;
  readonly failed: number;
}

/** Asks so often a second, whether answers come or not, until the work is done. */
export async function openLoop(
  port: number,
  { perSecond, path, during }: { perSecond: number; path: () => string; during: Promise<unknown> },
): Promise<OpenLoop> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const took: number[] = [];
  let asked = 0;
  let failed = 0;
  let going = true;
  const began = performance.now();
  const under = new Set<Promise<void>>();
  const ask = (due: number) => {
    asked += 1;
    const one = new Promise<void>((done) => {
      get({ port, host: '127.0.0.1', path: path(), agent }, (response) => {
        if (response.statusCode !== 200) failed += 1;
        response.resume().on('end', () => {
          took.push(performance.now() - due);
          done();
        });
      }).on('error', () => {
        failed += 1;
        done();
      });
    }).finally(() => under.delete(one));
    under.add(one);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1_000) * perSecond);
    while (going && asked < due) ask(began + (asked / perSecond) * 1_000);
  }, 1);
  await during;
  going = false;
  clearInterval(timer);
  await Promise.all(under);
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), asked, failed };
}
