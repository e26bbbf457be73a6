import { purposes, type Words } from './words.ts';

export const common = {
  loading: 'Loading …',
  none: '–',
  never: 'never',
  notYet: 'not yet',
  justNow: 'just now',
  yes: 'Yes',
  no: 'No',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  stop: 'Stop',
  copied: 'Copied',
};

export const fields = {
  name: 'Name',
  email: 'E-mail',
  country: 'Country',
  region: 'Region',
  company: 'Company',
  since: 'Since',
  when: 'When',
  who: 'Who',
  nameNeeded: 'Give a name.',
  mailboxNeeded: 'Give a whole address, like name@example.org.',
  countryNeeded: 'Choose a country.',
};

export const parts = {
  home: 'Home',
  company: 'Company',
  contacts: 'Contacts',
  licences: 'Licences',
  leads: 'Leads',
  told: 'To acknowledge',
  resellers: 'Resellers',
  statistics: 'Statistics',
  proof: 'Proof',
  requests: 'Requests',
  settings: 'Settings',
};

export const frame = {
  skip: 'Skip to the page',
  parts: 'Parts of the desk',
  pages: 'Pages of this part',
  openMenu: 'Open the menu',
  closeMenu: 'Close the menu',
  demo: 'Demonstration: everything here is made up.',
};

export const states = {
  notFound: 'There is no such page',
  notFoundNext: 'The link may be old, or the page belongs to another part of the desk.',
  toHome: 'Go to Home',
  crashed: 'This page could not be shown',
  crashedNext: 'Nothing was lost. The desk may have been updated meanwhile: load it again.',
  reload: 'Load again',
};

export const failure = {
  unknown: 'Something went wrong on this page.',
  unknownNext: 'Nothing was lost. Try again; if it stays, tell whoever runs this server.',
  retry: 'Try again',
  field: (fault: string) => `This ${fault}${/[.!?]$/.test(fault) ? '' : '.'}`,
};

export const search = {
  label: 'Search everything',
  placeholder: 'Serial, company, person, e-mail',
  results: 'Search results',
  searching: 'Searching …',
  found: (n: number) =>
    n === 0 ? 'Nothing found. Names are found from their beginning, addresses whole.' : `${n} found`,
  kinds: {
    licence: 'Licence',
    company: 'Company',
    person: 'Person',
    reseller: 'Reseller',
    product: 'Product',
    site: 'Website',
  } as Words,
};

export const sitting = {
  mark: (purpose: string, reason: string) => `${purposes[purpose] ?? purpose}: ${reason}`,
  explain: 'Personal data are open for this reason, until you sign out or close the tab.',
  change: 'Change purpose or reason',
  end: 'Close personal data',
};

export const me = {
  menu: (name: string) => `Your account: ${name}`,
  account: 'My account',
  colours: 'Colours',
  chosen: '(chosen)',
  scheme: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  signOut: 'Sign out',
};

export const reason = {
  title: 'Why do you open personal data?',
  explain:
    'What you open is written to the look-up log with your name, and the person can see it. Your answer is kept for this sitting.',
  purpose: 'Purpose',
  reason: 'Reason',
  reasonHint: 'A few words, such as a case number. No names.',
  examples: 'Examples',
  suggestions: ['Support case', 'Renewal', 'Question about an order', 'Asked by the person'],
  noneFits: 'Your role has no purpose that covers this.',
  tooShort: 'Say it in at least three letters.',
  open: 'Open personal data',
  closed: 'These are personal data. They open once you say what for.',
  ask: 'Say why and open',
};

export const table = {
  all: 'All',
  columns: 'Columns',
  views: 'Views',
  noViews: 'No views saved yet',
  saveView: 'Save this view',
  saveViewGo: 'Save view',
  viewName: 'Name of the view',
  forgetView: (name: string) => `Forget “${name}”`,
  export: 'Export CSV',
  exporting: (done: string, of: string) => `${done} of ${of} rows`,
  exportStopped: 'The export was stopped. Nothing was saved.',
  range: (first: string, last: string, total: string) => `${first}–${last} of ${total}`,
  nothing: '0 rows',
  noMatch: 'Nothing matches these filters.',
  clear: 'Clear filters',
  previous: 'Previous',
  next: 'Next',
  act: 'Act',
  noAddresses: 'Addresses are found by the search at the top of the page.',
};
