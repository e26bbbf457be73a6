import type { Site } from '../../../platform/html/page.ts';

export interface NamedCustomer {
  readonly name: string;
  readonly country: string | null;
  readonly region: string | null;
}

interface Facts {
  readonly site: Site;
  readonly publicUrl: string;
  /** As the reseller sees them, or saw them until now; the first of them where they are many. */
  readonly customers: readonly NamedCustomer[];
  /** How many there are. */
  readonly count: number;
  /** Whether this takes back what was decided before. */
  readonly back: boolean;
}

/** To the reseller that serves them from now on. Who served them before is not named. */
export function customersGained({ site, publicUrl, customers, count, back }: Facts) {
  return {
    subject: back ? `You serve ${named(customers, count)} again` : `You serve ${named(customers, count)} from now on`,
    text: `${back ? 'What was decided is taken back: you serve' : 'You serve'} ${count === 1 ? 'this customer' : 'these customers'} from now on:

${listed(customers, count)}

You see ${count === 1 ? 'it' : 'them'} on the desk, with ${count === 1 ? 'its' : 'their'} people, licences and renewals:

${publicUrl}/desk/companies

${signature(site)}`,
  };
}

/** To the reseller that served them until now. Who serves them now is not named. */
export function customersLost({ site, customers, count, back }: Facts) {
  const one = count === 1;
  return {
    subject: `You serve ${named(customers, count)} no longer`,
    text: `${back ? 'What was decided is taken back: you serve' : 'You serve'} ${one ? 'this customer' : 'these customers'} no longer:

${listed(customers, count)}

You do not see ${one ? 'it' : 'them'} on the desk any more. ${one ? 'It is' : 'They are'} served by another reseller. Where an order or a question of ${one ? 'it' : 'theirs'} is still
open with you, please tell us.

${signature(site)}`,
  };
}

function named([first]: readonly NamedCustomer[], count: number): string {
  return count === 1 && first ? oneLine(first.name) : `${count.toLocaleString('en')} customers`;
}

function listed(customers: readonly NamedCustomer[], count: number): string {
  const lines = customers.map(
    ({ name, region, country }) => `- ${oneLine([name, region, country].filter(Boolean).join(', '))}`,
  );
  const more = count - customers.length;
  if (more > 0) lines.push(`and ${more.toLocaleString('en')} more. All of them are in the list attached to this mail.`);
  return lines.join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function signature(site: Site): string {
  return `${site.name}
${site.address}
Phone ${site.phone}
`;
}
