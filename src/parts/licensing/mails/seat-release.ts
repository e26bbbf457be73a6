import type { Site } from '../../../platform/html/page.ts';

/** The way to free the seat of a machine that is dead. No serial: a mailbox may be read by others. */
export function seatReleaseMail(facts: { site: Site; product: string; link: string; minutes: number }): {
  subject: string;
  text: string;
} {
  const { site } = facts;
  return {
    subject: `Free your seat of ${facts.product}`,
    text: `Somebody, probably you, asked to free a seat of ${facts.product} that was activated with this mail address, because its machine cannot give it up any more.

Open this link within ${facts.minutes} minutes, choose the seat and press the button there. It works once:

${facts.link}

If it was not you, do nothing: without this link no seat is freed.

${site.name}
${site.address}
Phone ${site.phone}
`,
  };
}
