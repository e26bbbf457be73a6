/** What a territory is made of: whatever is named must fit, and what is null does not matter. */
export interface Territory {
  readonly id: string;
  readonly resellerCompanyId: string;
  readonly country: string | null;
  readonly region: string | null;
  /** Prefixes of one length, as `postalKey` makes them. */
  readonly postalFrom: string | null;
  readonly postalTo: string | null;
  readonly industry: string | null;
  /** A company by its name. */
  readonly account: string | null;
  readonly accountKey: string | null;
  /** The lowest goes first. */
  readonly priority: number;
  /** First and last day, `YYYY-MM-DD`; null: since ever, without an end. */
  readonly fromOn: string | null;
  readonly untilOn: string | null;
  readonly createdAt: Date;
}

/** Whom a reseller is sought for. */
export interface Prospect {
  readonly country: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly industry: string | null;
  /** The company's name as contacts compares it. */
  readonly nameKey: string | null;
}

/** A postal code as it is compared: capitals and digits only. */
export function postalKey(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** The territories that a prospect lies in on a day, the one that decides first. */
export function rankTerritories(territories: readonly Territory[], prospect: Prospect, day: string): Territory[] {
  return territories
    .filter((territory) => holdsOn(territory, day) && fits(territory, prospect))
    .sort(
      (a, b) =>
        a.priority - b.priority ||
        narrowness(b) - narrowness(a) ||
        a.createdAt.getTime() - b.createdAt.getTime() ||
        (a.id < b.id ? -1 : 1),
    );
}

function holdsOn({ fromOn, untilOn }: Territory, day: string): boolean {
  return (fromOn === null || fromOn <= day) && (untilOn === null || day <= untilOn);
}

function fits(territory: Territory, prospect: Prospect): boolean {
  if (territory.country !== null && territory.country !== prospect.country) return false;
  if (territory.region !== null && plain(territory.region) !== plain(prospect.region)) return false;
  if (territory.industry !== null && plain(territory.industry) !== plain(prospect.industry)) return false;
  if (territory.accountKey !== null && territory.accountKey !== prospect.nameKey) return false;
  return fitsPostal(territory, prospect.postalCode);
}

function fitsPostal({ postalFrom, postalTo }: Territory, code: string | null): boolean {
  if (postalFrom === null || postalTo === null) return true;
  const start = postalKey(code ?? '').slice(0, postalFrom.length);
  return start.length === postalFrom.length && postalFrom <= start && start <= postalTo;
}

function plain(text: string | null): string | null {
  return text === null ? null : text.trim().toLowerCase();
}

/** A named company before a postal code, that before a region, an industry, a country; the longer prefix before the shorter. */
function narrowness(territory: Territory): number {
  const { accountKey, postalFrom, region, industry, country } = territory;
  return (
    (accountKey === null ? 0 : 10_000) +
    (postalFrom === null ? 0 : 1_000 + postalFrom.length) +
    (region === null ? 0 : 400) +
    (industry === null ? 0 : 200) +
    (country === null ? 0 : 100)
  );
}

/** Why by this territory, in words: they are kept beside what was decided. */
export function reasonOf(territory: Omit<Territory, 'id' | 'resellerCompanyId' | 'createdAt'>): string {
  const { country, region, postalFrom, postalTo, industry, account, priority } = territory;
  const parts = [
    account === null ? null : `named account ${account}`,
    country === null ? null : `country ${country}`,
    region === null ? null : `region ${region}`,
    postalFrom === null
      ? null
      : postalFrom === postalTo
        ? `postal code ${postalFrom}…`
        : `postal codes ${postalFrom}… to ${postalTo}…`,
    industry === null ? null : `industry ${industry}`,
  ].filter((part) => part !== null);
  return `territory: ${parts.join(', ')} (priority ${priority})`;
}

interface Asked {
  readonly country: string | null;
  readonly region: string | null;
  readonly postalFrom: string | null;
  readonly postalTo: string | null;
  readonly industry: string | null;
  readonly account: string | null;
  readonly fromOn: string | null;
  readonly untilOn: string | null;
}

/** What is wrong with a new territory, by field. */
export function territoryFaults(asked: Asked): Record<string, string> {
  const faults: Record<string, string> = {};
  const { country, region, postalFrom, fromOn, untilOn } = asked;
  if (country === null && asked.industry === null && asked.account === null)
    faults.country = 'is needed, or an industry, or a company';
  if (country === null && region !== null) faults.region = 'needs a country';
  if (country === null && postalFrom !== null) faults.postalFrom = 'needs a country';
  if (fromOn !== null && untilOn !== null && untilOn < fromOn) faults.untilOn = 'is before the first day';
  return { ...postalFaults(asked), ...faults };
}

function postalFaults({ postalFrom, postalTo }: Asked): Record<string, string> {
  if (postalFrom === null) return postalTo === null ? {} : { postalFrom: 'is missing' };
  const from = postalKey(postalFrom);
  if (from === '') return { postalFrom: 'is no postal code' };
  if (postalTo === null) return {};
  const to = postalKey(postalTo);
  if (from.length !== to.length) return { postalTo: 'must be as long as the first' };
  return to < from ? { postalTo: 'is before the first' } : {};
}
