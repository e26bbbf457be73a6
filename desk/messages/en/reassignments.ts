import type { Words } from './words.ts';

export const reassignmentsMessages = {
  reassign: {
    open: 'Give customers to another reseller',
    title: (name: string) => `Whom does ${name} serve no longer?`,
    to: 'To which reseller',
    country: 'Country',
    any: 'Any',
    region: 'Region (empty: any)',
    name: 'Name begins with (empty: any)',
    look: 'Show customers',
    none: 'No customer is meant by this choice.',
    found: (n: string, all: boolean) => (all ? `${n} customers:` : `${n} customers; the first 50 by name:`),
    consequence: (n: string, from: string, to: string) =>
      `${n} customers: ${from} sees them no longer, and ${to} sees them from now on. Each is in the ledger, both resellers are told by one mail each, and it can be undone.`,
    go: 'Give them over',
    begun: 'The customers are being given over.',
    panel: 'Customers given over together',
    noneYet: 'None yet',
    noneHow: 'What is given to or by this reseller together with others appears here.',
    from: 'From',
    when: 'When',
    state: 'State',
    states: { running: 'Under way', done: 'Done', undoing: 'Being undone', undone: 'Undone' } as Words,
    customers: 'Customers',
    moved: 'Moved',
    left: 'Left as they were',
    told: 'Who was told',
    many: (n: number, said: string) => (n === 1 ? '1 customer' : `${said} customers`),
    tellings: {
      mailed: (name: string, n: string, back: boolean) =>
        `${name}: one mail about ${n}${back ? ', as they were brought back' : ''}`,
      'no mailbox': (name: string, n: string) => `${name}: no mail about ${n}, as it has no mailbox; please tell it`,
      'no contract': (name: string, n: string) => `${name}: no mail about ${n}, as its contract does not hold`,
    } as Record<string, (name: string, n: string, back: boolean) => string>,
    undo: 'Undo',
    undoTitle: 'Bring these customers back?',
    undoConsequence: (to: string, from: string) =>
      `${to} sees them no longer, and ${from} sees them again, as before. Both are told by mail. Those about whom somebody decided since stay as they are.`,
    undone: 'The customers are being brought back.',
  },
};
