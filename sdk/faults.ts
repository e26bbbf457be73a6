/** What a number means: what is wrong or noteworthy, and what to do next. `{reseller}` becomes "your reseller NAME". */
interface Meaning {
  readonly name: string;
  readonly message: string;
  readonly next: string;
}

const again = 'Ask {reseller} to send the licence again.';
const late = 'Connect to the internet and start again, or call {reseller}.';

/** Every number this library says, once. The same table stands in sdk/c/kept.c; a test compares them. */
export const meanings = {
  0: { name: 'OK', message: 'The licence is good.', next: 'Nothing is to be done.' },

  1001: { name: 'DOCUMENT_TOO_LARGE', message: 'This is no licence: it is far too large.', next: again },
  1002: { name: 'DOCUMENT_UNREADABLE', message: 'The licence is cut short or no licence at all.', next: again },
  1003: {
    name: 'DOCUMENT_KEY_UNKNOWN',
    message: 'The licence was signed with a key that this program does not know.',
    next: 'Update the program, or call {reseller}.',
  },
  1004: { name: 'DOCUMENT_ALTERED', message: 'The licence was changed after it was signed.', next: again },
  1005: {
    name: 'DOCUMENT_VERSION',
    message: 'The licence is of a newer kind than this program can read.',
    next: 'Update the program, or call {reseller}.',
  },
  1006: {
    name: 'DOCUMENT_FIELDS',
    message: 'The licence is signed, but not made as a licence is.',
    next: 'Call {reseller} and name this number.',
  },
  1007: {
    name: 'DOCUMENT_FUTURE',
    message: 'By the clock of this computer the licence was made in the future.',
    next: 'Set the clock right, then try again.',
  },

  1101: {
    name: 'CARRIED_MISTYPED',
    message: 'A line was mistyped.',
    next: 'Compare that line with the page, and enter it again.',
  },
  1102: {
    name: 'CARRIED_UNREADABLE',
    message: 'This is no answer of the licence page, or it was cut short.',
    next: 'Enter the whole text, or take the file.',
  },
  1103: {
    name: 'CARRIED_OTHER_REQUEST',
    message: 'The answer belongs to another request.',
    next: 'Take the newest request to the page, and enter its answer.',
  },
  1104: {
    name: 'CARRIED_NOT_ASKED',
    message: 'No request of this computer waits for an answer.',
    next: 'Make a request first, and take it to the page.',
  },
  1105: {
    name: 'CARRIED_OLDER',
    message: 'This is older than the licence that is here already.',
    next: 'Nothing is to be done, or ask {reseller} for the newest renewal.',
  },
  1106: {
    name: 'CARRIED_OTHER_SEAT',
    message: 'The renewal belongs to another activation.',
    next: 'Ask {reseller} for the renewal of this computer.',
  },
  1107: {
    name: 'NO_PROOF',
    message: 'This licence was activated before there were proofs.',
    next: 'Deactivate it over the network, or activate it again and then deactivate it.',
  },

  2001: {
    name: 'ANSWER_FOREIGN',
    message: 'Something else answered in place of the licence server, such as the sign-in page of a network.',
    next: 'Sign in to the network in a browser. The program tries again by itself.',
  },
  2002: {
    name: 'ANSWER_TOO_LARGE',
    message: 'The answer is far too large for one of the licence server.',
    next: 'Sign in to the network in a browser. The program tries again by itself.',
  },
  2003: {
    name: 'ANSWER_FIELDS',
    message: 'The answer of the licence server could not be understood.',
    next: 'Update the program, or call {reseller}.',
  },
  2004: {
    name: 'ANSWER_KEY_UNKNOWN',
    message: 'The answer was signed with a key that this program does not know.',
    next: 'Update the program, or call {reseller}.',
  },
  2005: {
    name: 'ANSWER_ALTERED',
    message: 'The answer of the licence server was changed on its way.',
    next: 'Try another network. The program tries again by itself.',
  },
  2006: {
    name: 'ANSWER_REPLAYED',
    message: 'The answer belongs to another question.',
    next: 'Try another network. The program tries again by itself.',
  },
  2007: {
    name: 'ANSWER_OTHER_ACTIVATION',
    message: 'The answer is about another activation.',
    next: 'Try another network. The program tries again by itself.',
  },
  2008: {
    name: 'ANSWER_TIME',
    message: 'The clock of this computer and that of the licence server differ widely.',
    next: 'Set the clock right, then try again.',
  },

  3001: {
    name: 'RUNS_UNTIL_CONNECTED',
    message: 'The program runs, but has not reached the licence server for a while.',
    next: 'Connect to the internet when you can.',
  },
  3002: {
    name: 'RUNS_THOUGH_EXPIRED',
    message: 'The licence has expired; the program runs a few days more.',
    next: 'Ask {reseller} to renew it.',
  },
  3003: {
    name: 'RUNS_CLOCK_BACK',
    message: 'The program runs, but the clock of this computer went back.',
    next: 'Set the clock right, or connect to the internet.',
  },
  3004: {
    name: 'RUNS_THIS_SESSION',
    message: 'The program runs on until it is closed.',
    next: 'Look into the licence before the next start, or call {reseller}.',
  },
  3005: {
    name: 'RUNS_WITHOUT_SEAT',
    message: 'The program runs, but its seat could not be renewed.',
    next: 'Connect to the licence server when you can.',
  },

  3101: {
    name: 'NO_LICENCE',
    message: 'There is no licence on this computer yet.',
    next: 'Activate with your serial.',
  },
  3102: {
    name: 'OTHER_PRODUCT',
    message: 'The licence is for another product.',
    next: 'Activate with a serial of this product, or call {reseller}.',
  },
  3103: {
    name: 'OTHER_MACHINE',
    message: 'The licence belongs to another computer.',
    next: 'Activate on this computer, or call {reseller}.',
  },
  3104: {
    name: 'RELEASE_TOO_NEW',
    message: 'This release was built after the maintenance of the licence ended.',
    next: 'Use an earlier release, or ask {reseller} to renew the maintenance.',
  },
  3105: {
    name: 'FEATURE_MISSING',
    message: 'The licence does not include this feature.',
    next: 'Ask {reseller} to add it.',
  },
  3106: { name: 'EXPIRED', message: 'The licence has expired.', next: 'Ask {reseller} to renew it.' },
  3107: {
    name: 'CLOCK_BACK',
    message: 'The clock of this computer went back, so the licence cannot be judged.',
    next: 'Please connect to the internet, or set the clock right.',
  },
  3108: { name: 'PLEASE_CONNECT', message: 'The licence was not confirmed for too long.', next: late },
  3109: { name: 'DEACTIVATED', message: 'This computer was deactivated.', next: 'Activate again with your serial.' },
  3110: { name: 'SUSPENDED', message: 'The licence is suspended.', next: 'Call {reseller}.' },
  3111: { name: 'REVOKED', message: 'The licence was withdrawn.', next: 'Call {reseller}.' },
  3112: { name: 'ON_HOLD', message: 'The licence is on hold.', next: 'Call {reseller}.' },
  3113: {
    name: 'REPLACED',
    message: 'The licence was replaced by another.',
    next: 'Activate with the new serial, or call {reseller}.',
  },
  3114: {
    name: 'NO_SEAT',
    message: 'This computer holds no seat of the licence.',
    next: 'Connect to the licence server, and start again when a seat is free.',
  },

  4001: {
    name: 'NETWORK_AWAY',
    message: 'The licence server cannot be reached.',
    next: 'Check the network and its proxy. The program tries again by itself.',
  },
  4002: {
    name: 'NETWORK_TIMEOUT',
    message: 'The licence server did not answer in time.',
    next: 'Check the network and its proxy. The program tries again by itself.',
  },
  4003: {
    name: 'NETWORK_CERTIFICATE',
    message: 'The connection is not trusted: its certificate is not one that this program knows.',
    next: 'Ask your administrator for the certificate of your network, and enter it in the settings.',
  },
  4004: {
    name: 'PROXY_SIGN_IN',
    message: 'The proxy asks for a name and password.',
    next: 'Enter them in the network settings.',
  },
  4005: {
    name: 'PROXY_REFUSED',
    message: 'The proxy does not let this program through.',
    next: 'Ask your administrator to allow the address of the licence server.',
  },
  4006: {
    name: 'SERVER_BUSY',
    message: 'The licence server cannot answer now.',
    next: 'Try again later. The program tries again by itself.',
  },

  5001: { name: 'SERIAL_MALFORMED', message: 'This is not a complete serial.', next: 'Compare it with your papers.' },
  5002: {
    name: 'SERIAL_UNKNOWN',
    message: 'No licence has this serial.',
    next: 'Compare it with your papers, or call {reseller}.',
  },
  5003: {
    name: 'SEATS_USED_UP',
    message: 'Every seat of this licence is in use.',
    next: 'Ask {reseller} for another.',
  },
  5004: { name: 'LICENCE_EXPIRED', message: 'This licence has expired.', next: 'Ask {reseller} to renew it.' },
  5005: { name: 'LICENCE_SUSPENDED', message: 'This licence is suspended.', next: 'Call {reseller}.' },
  5006: { name: 'LICENCE_REVOKED', message: 'This licence was withdrawn.', next: 'Call {reseller}.' },
  5007: {
    name: 'NOTICE_CHANGED',
    message: 'The registration form was renewed.',
    next: 'Look through the form again and send it.',
  },
  5008: { name: 'NOT_READY', message: 'Nothing can be activated there yet.', next: 'Try again later.' },
  5009: {
    name: 'ACTIVATION_UNKNOWN',
    message: 'The server does not know this activation.',
    next: 'Activate again with your serial.',
  },
  5010: {
    name: 'FORM_FAULTY',
    message: 'Something in the form is missing or not as expected.',
    next: 'Mend the named fields and send it again.',
  },
  5011: { name: 'SENT_OTHERWISE', message: 'This was sent before with other content.', next: 'Send it once more.' },
  5012: { name: 'LICENCE_ON_HOLD', message: 'This licence is on hold.', next: 'Call {reseller}.' },
  5013: {
    name: 'LICENCE_REPLACED',
    message: 'This licence was replaced by another.',
    next: 'Activate with the new serial, or call {reseller}.',
  },
  5014: {
    name: 'PROOF_UNKNOWN',
    message: 'The server does not take this for the computer that has the seat.',
    next: 'Activate again with your serial, or call {reseller}.',
  },
  5015: {
    name: 'SWAPS_USED_UP',
    message: 'Seats of this licence were freed as often as they may be within a year.',
    next: 'Call {reseller}.',
  },
  5016: {
    name: 'SEATS_BUSY',
    message: 'Every seat of this licence is in use just now.',
    next: 'Try again when somebody has closed the program, or ask {reseller} for another seat.',
  },
  5017: {
    name: 'NOT_FLOATING',
    message: 'The seats of this licence are not leased.',
    next: 'Start the program without a lease.',
  },
  5018: {
    name: 'NOT_LENT',
    message: 'Seats of this licence cannot be borrowed.',
    next: 'Work where the licence server can be reached, or call {reseller}.',
  },
  5019: {
    name: 'LENT_SHORTER',
    message: 'A seat of this licence cannot be borrowed for so long.',
    next: 'Choose fewer days, or call {reseller}.',
  },
  5020: {
    name: 'MACHINE_REFUSED',
    message: 'This licence cannot be used on a machine of this kind.',
    next: 'Activate on a computer of its own, or call {reseller}.',
  },
  5030: {
    name: 'REGISTRANT_NEEDED',
    message: 'This is an education licence.',
    next: 'Say whether you register for a school or as a student.',
  },
  5031: {
    name: 'LICENCE_OF_SCHOOL',
    message: 'This licence belongs to a school, whose pupils register nothing.',
    next: 'Ask your school or your teacher for a label.',
  },
  5032: {
    name: 'AGE_SCREEN_NEEDED',
    message: 'Before a student registers, the date of birth is asked.',
    next: 'Begin with the date of birth.',
  },
  5033: {
    name: 'AGE_SCREEN_REFUSED',
    message: 'We cannot take a registration from you.',
    next: 'Ask your school or your teacher for a label.',
  },
  5034: {
    name: 'BIRTH_DATE_UNREADABLE',
    message: 'This is no date of birth.',
    next: 'Enter day, month and the year with four digits.',
  },
  5035: {
    name: 'LABEL_MALFORMED',
    message: 'This is no label of a school.',
    next: 'Compare it with what your school gave you.',
  },
  5036: {
    name: 'LABEL_UNKNOWN',
    message: 'Nothing can be activated with this label now.',
    next: 'Ask your school or your teacher for the label of this term.',
  },
  5037: {
    name: 'LABEL_IN_USE',
    message: 'Another machine has the seat of this label.',
    next: 'Ask your school or your teacher to free it.',
  },
  5040: {
    name: 'METER_USED_UP',
    message: 'This feature was used as often as the licence allows for now.',
    next: 'Use it again when counting begins anew, or call {reseller}.',
  },
  5041: {
    name: 'NOT_METERED',
    message: 'This feature is not counted under this licence.',
    next: 'Use it without asking.',
  },
  5099: { name: 'REFUSED', message: 'The licence server refused.', next: 'Call {reseller} and name this number.' },

  6001: {
    name: 'FOLDER_UNWRITABLE',
    message: 'The licence could not be stored on this computer.',
    next: 'Let the program write to its folder, then activate again: the same seat is given.',
  },
} as const satisfies Record<number, Meaning>;

export type Code = keyof typeof meanings;

/** A number with its sentences, ready to be shown. */
export interface Explained {
  readonly code: Code;
  readonly name: string;
  readonly message: string;
  readonly next: string;
}

/** The sentences of a number; `reseller` is the name to call, where it is known. */
export function explain(code: Code, reseller: string | null = null): Explained {
  const { name, message, next } = meanings[code];
  const whom = reseller === null ? 'your reseller' : `your reseller ${reseller}`;
  return { code, name, message, next: next.replace('{reseller}', whom) };
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: Code };

export const good = <T>(value: T): Result<T> => ({ ok: true, value });
export const bad = (code: Code): { readonly ok: false; readonly code: Code } => ({ ok: false, code });
