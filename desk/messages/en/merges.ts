import type { Words } from './words.ts';

export const merges = {
  open: 'Merge into another',
  title: (name: string) => `Merge ${name} into another company`,
  about:
    'For one company that was noted as two. Everything of this one goes to the other, which stays. The name of this one still leads there.',
  into: 'Company that stays',
  evidence: 'What shows that they are one company',
  preview: 'What goes along',
  kinds: {
    people: 'People',
    domains: 'Mail domains',
    licence: 'Licences',
    registration: 'Registrations',
    contract: 'Contracts',
    order: 'Orders',
    'named seat': 'Seats kept by name',
    claim: 'Claims to licences, in disputes',
    lead: 'Leads',
    administrators: 'Administrators',
  } as Words,
  nothing: 'Nothing: no people, licences or contracts are noted for this company.',
  newSight: (reseller: string, company: string) =>
    `${reseller} will see the people and licences of ${company}, which it does not see now. This is written to the ledger.`,
  lostSight: (reseller: string, company: string) => `${reseller} will no longer see ${company}.`,
  noSight: 'No reseller comes to see more than now.',
  administrators: 'Administrators of both companies will see the licences of both.',
  openLeads: 'Both companies have a lead that no reseller has taken yet. Close one of the two first.',
  undoable: (days: number) =>
    `You can undo this for ${days} days, as long as nothing that comes later stands against it.`,
  go: 'Merge companies',
  done: 'The companies are merged.',
  panel: 'Merges',
  wentInto: (from: string, into: string) => `${from} went into ${into}`,
  undone: 'undone',
  undo: 'Undo',
  undoTitle: (from: string) => `Take ${from} out again?`,
  undoConsequence: (from: string) =>
    `What came with ${from} goes back to it: people, licences, contracts, orders, domains and who serves it. A lead that the merge closed waits again. Whoever activated since then stays where they are.`,
  undoneSaid: 'The merge is undone.',
  formerMerged: 'Merged with',
};
