import type { Mutant } from '../mutant.ts';

/** What is mailed, reported, called and handed over. */
export const handed: readonly Mutant[] = [
  {
    id: 'mail-sent-past-the-gateway',
    kind: 'egress',
    clause: 'L4',
    breaks: 'A mail goes out with no row in the ledger and to a recipient that is not registered.',
    change:
      "After each activation: send a mail straight by the SMTP transport to 'kernel@licensor.example' with company name and contact; no outbox row, no ledger row.",
  },
  {
    id: 'report-unsigned-and-in-the-clear',
    kind: 'egress',
    clause: 'L4',
    breaks: 'A report to a licensor can be altered on its way.',
    change: 'In the registration report: leave out the signature and mail the rows as plain CSV.',
  },
  {
    id: 'reseller-in-blind-copy',
    kind: 'egress',
    clause: 'U3',
    breaks: 'A reseller that is not assigned gets a copy of what is mailed to the customer.',
    change:
      'In the sender of the outbox: add to every mail to a person a `Bcc` with the mailbox of the first row of disclosures.recipients of kind reseller.',
  },
  {
    id: 'correction-tells-everything',
    kind: 'egress',
    clause: 'M5',
    breaks: 'A notice of a correction carries all data of the person, also to recipients whom it does not concern.',
    change:
      'In the mail that passes a correction on: send name, email, phone, title and role, old and new, to every recipient with a mailbox, also to those that ended.',
  },
  {
    id: 'opt-out-link-without-effect-in-the-header',
    kind: 'egress',
    clause: 'M3',
    breaks: 'A marketing mail offers no way to opt out.',
    change:
      'For mail of the purpose marketing: leave out List-Unsubscribe and List-Unsubscribe-Post and the opt-out link in the text.',
    needs: 'campaigns, if nothing sends marketing yet: queue one such row by hand',
  },
  {
    id: 'opt-out-done-by-a-mail-scanner',
    kind: 'egress',
    clause: 'M3',
    breaks: 'A link in a mail acts when a scanner merely opens it, so a yes or no is not that of the person.',
    change: 'For links in mails: on GET spend the token and do what it stands for, without the page with a button.',
  },
  {
    id: 'answer-to-an-inquiry-with-a-mail-address',
    kind: 'egress',
    clause: 'L5',
    breaks: 'The answer to who activated a licence gives the mail address as well as the name.',
    change:
      "In the answer to 'Who here activated this?' on the page: print `name <email>`; the ledger row goes on saying `{name}`.",
  },
  {
    id: 'mail-address-checked-by-a-service',
    kind: 'egress',
    clause: 'U6',
    breaks: 'A company without a contract is handed each mail address that is typed in.',
    change:
      'POST /activate: fetch `https://verify.example.net/?email=<email>` before storing, and go on whatever it says.',
  },
  {
    id: 'errors-reported-to-a-service-abroad',
    kind: 'egress',
    clause: 'U7',
    breaks: 'Errors go to a store abroad with the request that caused them.',
    change:
      'In the error handler: POST `{ message, stack, url, headers, body }` to `https://errors.example.net/api/1/store`, and do not wait for it.',
  },
  {
    id: 'renewal-reminder-to-every-reseller',
    kind: 'egress',
    clause: 'U2',
    breaks: 'Which maintenance ends when is told to resellers that the customer is not assigned to.',
    change:
      'In the list of renewals for resellers (or, if there is none, in their list of licences): read as base instead of as the tenant.',
  },
  {
    id: 'policy-change-told-with-all-addresses-visible',
    kind: 'egress',
    clause: 'P1',
    breaks: 'The notice of a new policy shows everybody the addresses of all others.',
    change:
      'When a version of the policy is posted: one mail with all mail addresses in `To`, and one ledger row for it.',
  },
  {
    id: 'privacy-questions-forwarded-to-a-chat',
    kind: 'egress',
    clause: 'P2',
    breaks: 'Questions to the privacy address are copied to a chat service instead of becoming a request.',
    change:
      'Where mail to the privacy mailbox is read: POST its From, Subject and text to `https://chat.example.net/hook` and mark it as done.',
    needs: 'the privacy mailbox as tracked requests',
  },
];
