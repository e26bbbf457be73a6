import { staff } from './code/staff.ts';
import { visitors } from './code/visitors.ts';
import type { Mutant } from './mutant.ts';

export const code: readonly Mutant[] = [...visitors, ...staff];
