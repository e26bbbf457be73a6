import { clauseToCome } from '../../platform/clauses/to-come.ts';

export const clauses = [
  clauseToCome({
    id: 'U6',
    part: 'disclosures',
    title: 'Companies that we hire',
    keeps:
      'Register of processors; hand-over refused without terms; least columns; encrypted export; deletion confirmed.',
    terms: ['dpv:DataProcessor', 'dpv:DataProcessingAgreement'],
    demands: {
      register: 'Processors are registered with their contract and its terms of confidentiality.',
      refused: 'Nothing is handed over without them.',
      least: 'Only the columns that the work needs are handed over.',
      encrypted: 'What is handed over is encrypted.',
      deleted: 'The processor confirms that it has deleted what it received.',
    },
  }),
];
