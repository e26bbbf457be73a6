import type { Site } from '../../../platform/html/page.ts';

/** To whom a seat is kept for. No serial: a mailbox may be read by others. */
export function namedSeatMail(facts: { site: Site; product: string; company: string; publicUrl: string }): {
  subject: string;
  text: string;
} {
  const { site } = facts;
  return {
    subject: `A seat of ${facts.product} is kept for you`,
    text: `${facts.company} keeps a seat of ${facts.product} for you. Activate the program with this mail address, and the seat is yours; nobody else can take it.

Whoever looks after the licences in your company gave us your name and this address for that, and sees whether you have taken the seat. Neither is used to send you product information.

What we hold about you, where it came from and who received it, you can see, correct and erase on your page.
Ask for your personal link here:

${facts.publicUrl}/me

If you do not belong to ${facts.company}, write to us: ${site.privacyMailbox}

${site.name}
${site.address}
Phone ${site.phone}
`,
  };
}
