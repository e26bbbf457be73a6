import { mostBytes } from './licence-document.ts';
import { type Refusal, refusal } from './refusals.ts';
import type { State } from './state.ts';
import type { Answered, Asked, Network } from './transport.ts';

/** Asks the server. What sends is loaded at the first need, so that a start does not wait for it. */
export async function ask(
  state: State,
  path: string,
  asked: Partial<Omit<Asked, 'url'>> = {},
): Promise<{ readonly ok: true; readonly value: Answered } | Refusal> {
  const { send } = await import('./transport.ts');
  const { serverUrl, proxy, ca, timeoutMs = 15_000 } = state.options;
  const network: Network = { timeoutMs, ...(proxy ? { proxy } : {}), ...(ca ? { ca } : {}) };
  const url = new URL(`${serverUrl.replace(/\/+$/, '')}${path}`);
  const answer = await send(network, { method: 'GET', mostBytes, ...asked, url });
  return answer.ok ? answer : refusal(answer.code, state.kept.reseller);
}
