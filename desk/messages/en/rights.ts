export const rightsMessages = {
  requests: {
    title: 'Corrections',
    about: 'Corrections, and whom they were passed on to. Other requests will stand here too.',
    person: 'Of',
    field: 'What',
    source: 'By',
    told: 'Told',
    nobody: 'nobody had the old value',
    none: 'No corrections yet',
    noneHow:
      'When a person corrects something on their page, or you do it for them, it is listed here with those who were told.',
  },
};
