import { normalEmail } from '../../crypto/digest.ts';

export type MailboxName = 'privacy' | 'remove';
export type Mailboxes = Readonly<Record<MailboxName, string>>;

/**
 * Which of the two mailboxes an address is: the whole address, or its part before the @ alone, as a mail server may hand on
 * `privacy@vendor.example` as `privacy@kept.internal`. Null: neither, or both.
 */
export function mailboxOf(mailboxes: Mailboxes, address: string): MailboxName | null {
  const wanted = normalEmail(address);
  const names = ['privacy', 'remove'] as const;
  const exact = names.find((name) => normalEmail(mailboxes[name]) === wanted);
  if (exact) return exact;
  const fits = names.filter((name) => beforeAt(normalEmail(mailboxes[name])) === beforeAt(wanted));
  return fits.length === 1 ? (fits[0] ?? null) : null;
}

const beforeAt = (address: string) => address.slice(0, address.lastIndexOf('@'));
