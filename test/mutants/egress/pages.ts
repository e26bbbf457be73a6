import type { Mutant } from '../mutant.ts';

/** What pages of the server make a browser send, and where they send it. */
export const pages: readonly Mutant[] = [
  {
    id: 'font-from-another-host',
    kind: 'egress',
    clause: 'A2',
    breaks: 'The address of each visitor is given to a third party that serves a font.',
    change:
      'In the head of every public page: `<link rel="stylesheet" href="https://fonts.example.net/css?family=Inter">`, and let the content security policy allow that host.',
  },
  {
    id: 'address-looked-up-at-a-service',
    kind: 'egress',
    clause: 'A2',
    breaks: 'The address of a visitor is sent to a service that knows countries.',
    change:
      'POST /s/hit: fetch https://geo.example.net/<address of the visitor> to learn the country, and wait at most one second for it.',
  },
  {
    id: 'cookie-for-the-whole-domain-and-other-sites',
    kind: 'egress',
    clause: 'A4',
    breaks: 'A cookie is sent along from the pages of other sites.',
    change:
      'Set the cookie of the sitting on /me with `SameSite=None; Secure; Domain=<registrable domain>` and a lifetime of two years.',
  },
  {
    id: 'picture-of-the-person-from-a-service',
    kind: 'egress',
    clause: 'A6',
    breaks: 'A linked site collects on a page of the vendor without being named.',
    change:
      'GET /me: show `<img src="https://avatars.example.net/<sha256 of the mail address>">`, allowed by the content security policy.',
  },
  {
    id: 'outside-link-with-a-referrer',
    kind: 'egress',
    clause: 'F2',
    breaks: 'A link that leaves the site tells the other site where the visitor was.',
    change:
      'In the helper for outside links: drop `rel="noreferrer noopener"`; and send `Referrer-Policy: unsafe-url` on the public pages.',
  },
  {
    id: 'outside-link-without-a-mark',
    kind: 'egress',
    clause: 'F2',
    breaks: 'A visitor does not see that a link leaves the site.',
    change:
      'In the footer of the public pages: a plain `<a href="https://forum.example/">Forum</a>`, without the mark of outside links and without a row in policy.outside_links.',
  },
  {
    id: 'outside-link-through-a-counter',
    kind: 'egress',
    clause: 'F2',
    breaks: 'Outside links carry an identifier and go through a counter.',
    change:
      'Rewrite outside links to `/out?to=<url>&v=<random id kept in memory for the visitor>`, which answers 302 to the url with `?kept=<id>` appended.',
  },
];
