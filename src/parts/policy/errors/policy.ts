import { defineErrors } from '../../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_VENDOR_UNKNOWN: {
    status: 404,
    message: 'The vendor has not given its identity yet.',
    next: 'An administrator gives it in the desk: name, address, phone, mailboxes, countries and time zone.',
  },
  KEPT_POLICY_UNCHANGED: {
    status: 409,
    message: 'The policy says already what the last version says.',
    next: 'There is nothing to publish.',
  },
  KEPT_POLICY_DRAFT_CHANGED: {
    status: 409,
    message: 'The draft has changed since you read it.',
    next: 'Read the new draft and put that up. Nothing was published.',
  },
  KEPT_POLICY_DRAFT_WAITS: {
    status: 409,
    message: 'This draft is put up already, and waits for a second person.',
    next: 'Another privacy officer or administrator approves it; for another day, take it back and put it up again.',
  },
  KEPT_POLICY_DRAFT_ENDED: {
    status: 409,
    message: 'This draft was approved, taken back or overtaken meanwhile.',
    next: 'Look at the versions: nothing was done now.',
  },
  KEPT_POLICY_SAME_PERSON: {
    status: 409,
    message: 'You put this draft up, so you cannot approve it.',
    next: 'Ask another privacy officer or administrator; where there is none, an administrator invites one. Nothing was published.',
  },
  KEPT_POLICY_DAY_PASSED: {
    status: 409,
    message: 'The day from which this version was to hold has passed.',
    next: 'Take the draft back and put it up for a later day. Nothing was published.',
  },
  KEPT_POLICY_CLAUSE_MISSING: {
    status: 409,
    message:
      'The draft lacks clause {clause}: it is not registered, or has no words although something of it is built.',
    next: 'A policy is published whole or not at all: put the clause back into the registry. Nothing was published.',
  },
  KEPT_USE_NOT_DECLARED: {
    status: 409,
    message: 'This use of data ({use}) is new, and no version of the policy in force declares it yet.',
    next: 'A privacy officer publishes the policy that does; it opens once those whom it concerns are listed. Nothing left.',
  },
  KEPT_POLICY_OVERTAKES: {
    status: 409,
    message: 'Version {version} was announced for {day}; a later version cannot be in force before it.',
    next: 'Publish this one for {day} or later. Nothing was published.',
  },
});
