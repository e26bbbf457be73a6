/** Why a mail did not go out. The relay's own words may quote the address, so only the class is kept. */
export type Failure =
  | 'refused for good'
  | 'refused for now'
  | 'relay refused the sign-in'
  | 'relay takes nothing'
  | 'relay not reached';

const giveUpAfter = 12;
const minute = 60_000;

/**
 * The class of a failure, from where in the talk with the relay it happened and the reply code (RFC 5321, 4.2; RFC 4954
 * for the sign-in). Only what the relay says about this recipient or this text is for good; a wrong password, a sender
 * that the relay does not know and a relay that is not there are mended by the operator, and say nothing of the mail.
 */
export function failureOf(error: unknown): Failure {
  const { code, command, responseCode } = told(error);
  if (code === 'EAUTH' || signIn.has(responseCode)) return 'relay refused the sign-in';
  const ofTheMail = command === 'RCPT TO' || command === 'DATA' || tooLarge(code, command, responseCode);
  if (ofTheMail && responseCode >= 400 && responseCode < 500) return 'refused for now';
  // The library's own words about an address or a text that no relay would take carry no reply code.
  if ((ofTheMail && responseCode >= 500) || tooLarge(code, command, responseCode) || unsendable(code, command))
    return 'refused for good';
  return responseCode >= 400 ? 'relay takes nothing' : 'relay not reached';
}

/** Whether it is the relay that has to be mended: the next mail would fare no better. */
export function ofTheRelay(failure: Failure): boolean {
  return failure !== 'refused for good' && failure !== 'refused for now';
}

/**
 * When to try again, or null for never. A mail that is refused for now waits 1 minute up to 6 hours, and is given up
 * after 12 tries, about a day; a relay that has to be mended is asked for as long as it takes, at least every 15 minutes.
 */
export function nextTry(failure: Failure, attempts: number, now: Date): Date | null {
  if (failure === 'refused for good') return null;
  if (failure === 'refused for now' && attempts >= giveUpAfter) return null;
  const most = ofTheRelay(failure) ? 15 * minute : 360 * minute;
  return new Date(now.getTime() + Math.min(most, minute * 2 ** Math.min(attempts - 1, 20)));
}

/** RFC 4954: sign-in needed, failed, too weak, or to be encrypted. */
const signIn: ReadonlySet<number> = new Set([530, 534, 535, 538]);

const tooLarge = (code: string, command: string, responseCode: number) =>
  command === 'MAIL FROM' && (responseCode === 552 || code === 'EMESSAGE');

const unsendable = (code: string, command: string) =>
  command === 'API' && (code === 'EENVELOPE' || code === 'EMESSAGE');

function told(error: unknown): { code: string; command: string; responseCode: number } {
  const { code, command, responseCode } = (error instanceof Error ? error : {}) as Record<string, unknown>;
  return {
    code: typeof code === 'string' ? code : '',
    command: typeof command === 'string' ? command : '',
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
  };
}
