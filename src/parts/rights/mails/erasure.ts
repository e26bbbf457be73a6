import type { Site } from '../../../platform/html/page.ts';
import { acknowledgeText, foot } from './holder.ts';

/** Tells one who was given data of somebody that these are erased. Names nobody: we do not know any more who it was. */
export function erasureMail(facts: {
  readonly site: Site;
  readonly recipient: string;
  readonly fields: readonly string[];
  /** Whether it was given the mail address, by which it can find whose data it is. */
  readonly byAddress: boolean;
  /** Days on which they were given, `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
  readonly companyName: string | null;
  readonly reference: string;
  readonly link: string;
}): { subject: string; text: string } {
  const { site, from, until, companyName } = facts;
  const when = from === until ? `on ${from}` : `between ${from} and ${until}`;
  return {
    subject: 'Please erase a contact that you have from us',
    text: `To ${facts.recipient}

${site.name} has erased the data of a person of whom you were given something by us. Please erase it, too, unless a law obliges you to keep it, and tell those to whom you passed it on.

Given to you ${when}: ${facts.fields.join(', ')}
${companyName === null ? '' : `The company: ${companyName}\n`}Our reference: ${facts.reference}

We do not know any more who it was, so this mail cannot name them.${facts.byAddress ? ' On the page below you can enter e-mail addresses that you have from us: it says which of them is the one, and stores none.' : ''}

${acknowledgeText(facts.link)}

${foot(site)}`,
  };
}

/** The same of many at once: the list is behind the link. */
export function erasuresMail(facts: {
  readonly site: Site;
  readonly recipient: string;
  readonly count: number;
  readonly byAddress: boolean;
  readonly link: string;
}): { subject: string; text: string } {
  const { site, count } = facts;
  return {
    subject: `Please erase ${count} contacts that you have from us`,
    text: `To ${facts.recipient}

${site.name} has erased the data of ${count} people of whom you were given something by us. Please erase it, too, unless a law obliges you to keep it, and tell those to whom you passed it on.

We do not know any more who they were, so this mail cannot name them. On the page below you see of each what you were given, when, and our reference.${facts.byAddress ? ' You can enter e-mail addresses there that you have from us: it says which of them are theirs, and stores none.' : ''}

${acknowledgeText(facts.link)}

${foot(site)}`,
  };
}
