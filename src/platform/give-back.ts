import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects once what is not needed any more. V8 lets garbage lie as long as the machine has memory to spare: after the start and the
 * first look at every clause that was half of the server's 400 MB (measured).
 */
export function giveBackMemory(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
