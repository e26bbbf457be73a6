import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_CHILD_SEALED: {
    status: 409,
    message: 'This record is sealed already.',
    next: 'Look at it under Requests > Children. Nothing was changed.',
  },
  KEPT_CHILD_DECIDED: {
    status: 409,
    message: 'It was decided before what becomes of this record.',
    next: 'Load the list again to see what came of it. Nothing was changed.',
  },
  KEPT_SECOND_LOOK: {
    status: 403,
    message: 'Whoever sealed a record does not decide about it alone.',
    next: 'Ask another privacy officer or administrator to look. Nothing was changed.',
  },
  KEPT_LINK_SPENT: {
    status: 410,
    message:
      'This link does not work: it was used already, is older than 30 minutes, or went to an address that we do not hold any more.',
    next: 'Ask for a new one on the page “Your data” (/me); it comes by mail within minutes. Nothing was changed.',
  },
  KEPT_SITTING_ENDED: {
    status: 403,
    message: 'You were signed out, your 30 minutes are over, or your mail address was changed.',
    next: 'Ask for a new link on the page “Your data” (/me) to go on. What you had saved is saved; nothing else was changed.',
  },
  KEPT_REQUEST_CLOSED: {
    status: 409,
    message: 'This request has been closed before.',
    next: 'Look at its answer; if something is still open, make a new request. Nothing was changed.',
  },
  KEPT_REQUEST_IDENTITY: {
    status: 409,
    message: 'Nobody has shown yet that this request comes from the person it is about.',
    next: 'Have them prove it, note that, and answer then; or refuse the request on that ground. Nothing was changed.',
  },
  KEPT_REQUEST_MANDATE: {
    status: 409,
    message: 'Somebody else made this request, and the person has not said yet that they act for them.',
    next: 'Wait for the person to confirm, ask them again, or state why their word is not needed; or refuse the request. Nothing was told and nothing was changed.',
  },
  KEPT_AGENT_DECIDED: {
    status: 409,
    message: 'Whether somebody acts for this person has been decided before.',
    next: 'Look at the page of the request. Nothing was changed.',
  },
  KEPT_AGENT_LINK: {
    status: 404,
    message: 'This link is not known, is too old, or was used before.',
    next: 'Use the link of our latest mail. If you have answered already, there is nothing more to do.',
  },
  KEPT_AGENT_WAITING: {
    status: 429,
    message: 'For this address other requests wait for an answer already.',
    next: 'Wait until the person has answered our mail, or write to us by letter. Nothing was stored.',
  },
  KEPT_AGENT_FORMS_MANY: {
    status: 429,
    message: 'More requests for other people came in within the last hour than we take.',
    next: 'Try again in an hour, or write to us by mail or letter. Nothing was stored.',
  },
  KEPT_REQUEST_NOT_EXTENDABLE: {
    status: 409,
    message: 'This request can be given no more time: {why}.',
    next: 'Answer it, or refuse it with a ground. Nothing was changed.',
  },
  KEPT_REQUESTS_OPEN: {
    status: 429,
    message: 'You have {most} requests that we have not answered yet.',
    next: 'Wait until we have answered some of them, or withdraw one. Nothing was stored.',
  },
  KEPT_SCAN_UNKNOWN: {
    status: 400,
    message: 'The scan is none of PDF, PNG and JPEG.',
    next: 'Save it as one of these, 2 MB at most, and send it again. Nothing was stored.',
  },
  KEPT_SCAN_MISSING: {
    status: 409,
    message: 'A letter is answered only when its scan is kept with it.',
    next: 'Attach the scan of the letter, and answer then. Nothing was changed.',
  },
  KEPT_REQUEST_KIND_GIVEN: {
    status: 409,
    message: 'Only what a mail asks for is guessed; this request said what it is.',
    next: 'Answer it, or record another one beside it. Nothing was changed.',
  },
  KEPT_MAIL_JOINED: {
    status: 409,
    message: 'This mail belongs to a request already.',
    next: 'Load the list again: it is not on it any more. Nothing was changed.',
  },
  KEPT_NOT_ERASURE: {
    status: 409,
    message: 'This request asks for no erasure, or we do not know the person.',
    next: 'Note who it is from first; only a request for erasure erases. Nothing was changed.',
  },
  KEPT_HELD: {
    status: 409,
    message: 'Data of this person must be kept by law, so it cannot be erased now.',
    next: 'Look at the legal holds; refuse the request on that ground, or erase once the hold has ended. Nothing was changed.',
  },
  KEPT_LEGAL_DEMAND_STATE: {
    status: 409,
    message: 'This legal demand is {state}, so this step is not open to it.',
    next: 'Look at the page of the demand: it says who does what next. Nothing was changed.',
  },
  KEPT_LEGAL_DEMAND_SAME_PERSON: {
    status: 409,
    message: 'You are the first of the two people who must agree to this, so you cannot be the second.',
    next: 'Ask another privacy officer or administrator to look at it and to approve. Nothing was changed.',
  },
  KEPT_LEGAL_DEMAND_UNDECIDED: {
    status: 409,
    message: 'The day until which the person is not told waits for a second person.',
    next: 'Have it approved, or drop it: then the person is told when data is given. Nothing was given.',
  },
  KEPT_LEGAL_DEMAND_TOLD: {
    status: 409,
    message: 'The people were told already, or the day until which they are not told is over.',
    next: 'What was told cannot be taken back. Nothing was changed.',
  },
  KEPT_LEGAL_DEMAND_OUTSIDE: {
    status: 409,
    message: 'Somebody was chosen who is neither named by this legal demand nor belongs to a company that it names.',
    next: 'Give what the demand asks for and no more; if the authority asks for more, record that as another demand. Nothing was given.',
  },
  KEPT_LEGAL_DEMAND_CHANGED: {
    status: 409,
    message: 'What is held is not any more what you were shown.',
    next: 'Look at what would be given once more, and give it then. Nothing was given.',
  },
  KEPT_RECEIPT_UNKNOWN: {
    status: 404,
    message: 'There is no receipt with this number yet.',
    next: 'Check the number. It leads to the receipt once your data has been erased.',
  },
  KEPT_BREACH_NOT_COUNTED: {
    status: 409,
    message: 'Whom this incident concerns has not been counted yet.',
    next: 'Count first whose data it concerns, on the page of the incident; then write the notice. Nothing was stored.',
  },
  KEPT_BREACH_APPROVED: {
    status: 409,
    message: 'This step is not open to this notice any more, or not yet.',
    next: 'Look at the page of the incident: it says how far the notice is. Nothing was changed.',
  },
  KEPT_HOLDER_LINK_UNKNOWN: {
    status: 404,
    message: 'This link is not known, or is too old.',
    next: 'Use the link of our latest mail, or write to us that you have done what it asked for. Nothing was noted.',
  },
  KEPT_HOLDER_ASKED_OFTEN: {
    status: 429,
    message: 'By this link as many addresses were looked up today as can be in a day.',
    next: 'Come back tomorrow, or write to us. Nothing of what you entered was stored.',
  },
  KEPT_TELLING_DONE: {
    status: 409,
    message: 'Everybody whom this version of the policy concerns has been told already, or there is no such version.',
    next: 'There is nothing to stop or to go on with.',
  },
});
