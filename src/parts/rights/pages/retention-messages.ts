/** Texts of the page that says how long data is kept. */
export const retentionMessages = {
  title: 'How long we keep data',
  intro:
    'Counted from when it was last of use: sent, used, closed. You can have what is about you erased at any time on your own page.',
  what: 'What',
  long: 'How long, and why',
  noLimit: 'without a time limit',
  atOnce: 'purged once it is checked',
  days: 'days',
  holds: 'Where the law obliges us to keep something longer, it is kept for that alone.',
  categories: {
    people: 'People, their addresses, and what was told at activations',
    questions: 'Questions who activated a licence',
    exports: 'Files of exports, until they are fetched',
    lists: 'Lists that wait to be imported',
    mails: 'Mails that were sent',
    links: 'Links to the own page',
    'words of requests': 'What was asked of us and what we answered, with letters and mails',
    'mail kept apart': 'Mail to us that was taken for an automatic answer, a bounce or a list',
    requests: 'That there was a request, without words and names',
    'legal matters': 'Why data had to be kept',
    accounts: 'Accounts of our staff',
    backups: 'Backups',
    children: 'Data of children',
    'denied parties': 'Lists of export control that name people or companies',
  } as Record<string, string>,
};
