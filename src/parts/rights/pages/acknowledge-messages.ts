/** Words of the page by which a holder acknowledges what it was told. */
export const acknowledgeMessages = {
  title: 'What we told you of people’s data',
  to: 'This is for',
  one: 'Our mail told you of one correction, wish or erasure of a person whose data you have from us.',
  many: 'Our mail told you of corrections, wishes and erasures of people whose data you have from us, so many:',
  button: 'We have done it',
  close: 'If you have not done it yet, close this page and come back by the same link.',
  done: 'Thank you. It is noted that you have done it.',
  next: 'The people see it on their own pages. You need not do anything else.',
  which: 'Whose data was erased?',
  addresses: 'E-mail addresses that you have from us, one a line',
  why: 'We do not know any more who it was, and can only say of an address whether it was theirs. None of what you enter is stored.',
  look: 'Say which it is',
  found: 'This is the one whose data you are asked to erase:',
  none: 'None of these is the one. Nothing of what you entered was stored.',
  back: 'Back to what we told you',
  already: 'It is noted already that you have done it. Thank you.',
} as const;
