/** Texts of the page for downloads. */
export const messages = {
  title: 'Downloads',
  intro: 'Enter the serial of your licence, and you get links to the releases that it covers. Nothing else is asked.',
  serial: 'Serial',
  serialHint: 'As it stands in your licence papers: four groups of five characters, or the number of an older system.',
  send: 'Show downloads',
  another: 'Enter another serial',
  none: 'There is nothing to download for this licence yet.',
  noneHow: 'Releases appear here once their files are published.',
  found: 'These releases are covered by your licence.',
  until: 'The links open until',
  resume: 'A download that was cut off can be gone on with until then, and under a new link afterwards.',
  built: 'built on',
  fetch: 'Download',
  sum: 'SHA-256',
  later: 'Later releases',
  laterText: 'were built after your maintenance ended. To use them, ask for a renewal:',
};
