import type { Site } from '../../../platform/html/page.ts';
import { acknowledgeText, foot } from './holder.ts';

/** Tells one who was given data of somebody that these are erased. Names nobody: we do not know any more who it was. */
export function erasureMail(facts: {
  readonly site: Site;
  readonly recipient: string;
  readonly fields: readonly string[];
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

We do not know any more who it was, so this mail cannot name them. On the page below you can enter e-mail addresses that you have from us: it says which of them is the one, and stores none.

${acknowledgeText(facts.link)}

${foot(site)}`,
  };
}
