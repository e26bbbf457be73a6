import { code } from './code.ts';
import { configuration } from './configuration.ts';
import { data } from './data.ts';
import { egress } from './egress.ts';
import { grants } from './grants.ts';
import { logs } from './logs.ts';
import type { Mutant } from './mutant.ts';
import { schema } from './schema.ts';

export const mutants: readonly Mutant[] = [
  ...schema,
  ...grants,
  ...code,
  ...data,
  ...logs,
  ...egress,
  ...configuration,
];
