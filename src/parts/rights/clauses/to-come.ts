import type { Clause } from '../../../platform/clauses/clause.ts';
import { clauseToCome } from '../../../platform/clauses/to-come.ts';

export const rightsToCome: readonly Clause[] = [
  clauseToCome({
    id: 'U8',
    part: 'rights',
    title: 'When the law demands data',
    keeps: 'Register of legal demands with what was given and who approved it; in the ledger; legal holds.',
    terms: ['dpv:LegalObligation', 'dpv:Disclose'],
    demands: {
      register: 'Each legal demand is registered with authority, reference, scope and basis.',
      given: 'The register says what was given.',
      approved: 'The register says who approved it.',
      ledger: 'What was given stands in the ledger.',
      holds: 'Data can be held where the law demands that it is not deleted.',
    },
  }),
];
