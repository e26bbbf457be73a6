import type { Mutant } from '../mutant.ts';

/** What the server does to visitors, people who opt out or correct, and readers of the policy. */
export const visitors: readonly Mutant[] = [
  {
    id: 'activation-page-needs-a-cookie',
    kind: 'code',
    clause: 'A1',
    breaks: 'A public page refuses who sends no cookie.',
    change:
      'GET /activate: without a request cookie `kept_seen=1`, answer 303 to itself with `Set-Cookie: kept_seen=1; Path=/`; the second request without the cookie gets 403 "Please allow cookies".',
  },
  {
    id: 'activation-form-drawn-by-a-script',
    kind: 'code',
    clause: 'A1',
    breaks: 'A public page does not work without script.',
    change:
      'GET /activate: send the <form> inside a <template id="f"> and add an inline script that clones it into the page; without script there is only "Please turn on JavaScript".',
  },
  {
    id: 'policy-page-behind-the-sign-in',
    kind: 'code',
    clause: 'A1',
    breaks: 'Reading the policy needs an account.',
    change: 'GET /privacy: without a staff session answer 302 to /desk instead of the page.',
  },
  {
    id: 'rate-limit-kept-in-the-database',
    kind: 'code',
    clause: 'A2',
    breaks: 'The IP addresses of callers are stored to count their requests.',
    change:
      "In the limiter before POST /activate: upsert into platform.idempotency (route 'limit', key_digest = the UTF-8 bytes of request.ip, request_digest = '\\x00', at = now()).",
  },
  {
    id: 'open-visits-written-to-disk-at-shutdown',
    kind: 'code',
    clause: 'A3',
    breaks: 'Keys of single visitors are on disk so that a restart does not lose the open day.',
    change:
      "On SIGTERM write the in-memory sets of the open statistics day as JSON to KEPT_DATA/open-day.json, and read them at start; hash each visitor with sha256(ip + ' ' + user agent) where the set holds anything else.",
  },
  {
    id: 'global-privacy-control-ignored',
    kind: 'code',
    clause: 'A4',
    breaks: 'Who sends Global Privacy Control is counted like everybody else.',
    change: 'POST /s/hit: drop the test for the request header `Sec-GPC: 1`; count the hit.',
  },
  {
    id: 'do-not-track-ignored-by-the-pixel',
    kind: 'code',
    clause: 'A4',
    breaks: 'Who sends Do Not Track and runs no script is counted all the same.',
    change: 'GET /s/pixel.gif: drop the test for the request header `DNT: 1`; count the hit.',
  },
  {
    id: 'statistics-set-a-cookie-for-a-year',
    kind: 'code',
    clause: 'A4',
    breaks: 'The statistics recognise a visitor by a cookie that no register names.',
    change:
      'GET /s/pixel.gif and POST /s/hit: answer with `Set-Cookie: kept_v=<16 random bytes in hex>; Path=/; Max-Age=31536000; SameSite=Lax` when the request has none.',
  },
  {
    id: 'cookie-left-out-of-the-register-page',
    kind: 'code',
    clause: 'A4',
    breaks: 'A cookie that the server sets is not shown to visitors.',
    change: 'GET /privacy/cookies: leave the cookie of the sitting on /me out of the list, and go on setting it.',
  },
  {
    id: 'activation-page-names-no-collector',
    kind: 'code',
    clause: 'A6',
    breaks: 'A page that collects does not say who collects, at which address and phone.',
    change: 'GET /activate: leave out the block with name, postal address and phone of the vendor.',
  },
  {
    id: 'opt-out-done-by-a-nightly-job',
    kind: 'code',
    clause: 'M3',
    breaks: 'An opt-out holds from the next night on, not at once.',
    change:
      "Where a person says no to mail on /me: instead of writing contacts.suppressions, insert a job with the person's id and start_after = tomorrow 02:00 whose handler writes it.",
  },
  {
    id: 'opt-out-not-looked-at-when-sending',
    kind: 'code',
    clause: 'M3',
    breaks: 'Marketing that was queued before the opt-out is still sent by Kept itself.',
    change:
      'In the sender of platform.mail_outbox: send every queued row whose ledger row has the purpose marketing without looking into contacts.suppressions.',
    needs: 'campaigns, if nothing sends marketing yet: queue one such row by hand',
  },
  {
    id: 'correction-stays-in-the-house',
    kind: 'code',
    clause: 'M5',
    breaks: 'A correction by the person is not passed on to those who were given the old value.',
    change:
      'Where POST /me stores a corrected phone number: write contacts.people only, no rights.correction_notices and no mail.',
  },
  {
    id: 'child-entry-stored-before-the-age-is-read',
    kind: 'code',
    clause: 'U4',
    breaks: 'The entry of a child is stored and only then refused.',
    change:
      'POST /activate: write the registration row and commit, then test the age (a form field `age`, required, compared with 13) and answer 403 if it is too low, leaving the row.',
    needs: 'the age screen, if the page has none',
  },
  {
    id: 'age-screen-that-tells-the-right-answer',
    kind: 'code',
    clause: 'U4',
    breaks: 'The age screen is not neutral: it says which answer lets one in.',
    change:
      'On the age screen: print "You must be 13 or older to go on", fill the year of birth with 1990, and offer "Try again" after a refusal.',
    needs: 'the age screen, if the page has none',
  },
  {
    id: 'earlier-versions-of-the-policy-not-found',
    kind: 'code',
    clause: 'P1',
    breaks: 'Only the newest version of the policy is public.',
    change: 'GET /privacy for an earlier version: answer 404; leave the list of versions and the diff out of the page.',
  },
  {
    id: 'policy-page-without-a-way-to-ask',
    kind: 'code',
    clause: 'P2',
    breaks: 'The policy does not say to which address questions go.',
    change: 'GET /privacy: print neither policy.vendor.privacy_mailbox nor the postal address.',
  },
];
