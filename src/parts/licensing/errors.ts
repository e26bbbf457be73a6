import { defineErrors } from '../../platform/errors.ts';

export const errors = defineErrors({
  KEPT_SERIAL_MALFORMED: {
    status: 400,
    message: 'This is not a complete serial: a character is missing, or one was mistyped.',
    next: 'Compare it with your licence papers. It has four groups of five characters; small letters, spaces and the letter O for zero do no harm. Nothing was stored.',
  },
  KEPT_SERIAL_UNKNOWN: {
    status: 404,
    message: 'No licence can be activated with this serial.',
    next: 'Compare it with your licence papers. If it is right, ask whoever sold you the licence. Nothing was stored.',
  },
  KEPT_ADDRESS_REFUSED: {
    status: 409,
    message: 'No registration can be made under this mail address.',
    next: 'Use another address, or write to the privacy address if this one is yours. Nothing was stored.',
  },
  KEPT_REGISTRANT_NEEDED: {
    status: 422,
    message: 'This is an education licence: schools and teachers register it, and students in a way of their own.',
    next: 'Say that you register for a school or as a teacher, or begin as a student. Nothing was stored.',
  },
  KEPT_LICENCE_OF_SCHOOL: {
    status: 409,
    message: 'This licence belongs to a school, whose pupils register nothing.',
    next: 'Ask your school or your teacher for a label, and activate with that. Nothing was stored.',
  },
  KEPT_LABEL_MALFORMED: {
    status: 400,
    message: 'This is no label of a school: a digit is missing, or one was mistyped.',
    next: 'Compare it with what your school gave you: three groups of four digits. Nothing was stored.',
  },
  KEPT_LABEL_UNKNOWN: {
    status: 404,
    message: 'Nothing can be activated with this label now.',
    next: 'Ask your school or your teacher for the label of this term. Nothing was stored.',
  },
  KEPT_LABEL_IN_USE: {
    status: 409,
    message: 'Another machine has the seat of this label.',
    next: 'Ask your school or your teacher to free it, or for another label. Nothing was changed.',
  },
  KEPT_TERM_DAYS: {
    status: 400,
    message:
      'The days of a term are in order, not all over yet, within two years, and not after the end of the licence.',
    next: 'Choose other days. Nothing was changed.',
  },
  KEPT_SEAT_OF_PUPIL: {
    status: 409,
    message: 'This is the seat of a pupil, which lasts as long as the term of the school.',
    next: 'Renew the licence by another seat. Its school gives new labels for the next term. Nothing was changed.',
  },
  KEPT_LABELS_TOO_MANY: {
    status: 409,
    message: 'There are {seats} seats for pupils, and more labels were asked for.',
    next: 'Ask for at most so many, or ask {ask} for more seats. Nothing was changed.',
  },
  KEPT_SEATS_USED_UP: {
    status: 409,
    message: 'Every seat of this licence is in use.',
    next: 'If it was activated on our page, give the program the activation number that was shown there. Otherwise ask {ask} for another seat. Nothing was stored.',
  },
  KEPT_SEATS_NAMED: {
    status: 409,
    message: 'Your company keeps the free seats of this licence for people by name, and none for this mail address.',
    next: 'Activate with the mail address for which a seat is kept, or ask who looks after the licences in your company. Nothing was stored.',
  },
  KEPT_SEATS_NOT_NAMEABLE: {
    status: 409,
    message:
      'No seats of this licence can be kept for people by name: it is floating, a school’s, or not in use any more.',
    next: 'Choose another licence. Nothing was changed.',
  },
  KEPT_NO_SEAT_TO_NAME: {
    status: 409,
    message: 'Every seat of this licence is in use or kept for somebody.',
    next: 'Free a machine that is not used any more, or take a seat back from somebody. Nothing was changed.',
  },
  KEPT_SEAT_NAMED_ALREADY: {
    status: 409,
    message: 'A seat of this licence is kept for this person already.',
    next: 'Nothing was changed.',
  },
  KEPT_NOT_OF_COMPANY: {
    status: 409,
    message: 'This mail address lies in no mail domain that is noted for your company.',
    next: 'Give an address of your company, or ask us to note its domain. Nothing was stored.',
  },
  KEPT_LISTS_USED_UP: {
    status: 429,
    message: 'You have opened the list {most} times within a day.',
    next: 'Open it again tomorrow. Everybody who is named in it sees each time on their own page.',
  },
  KEPT_RELEASE_SPENT: {
    status: 410,
    message: 'This link cannot be used any more: it works once, and for 30 minutes.',
    next: 'Ask for another one. Nothing was changed.',
  },
  KEPT_SEAT_NOT_YOURS: {
    status: 404,
    message: 'This seat is not in use any more, or was registered with another mail address.',
    next: 'Open the link of the mail again and choose a seat. Nothing was changed.',
  },
  KEPT_MACHINE_REFUSED: {
    status: 409,
    message: 'This licence cannot be used on a machine of this kind, such as a virtual one or a terminal server.',
    next: 'Activate it on a computer of its own, or ask {ask} for a licence that may. Nothing was stored.',
  },
  KEPT_LICENCE_EXPIRED: {
    status: 409,
    message: 'This licence has expired.',
    next: 'Ask {ask} to renew it. Nothing was stored.',
  },
  KEPT_LICENCE_SUSPENDED: {
    status: 409,
    message: 'This licence is suspended.',
    next: 'Ask {ask} why, and when it can be used again. Nothing was stored.',
  },
  KEPT_LICENCE_REVOKED: {
    status: 409,
    message: 'This licence was withdrawn and cannot be activated any more.',
    next: 'Ask {ask} for another. Nothing was stored.',
  },
  KEPT_NOTHING_TO_REPORT: {
    status: 409,
    message: 'There is nothing to report under this contract now.',
    next: 'Nothing was sent. It is listed again as soon as somebody registers.',
  },
  KEPT_REPORT_CHANGED: {
    status: 409,
    message: 'What would be sent is no longer what was looked at: somebody has corrected their data, or was erased.',
    next: 'Look at the report again and approve it then. Nothing was sent.',
  },
  KEPT_LICENCE_ON_HOLD: {
    status: 409,
    message: 'This licence is on hold until a question about it is settled.',
    next: 'Ask {ask} which, and when it can be used again. Nothing was stored.',
  },
  KEPT_LICENCE_CHECKED: {
    status: 409,
    message: 'This licence is being looked through before it can be used.',
    next: 'Try again in a few days, or ask {ask}. What you told was not stored.',
  },
  KEPT_LIST_BEING_LOADED: {
    status: 409,
    message: 'Somebody else has just loaded a list of this name.',
    next: 'Look at the lists. If yours is to take its place, load it again. Nothing was stored.',
  },
  KEPT_SCREENING_OPEN: {
    status: 409,
    message: 'Export control has found something about this licence, so two people release it.',
    next: 'Open it under export control, look at what was found, and release it there. Nothing was changed.',
  },
  KEPT_SCREENING_SAME_PERSON: {
    status: 409,
    message: 'You have released this already; somebody else must look, too.',
    next: 'Ask a colleague. Nothing was changed.',
  },
  KEPT_SCREENING_RELEASED: {
    status: 409,
    message: 'Two people have released this already.',
    next: 'Reload the page. Nothing was changed.',
  },
  KEPT_LIST_UNREADABLE: {
    status: 400,
    message: 'Line {line} of the list cannot be read.',
    next: 'A list is CSV with the columns reference, name, aliases and country (two letters); without a name the row is a destination. Nothing was stored.',
  },
  KEPT_LICENCE_REPLACED: {
    status: 409,
    message: 'This serial was replaced by another.',
    next: 'Activate with the new serial, or ask {ask} for it. Nothing was stored.',
  },
  KEPT_REASON_NEEDED: {
    status: 400,
    message: 'This is not undone by a click, so it needs a reason.',
    next: 'Choose why. Nothing was changed.',
  },
  KEPT_NO_TRIAL: {
    status: 409,
    message: 'Only the term of a trial can be made longer so.',
    next: 'Renew the contract of this licence, or issue another. Nothing was changed.',
  },
  KEPT_EXTENSIONS_USED_UP: {
    status: 409,
    message: 'This trial was made longer {most} times already, which is as often as it can be.',
    next: 'Sell a licence, or issue another trial. Nothing was changed.',
  },
  KEPT_LICENCE_UNSOLD: {
    status: 409,
    message: 'No customer has this licence yet, so there is nobody to have a contract with.',
    next: 'Hand the serial to a customer, or wait until it is activated. Nothing was stored.',
  },
  KEPT_CONTRACT_RENEWED: {
    status: 409,
    message: 'This contract was renewed already.',
    next: 'Look at the contract that follows it. Nothing was changed.',
  },
  KEPT_LICENCE_NOT_IN_STOCK: {
    status: 409,
    message: 'This serial is not in stock any more: it was sold, or cannot be activated now.',
    next: 'Reload the page to see who has it. Nothing was changed.',
  },
  KEPT_NOTICE_CHANGED: {
    status: 409,
    message: 'What we say beside the fields has changed since this form was opened, or the form is none of ours.',
    next: 'Look through the form again and send it. Nothing was stored.',
  },
  KEPT_VENDOR_UNKNOWN_YET: {
    status: 503,
    message: 'Nothing can be activated here yet: the collecting party has not given its name and address.',
    next: 'Try again later. Nothing was stored.',
  },
  KEPT_ACTIVATION_UNKNOWN: {
    status: 404,
    message: 'There is no such activation, or its seat was given up.',
    next: 'Activate the licence again: the program makes a new request for that.',
  },
  KEPT_SEAT_TAKEN: {
    status: 409,
    message: 'Another machine has taken the seat of this activation.',
    next: 'Activate the licence for this machine by its serial, or use the program there. Nothing was changed.',
  },
  KEPT_MACHINE_HAS_SEAT: {
    status: 409,
    message: 'This machine has a seat of this licence already.',
    next: 'Start the program by the activation that this machine has. The other seat stays free for another machine.',
  },
  KEPT_REGISTRATION_DISOWNED: {
    status: 409,
    message: 'You said before that this registration was not yours, so it is never used for you.',
    next: 'Write to us if that was a mistake. Nothing was changed.',
  },
  KEPT_REGISTRATION_APPLIED: {
    status: 409,
    message: 'The data of this registration are used for you already.',
    next: 'Correct on your page what is wrong, and write to us if it was not you. Nothing was changed.',
  },
  KEPT_LICENCE_STATE: {
    status: 409,
    message: 'The licence is {state}, so this cannot be done now.',
    next: 'Reload the page to see its present state. Nothing was changed.',
  },
  KEPT_HOLDER_NOT_RESELLER: {
    status: 409,
    message: 'Serials can be issued to a reseller only, and this company is none.',
    next: 'Choose a reseller. Nothing was issued.',
  },
  KEPT_NAME_TAKEN: {
    status: 409,
    message: 'There is one of that name already.',
    next: 'Choose another name. Nothing was stored.',
  },
  KEPT_LICENSOR_UNKNOWN: {
    status: 409,
    message: 'There is no such licensor, or its contract has ended.',
    next: 'Register the licensor with its contract first. Nothing was stored.',
  },
  KEPT_COMPANY_NOT_PROVEN: {
    status: 403,
    message: 'We do not know yet that your mailbox belongs to a company that holds licences.',
    next: 'Ask our licence desk to note the mail domain of your company, or to answer your question. Nothing was looked up.',
  },
  KEPT_INQUIRIES_USED_UP: {
    status: 429,
    message: 'You have asked {most} times within a day, which is as often as one person may.',
    next: 'Ask again tomorrow, or ask our licence desk. Nothing was looked up.',
  },
  KEPT_NEVER_ACTIVATED: {
    status: 409,
    message: 'No company has activated this licence yet.',
    next: 'There is nobody to be named. Nothing was stored.',
  },
  KEPT_REQUEST_UNREADABLE: {
    status: 400,
    message: 'This is no request of a program, or it was cut short or changed on its way.',
    next: 'Copy it once more from the program, whole, or send the file that the program wrote. Nothing was stored.',
  },
  KEPT_REQUEST_MISTYPED: {
    status: 400,
    message: 'Line {line} was mistyped.',
    next: 'Compare that line with the program, and send it again. Nothing was stored.',
  },
  KEPT_REQUEST_NEWER: {
    status: 400,
    message: 'The request is of a newer kind than can be answered here.',
    next: 'Ask whoever sold you the licence. Nothing was stored.',
  },
  KEPT_REQUEST_IS_ANSWER: {
    status: 400,
    message: 'This is an answer of ours, and not the request of a program.',
    next: 'Give it to the program on the machine without a network. Nothing was changed.',
  },
  KEPT_PROOF_UNKNOWN: {
    status: 403,
    message: 'This does not prove that the program on that machine gave up its seat.',
    next: 'Let the program there show the proof once more, or ask whoever sold you the licence. Nothing was changed.',
  },
  KEPT_SWAPS_USED_UP: {
    status: 409,
    message: 'Seats of this licence were freed {most} times within 365 days, which is as often as they may be.',
    next: 'Activate on the same machine again, which gets its seat back, or ask {ask}. The next seat can be freed from {from} on. Nothing was changed.',
  },
  KEPT_NOT_FLOATING: {
    status: 409,
    message: 'The seats of this licence are not leased: each belongs to its machine.',
    next: 'Start the program without a lease. Nothing was changed.',
  },
  KEPT_SEAT_FREE: {
    status: 409,
    message: 'This seat is free already: its lease has ended, or was given back.',
    next: 'Reload the page to see who holds a seat. Nothing was changed.',
  },
  KEPT_NOT_LENT: {
    status: 409,
    message: 'Seats of this licence cannot be borrowed.',
    next: 'Work where the licence server can be reached, or ask whoever sold you the licence. Nothing was changed.',
  },
  KEPT_LENT_SHORTER: {
    status: 409,
    message: 'A seat of this licence can be borrowed for {most} days at most.',
    next: 'Choose fewer days, or ask whoever sold you the licence. Nothing was changed.',
  },
  KEPT_RENEWAL_EARLIER: {
    status: 409,
    message: 'A renewal makes a licence last longer, and one of these days is earlier than before.',
    next: 'Choose later days. Nothing was changed.',
  },
  KEPT_TRIAL_RENEWED: {
    status: 409,
    message: 'The term of a trial is not renewed, but made longer as often as a trial may be.',
    next: 'Make the term of this trial longer on its page, then make the file with the days that it has. Nothing was changed.',
  },
  KEPT_MACHINE_UNKNOWN: {
    status: 409,
    message: 'No document can be made for this seat: its machine has not told its name since this was built.',
    next: 'Activate once more on that machine, which gets its seat back. Nothing was changed.',
  },
  KEPT_ORDER_OPEN: {
    status: 409,
    message: 'The renewal of this contract is on order already.',
    next: 'Look for the order of the contract. Nothing was stored.',
  },
  KEPT_ORDER_STATE: {
    status: 409,
    message: 'This cannot be done with the order as it stands: {state}.',
    next: 'Look at the order again; somebody may have changed it meanwhile. Nothing was changed.',
  },
  KEPT_NOT_TO_BE_ASKED: {
    status: 409,
    message: 'This person cannot be asked: they do not belong to the customer, or had their data restricted.',
    next: 'Ask somebody else of the customer. Nothing was sent.',
  },
  KEPT_QUESTION_ANSWERED: {
    status: 409,
    message: 'There is no such question, or it is answered already.',
    next: 'Look at the order again. Nothing was changed.',
  },
  KEPT_STOCK_SHORT: {
    status: 409,
    message: 'There are fewer serials to sell than that: {found}.',
    next: 'Choose fewer, or issue more first. Nothing was moved.',
  },
});
