import { columns } from './grants/columns.ts';
import { roles } from './grants/roles.ts';
import { rows } from './grants/rows.ts';
import type { Mutant } from './mutant.ts';

export const grants: readonly Mutant[] = [...columns, ...rows, ...roles];
