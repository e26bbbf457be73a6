/** Texts of the age screen. None of them tells which date would do. */
export const messages = {
  title: 'Your date of birth',
  text: 'We ask it of everybody who registers as a student, before anything else. It is looked at once and not stored.',
  legend: 'Date of birth',
  fields: { day: 'Day', month: 'Month', year: 'Year' },
  send: 'Go on',
  refused: 'No registration',
  cookie: {
    purpose:
      'After the question for the date of birth led to no registration: answers it alike for a while in the same browser. It holds the figure 1, the same for everybody, and nothing of what was entered.',
    lifetime: '2 hours',
    setFor: 'Students who could not register',
  },
};
