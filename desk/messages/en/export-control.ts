import type { Words } from './words.ts';

export const exportControlMessages = {
  exportControl: {
    tab: 'Export control',
    lists: 'Lists',
    noLists: 'No list is loaded, so nobody is looked for.',
    load: 'Load a list',
    loadAbout:
      'A table (CSV) with the columns reference, name, aliases (separated by ;) and country (two letters). A row with a country and no name is a destination. A list of the same name is replaced, and every licence in use is held against the new one.',
    name: 'Name of the list',
    file: 'File',
    loaded: 'The list is loaded. What is in use is being held against it.',
    line: (entries: string, checked: string, all: string) =>
      `${entries} entries, ${checked} of ${all} licences in use checked`,
    through: (entries: string) => `${entries} entries, everything in use checked`,
    hits: 'What was found',
    found: 'Found',
    matched: 'What matched',
    matches: { company: 'the company', contact: 'the contact', destination: 'the destination' } as Words,
    entry: 'Entry of the list',
    score: 'Alike',
    occasion: 'When',
    occasions: {
      issue: 'at issue',
      activation: 'at activation',
      'hand-over': 'at hand-over',
      list: 'when the list was loaded',
    } as Words,
    company: 'Company as named',
    release: 'Release',
    releaseTitle: (serial: string) => `Release ${serial}?`,
    releaseFirst:
      'You say that this is not whom the list means. Somebody else must say so, too, before the licence can be used.',
    releaseSecond:
      'You are the second to say that this is not whom the list means. With the last one of a licence it can be used again, and the same entry does not hold it any more.',
    released: 'Your release is noted.',
    waits: 'Released by you. Somebody else must look, too.',
    show: 'Show',
    shown: { true: 'Open', false: 'Released' } as Words,
    none: 'Nothing was found',
    noneHow:
      'Each licence is held against the lists when it is issued, handed over or activated, and when a list is loaded. What is met is put on hold.',
  },
};
