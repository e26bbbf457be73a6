import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The program that checks the evidence log for everybody: one page, given out as a file. */
export function readVerifier(): string {
  return readFileSync(resolve(import.meta.dirname, '../parts/policy/pages/kept-verify.html'), 'utf8');
}
