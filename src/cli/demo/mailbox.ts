import type { Letter } from '../../platform/mail/sender.ts';

/** Everybody's mail, by address, the newest last. Nothing of it leaves this process. */
export interface Mailbox {
  readonly letters: ReadonlyMap<string, readonly Letter[]>;
  deliver(letter: Letter): Promise<void>;
}

/** Some mailboxes are gone, as anywhere. */
export const isGone = (address: string): boolean => address.startsWith('contact-3@');

export function openMailbox(): Mailbox {
  const letters = new Map<string, Letter[]>();
  return {
    letters,
    async deliver(letter) {
      if (isGone(letter.to))
        throw Object.assign(new Error('no such mailbox'), { responseCode: 550, command: 'RCPT TO' });
      const known = letters.get(letter.to);
      if (known) known.push(letter);
      else letters.set(letter.to, [letter]);
    },
  };
}
