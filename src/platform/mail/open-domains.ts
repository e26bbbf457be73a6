import domains from 'email-providers/all.json' with { type: 'json' };

const open: ReadonlySet<string> = new Set(domains);

/** Whether anybody may open a mailbox in this domain: having one there proves nothing. */
export function isOpenDomain(domain: string): boolean {
  return open.has(domain);
}
