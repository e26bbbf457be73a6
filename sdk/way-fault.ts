import type { Code } from './faults.ts';

/** A failure on the way to the server that has a number of its own. */
export class WayFault extends Error {
  readonly keptCode: Code;

  constructor(code: Code) {
    super(`kept ${code}`);
    this.keptCode = code;
  }
}
