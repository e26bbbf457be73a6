import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_SEALED: {
    status: 423,
    message: 'This record is sealed: it may be that of a child.',
    next: 'Only a privacy officer sees it, for the rights of the person, until it is purged or the seal is lifted. Nothing was read or changed.',
  },
  KEPT_RESTRICTED: {
    status: 423,
    message: 'The use of this person’s data is restricted, as they asked.',
    next: 'Only the privacy officer reads and changes it, for their rights or by law, until the restriction is lifted. Nothing was read or changed.',
  },
  KEPT_NOBODY_TO_HAND_OVER: {
    status: 409,
    message: 'None of these companies has somebody who may be handed over for this purpose.',
    next: 'Choose other companies. Who opted out, objected or had the use of their data restricted is left out. Nothing left.',
  },
  KEPT_TOO_MANY_TO_HAND_OVER: {
    status: 409,
    message: 'These are more than {most} people.',
    next: 'Hand them over in several files. Nothing left.',
  },
  KEPT_SAME_NAME: {
    status: 409,
    message: 'The company is called so already.',
    next: 'Give another name. Nothing was changed.',
  },
  KEPT_COMPANY_MERGED: {
    status: 409,
    message: 'This company was merged into another.',
    next: 'Open the company that stayed, or undo the merge first. Nothing was changed.',
  },
  KEPT_NOT_MERGEABLE: {
    status: 409,
    message: 'These two companies cannot be merged.',
    next: 'Choose two different customers, neither of which was merged already. Nothing was changed.',
  },
  KEPT_MERGE_OPEN_LEADS: {
    status: 409,
    message: 'Both companies have a lead that no reseller has taken yet.',
    next: 'Close one of the two leads first. Nothing was changed.',
  },
  KEPT_MERGE_UNDONE: {
    status: 409,
    message: 'This merge was undone already.',
    next: 'Reload to see both companies. Nothing was changed.',
  },
  KEPT_MERGE_OVER: {
    status: 409,
    message: 'This merge is older than {days} days.',
    next: 'It stays. Give licences to the other company one by one, if they are its own. Nothing was changed.',
  },
  KEPT_MERGE_BURIED: {
    status: 409,
    message: 'The company that stayed has been merged into another since.',
    next: 'Undo that merge first. Nothing was changed.',
  },
  KEPT_MERGE_LICENCES_GONE: {
    status: 409,
    message: 'Some of the licences that came with the merge belong to another company by now: {count}.',
    next: 'The merge stays. Nothing was changed.',
  },
  KEPT_COMPANY_UNKNOWN: {
    status: 404,
    message: 'No such company is here, or it is not shared with you.',
    next: 'Look it up in the list of companies. Nothing was changed.',
  },
  KEPT_PERSON_UNKNOWN: {
    status: 404,
    message: 'No such person is here, or their company is not shared with you.',
    next: 'Look them up through their company. Nothing was read.',
  },
  KEPT_CHANGED_MEANWHILE: {
    status: 409,
    message: 'Somebody else changed this in the meantime.',
    next: 'Reload to see the present state, then make your change again. Nothing was overwritten.',
  },
  KEPT_ONLY_THE_PERSON: {
    status: 403,
    message: 'Only the person can allow this again.',
    next: 'Ask them to do it on their own page. An opt-out can be recorded for them at any time.',
  },
  KEPT_FIELD_NEEDED: {
    status: 400,
    message: 'This field cannot be left empty.',
    next: 'Give a value. Nothing was changed.',
  },
  KEPT_EMAIL_TAKEN: {
    status: 409,
    message: 'This mail address belongs to another record.',
    next: 'Give another address. Nothing was changed.',
  },
  KEPT_DOMAIN_OF_ANYBODY: {
    status: 409,
    message: 'Anybody can open a mailbox at {domain}: it proves nothing.',
    next: 'Give a domain of the company itself. Nothing was changed.',
  },
  KEPT_DOMAIN_RECORD_MISSING: {
    status: 409,
    message: 'The name servers of {domain} do not show the record.',
    next: 'A new record may take an hour or more to be seen everywhere. Compare it letter by letter and check again. Nothing was changed.',
  },
  KEPT_DOMAIN_UNASKED: {
    status: 503,
    message: 'No name server answered for {domain}.',
    next: 'Check again later, or note what else shows that the domain is the company’s. Nothing was changed.',
  },
  KEPT_DOMAIN_TAKEN: {
    status: 409,
    message: '{domain} stands with a company already.',
    next: 'A domain that several companies share proves nothing. If it has changed hands, end it at the other company first. Nothing was changed.',
  },
});
