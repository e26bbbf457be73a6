import type { Site } from '../../../platform/html/page.ts';

interface Facts {
  readonly site: Site;
  readonly kind: string;
  readonly number: string;
  /** Product of the licence that the contract is for; null for a contract of the whole company. */
  readonly product: string | null;
  readonly endsOn: string;
}

/** To the customer's contact. No serial and no data of the person: a mailbox may be read by others. */
export function reminderToCustomer(facts: Facts & { readonly ask: string; readonly publicUrl: string }) {
  const { site, ask } = facts;
  return {
    subject: `Your ${facts.kind} contract ends on ${facts.endsOn}`,
    text: `The ${subjectOf(facts)} of your company ends on ${facts.endsOn}.

Would you like to renew it? Ask ${ask}. If it was renewed meanwhile, or is not to be renewed, nothing is to be done.

You get this because you registered a licence for your company, and the contract is near its end. It is no advertising. If you do
not want such mails, say so on your page; ask for your personal link here:

${facts.publicUrl}/me

${signature(site)}`,
  };
}

/** To the reseller that serves the customer. No person is named. */
export function reminderToReseller(facts: Facts & { readonly company: string; readonly publicUrl: string }) {
  return {
    subject: `A ${facts.kind} contract of ${facts.company} ends on ${facts.endsOn}`,
    text: `The ${subjectOf(facts)} of your customer ${facts.company} ends on ${facts.endsOn}.

All renewals of your customers that are due stand on the desk:

${facts.publicUrl}/desk/licences/renewals?renewal=due

${signature(facts.site)}`,
  };
}

function subjectOf({ kind, number, product }: Facts): string {
  return `${kind} contract ${number}${product === null ? '' : ` for ${product}`}`;
}

function signature(site: Site): string {
  return `${site.name}
${site.address}
Phone ${site.phone}
`;
}
