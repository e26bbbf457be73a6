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

/** The day (`YYYY-MM-DD`) that it is somewhere. */
export function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );
}

export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function contractFaults(contract: {
  readonly signedOn: string;
  readonly endsOn: string | null;
}): Record<string, string> {
  const { signedOn, endsOn } = contract;
  return endsOn !== null && endsOn < signedOn ? { 'contract.endsOn': 'is before the day of signing' } : {};
}

/** A processor's contract says where it keeps data, and since when it is bound to confidentiality, if it is (clauses U6, U7). */
export function processingFaults(
  contract: {
    readonly confidential: boolean;
    readonly confidentialOn?: string | null;
    readonly countries?: readonly string[];
  },
  known: ReadonlySet<string>,
): Record<string, string> {
  const faults: Record<string, string> = {};
  const countries = contract.countries ?? [];
  if (countries.length === 0) faults['contract.countries'] = 'is missing: where the processor keeps data';
  else if (countries.some((country) => !known.has(country))) faults['contract.countries'] = 'names no known country';
  if (contract.confidential !== ((contract.confidentialOn ?? null) !== null))
    faults['contract.confidentialOn'] = contract.confidential ? 'is missing' : 'is given, and no confidentiality';
  return faults;
}

export const noAgeKey = 'is no public key of age of a processor: it begins with age1';

/** A public key of age, for X25519. */
export function isAgeKey(text: string): boolean {
  return /^age1[02-9ac-hj-np-z]{58}$/.test(text);
}
