import type { Mutant } from './mutant.ts';
import { columns } from './schema/columns.ts';
import { copies } from './schema/copies.ts';
import { rules } from './schema/rules.ts';

export const schema: readonly Mutant[] = [...columns, ...rules, ...copies];
