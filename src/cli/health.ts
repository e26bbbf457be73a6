import { configOrExit, flagsOf } from './print.ts';

export const summary = 'ask the running server whether it is ready; exits with 0 or 1';

const patience = 5_000;

export async function run(args: string[]): Promise<number> {
  const flags = flagsOf(args, ['--json']);
  const { host, port } = configOrExit();
  const found = await ask(`http://${reachable(host)}:${port}/readyz`);
  console.log(flags.has('--json') ? JSON.stringify(found) : found.said);
  return found.ready ? 0 : 1;
}

async function ask(url: string): Promise<{ ready: boolean; said: string }> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
    return answer.ok ? { ready: true, said: 'Ready.' } : { ready: false, said: `Not ready (${answer.status}).` };
  } catch {
    return { ready: false, said: `Nobody answers at ${url}.` };
  }
}

/** A server that listens everywhere is asked here. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
