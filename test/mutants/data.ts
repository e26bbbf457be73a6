import { addresses } from './data/addresses.ts';
import { licences } from './data/licences.ts';
import { parties } from './data/parties.ts';
import { people } from './data/people.ts';
import type { Mutant } from './mutant.ts';

export const data: readonly Mutant[] = [...addresses, ...people, ...licences, ...parties];
