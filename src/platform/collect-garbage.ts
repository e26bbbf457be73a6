import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/**
 * Gives back memory that nothing refers to any more, at once. For who has just let go of much and is about to take as much again: left to
 * itself, V8 lets a heap grow to a multiple of what is in use.
 */
export function collectGarbage(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
