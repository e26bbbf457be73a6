import type { Site } from '../../../platform/html/page.ts';

/** After an activation. No serial and no data of the person: a mailbox may be read by others, a forwarded mail by anybody. */
export function activatedMail(facts: { site: Site; product: string; publicUrl: string }): {
  subject: string;
  text: string;
} {
  const { site } = facts;
  return {
    subject: `${facts.product} is activated`,
    text: `${facts.product} was activated, and this mail address was given for it.

What we hold about you, where it came from and who received it, you can see and correct on your page.
Ask for your personal link here:

${facts.publicUrl}/me

If we knew your address before, nothing that was told now is used for you until you say there that it was you.

If you did not activate anything, say so there or write to us: ${site.privacyMailbox}

${site.name}
${site.address}
Phone ${site.phone}
`,
  };
}
