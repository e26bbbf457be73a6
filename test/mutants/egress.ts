import { handed } from './egress/handed.ts';
import { pages } from './egress/pages.ts';
import type { Mutant } from './mutant.ts';

export const egress: readonly Mutant[] = [...pages, ...handed];
