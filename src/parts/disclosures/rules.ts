/** The parts of a mail's text that open a door: a link's last long piece, in its path or after `#` or `=`. */
const token = /((?:https?:\/\/|\/)[^\s"'<>]*[/#=])([A-Za-z0-9_-]{20,})/g;

/** The same text with the tokens of its links taken out, so that who reads the outbox cannot use them. */
export function redactTokens(text: string): string {
  return text.replace(token, '$1[redacted]');
}

/** What a channel of the ledger is called in a timeline. */
export function timelineKind(channel: string, fields: readonly string[]): string {
  switch (channel) {
    case 'share':
      return fields.length === 0 ? 'unshared' : 'shared';
    case 'report':
      return 'reported';
    case 'correction':
      return 'correction sent';
    case 'answer':
      return 'named to their company';
    case 'export':
      return 'given as a file';
    default:
      return 'mailed';
  }
}

/** The channels behind kinds of a timeline; null for all. */
export function channelsOf(kinds: readonly string[] | null): readonly string[] | null {
  if (kinds === null) return null;
  const known: Record<string, readonly string[]> = {
    shared: ['share'],
    unshared: ['share'],
    reported: ['report'],
    'correction sent': ['correction'],
    'named to their company': ['answer'],
    'given as a file': ['export'],
    mailed: ['mail', 'webhook'],
  };
  return [...new Set(kinds.flatMap((kind) => known[kind] ?? []))];
}

/** Who may know what was given to authorities: whoever approves legal demands. Others could tell the person before the law allows it. */
export function seesAuthorities(who: { readonly role: string }): boolean {
  return who.role === 'administrator' || who.role === 'privacy officer';
}
