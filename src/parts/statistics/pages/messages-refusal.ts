/** Texts of the page on which visitors refuse to be counted. */
export const messages = {
  title: 'Visits that are counted',
  lead: (vendor: string) =>
    `${vendor} counts how often the pages of its websites are seen, for how long, and where visitors come from. Only sums are kept; nothing of them points to you. No cookie is needed for it.`,
  how: 'You can say that you do not want to be counted at all. Your browser then keeps a cookie that holds the figure 1, the same for everybody, and this server counts nothing of your visits but that somebody was not counted.',
  signals:
    'If your browser sends Global Privacy Control or Do Not Track, you are not counted anyway, and need not do anything here.',
  state: {
    counted: 'At the moment, your visits are counted.',
    refused: 'At the moment, your visits are not counted: you have refused.',
    gpc: 'Your browser sends Global Privacy Control: your visits are not counted.',
    dnt: 'Your browser sends Do Not Track: your visits are not counted.',
  },
  refuse: 'Do not count my visits',
  allow: 'Count my visits again',
  done: {
    refused: 'Your visits are no longer counted, from the next page on.',
    allowed: 'Your visits are counted again, from the next page on.',
  },
  limits:
    'The cookie is kept by this browser on this device only. If you delete your cookies, or if your browser refuses cookies of other websites on the pages of ours, say it again or switch on one of the two signals.',
  cookies: 'All cookies',
  policy: 'Privacy policy',
};
