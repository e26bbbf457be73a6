import type { Site } from '../../../platform/html/page.ts';

const stopped: Record<string, string> = {
  mail: 'by e-mail',
  post: 'by letter',
  phone: 'by phone',
};

export const foot = (site: Site) => `${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`;

/** Where a holder says that it has done what a mail told. */
export const acknowledgeText = (link: string) => `Once you have done that, please say so here:
${link}`;

/** Tells one who has somebody's address or number that they want no marketing there. Names the person only by what this recipient was given. */
export function optOutMail(facts: {
  readonly site: Site;
  readonly recipient: string;
  readonly known: readonly { readonly label: string; readonly value: string }[];
  readonly personId: string;
  readonly channels: readonly string[];
  readonly link: string;
}): { subject: string; text: string } {
  const { site } = facts;
  const known = facts.known.map(({ label, value }) => `${label}: ${value}\n`).join('');
  return {
    subject: 'A contact wants no marketing',
    text: `To ${facts.recipient}

You were given data of this person by ${site.name}. They want no marketing ${facts.channels.map((each) => stopped[each] ?? each).join(', ')} any more. Please stop it at once, and tell it to those to whom you passed their data on.

${known}Our reference: ${facts.personId}

${acknowledgeText(facts.link)}

${foot(site)}`,
  };
}

/** Reminds a holder of all that it has not acknowledged. About nobody by name. */
export function reminderMail(facts: {
  readonly site: Site;
  readonly recipient: string;
  readonly items: readonly {
    readonly what: string;
    readonly on: string;
    readonly personId: string;
  }[];
  readonly more: number;
  readonly link: string;
}): { subject: string; text: string } {
  const { site, items } = facts;
  const list = items.map(({ what, on, personId }) => `${on}: ${what}, our reference ${personId}\n`).join('');
  return {
    subject: 'Reminder: please say that you have done this',
    text: `To ${facts.recipient}

We told you of corrections, wishes and erasures of people whose data you have from us, and have not heard yet that you have done what they ask for:

${list}${facts.more > 0 ? `and ${facts.more} more.\n` : ''}
${acknowledgeText(facts.link)}

If a mail of ours did not reach you, write to us and we tell you again.

${foot(site)}`,
  };
}
