/** Texts of the receipt of an erasure. */
export const receiptMessages = {
  title: 'Receipt of an erasure',
  number: 'Number',
  erased: 'Erased on',
  went: 'What went',
  stays: 'What stays, and why',
  shared: 'Somebody else has the same, so that we could not look for it afterwards:',
  recipients: 'These were given something before. Ask them to erase it, too:',
  given: 'These were given something before:',
  informed: 'Whom we asked to erase it, too',
  informedHow: {
    queued: 'told by mail, and reminded until they say that they have done it',
    'no mailbox': 'to be told by letter or phone',
    ended: 'not told, as we work together no longer. Ask them yourself, or ask us for their address.',
  },
  fields: { name: 'name', phone: 'telephone number', email: 'e-mail address', street: 'street' } as Record<
    string,
    string
  >,
  proven: 'What is proven',
  rows: 'Rows, files and queues of the running system',
  bytes: 'Data files and write-ahead log of the database',
  backups: 'Backups',
  gone: 'Searched, and nothing found:',
  still: 'Searched, and still found in these places, which our staff look at:',
  notSearched:
    'Not searched for each value, because the server ended meanwhile; the search of the data files covers it.',
  by: 'Gone by',
  until: 'Those made before the erasure are kept until',
  replayed: 'Should one be restored, the erasure is done again before anybody is served.',
  signed: 'Signed',
  signedText: 'The same stands in a text that is signed with the key with which licences are signed (Ed25519).',
  download: 'The signed text',
};
