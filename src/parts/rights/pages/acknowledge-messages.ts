/** Words of the page by which a holder acknowledges what it was told. */
export const acknowledgeMessages = {
  title: 'What we told you of people’s data',
  to: 'This is for',
  one: 'Our mail told you of one correction or wish of a person whose data you have from us.',
  many: 'Our mail told you of corrections and wishes of people whose data you have from us, so many:',
  button: 'We have done it',
  close: 'If you have not done it yet, close this page and come back by the same link.',
  done: 'Thank you. It is noted that you have done it.',
  next: 'The people see it on their own pages. You need not do anything else.',
  already: 'It is noted already that you have done it. Thank you.',
} as const;
