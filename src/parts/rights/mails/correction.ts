import type { Site } from '../../../platform/html/page.ts';
import { acknowledgeText } from './holder.ts';

/** Tells one who was given the old value what it is now. Names the person only by what this recipient was given. */
export function correctionMail(facts: {
  site: Site;
  recipient: string;
  /** Label and value by which the recipient knows the person. */
  known: readonly { readonly label: string; readonly value: string }[];
  personId: string;
  label: string;
  value: string | null;
  /** Where the recipient says that it has done so. */
  link: string;
}): { subject: string; text: string } {
  const { site } = facts;
  const known = facts.known.map(({ label, value }) => `${label}: ${value}\n`).join('');
  return {
    subject: `Correction of a contact's ${facts.label.toLowerCase()}`,
    text: `To ${facts.recipient}

You were given data of this person by ${site.name}. One datum has been corrected; please replace it in what you keep.

${known}Our reference: ${facts.personId}

${facts.label} is now: ${facts.value ?? '(none: please delete the old one)'}

${acknowledgeText(facts.link)}

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
