/** Texts of the page on which a school keeps the labels of its pupils. */
export const messages = {
  open: 'Labels for the pupils of your school',
  title: 'Labels for your pupils',
  intro:
    'Each pupil activates with a label and nothing else: we ask no name, no address and no mail of them, and store nothing but the label. Which pupil has which label is known to you alone; please do not tell us.',
  none: 'You have registered no education licence for a school, or not confirmed yet that it was you.',
  licence: 'Licence',
  until: 'The licence is valid until the end of',
  seats: 'Seats for pupils:',
  term: 'Term',
  to: 'to',
  noLabels: 'There are no labels yet. Make some for the coming term.',
  label: 'Label',
  seat: 'Seat',
  free: 'not used yet',
  used: 'in use since',
  freeIt: 'Free the seat',
  print: 'To print the list, or to cut it into slips, use the print command of your browser.',
  slip: 'Each pupil enters one label in the program, or at',
  newTerm: 'New labels',
  replaces:
    'New labels take the place of those of this term at once: pupils who use the old ones need new ones to go on.',
  startsOn: 'First day of the term',
  endsOn: 'Last day of the term',
  count: 'How many labels',
  make: 'Make the labels',
  done: { freed: 'The seat is free for another machine.', made: 'The labels are made. Give one to each pupil.' },
};
