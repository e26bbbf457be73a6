import type { Site } from '../../../platform/html/page.ts';

/** The way to a person's own page. Nothing of the person stands in it, and opening the link alone does nothing. */
export function personLinkMail(facts: { site: Site; link: string; minutes: number }): {
  subject: string;
  text: string;
} {
  const { site } = facts;
  return {
    subject: `Your data at ${site.name}`,
    text: `Somebody, probably you, asked for the page with your data at ${site.name}.

Open this link within ${facts.minutes} minutes and press the button there. It works once:

${facts.link}

If it was not you, do nothing: nobody sees your data without this link.

${site.name}
${site.address}
Phone ${site.phone}
`,
  };
}
