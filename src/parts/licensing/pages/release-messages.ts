/** Texts of the pages on which a seat is freed by mail. */
export const messages = {
  title: 'Free the seat of a machine that is dead',
  intro:
    'A program gives its seat up itself, as long as it runs. If the machine is dead or gone, whoever registered the seat frees it here: we mail them a link.',
  serial: 'Serial',
  serialHint: 'As it stands in your licence papers: four groups of five characters, or the number of an older system.',
  email: 'Mail address that the seat was registered with',
  emailWhy:
    'Why we ask: the link goes to this address, if a seat of the licence was registered with it. It is used for nothing else.',
  ask: 'Mail me the link',
  missing: 'Give the serial and the whole mail address. Nothing was done.',
  asked: 'Look into your mailbox',
  askedText:
    'If a seat of this licence that is in use was registered with this mail address, a mail is on its way. Its link works once and for 30 minutes.',
  askedNone: 'No mail? Then it was another address or another serial; or several links were asked for just now.',
  choose: 'Which seat is to be freed?',
  chooseText: 'The document of that machine is refused from then on. Another machine can take the seat at once.',
  activatedOn: 'activated on',
  release: 'release',
  none: 'None of your seats of this licence is in use any more. Nothing needs to be freed.',
  free: 'Free this seat',
  freed: 'The seat is free',
  freedText: 'Activate the licence on another machine with the same serial. The old machine can use it no more.',
  refused: 'The seat was not freed',
  machine: {
    physical: 'a computer',
    virtual: 'a virtual machine',
    'terminal server': 'a terminal server',
    dongle: 'a dongle',
  } as Readonly<Record<string, string>>,
  unknownMachine: 'a machine',
};
