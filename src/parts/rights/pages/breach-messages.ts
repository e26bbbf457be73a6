/** Words of notices of breaches. */
export const breachMessages = {
  title: 'Notice of a personal data breach',
  intro:
    'To the supervisory authority, after article 33 of the GDPR. Fill in what is not known yet, and send it on in parts rather than late.',
  made: 'Made on',
  controller: 'Controller and contact',
  known: 'Known since',
  due: 'To be told to the authority by',
  left: 'hours left of 72',
  late: 'hours after the 72 are over: say why it is late',
  what: 'What happened',
  affected: 'People concerned (about), and kinds of data',
  notCounted: 'not counted yet',
  span: 'Data held between',
  consequences: 'Likely consequences',
  measures: 'Measures taken or proposed',
  contact: 'Where more can be learned',
  notWritten: 'not written yet',
  own: 'Breaches that we told you of',
} as const;
