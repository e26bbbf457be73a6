import type { Site } from '../../../platform/html/page.ts';

/** Tells somebody that an authority was given data of theirs. Which one and what stands on their page, not in the mail. */
export function legalDemandMail(facts: { site: Site; ownPage: string }): { subject: string; text: string } {
  const { site } = facts;
  return {
    subject: 'Data of yours was given to an authority',
    text: `The law has obliged ${site.name} to give data of yours to an authority. To which one, when, and what it was stands on your page.

Your page, for which you ask for a link there: ${facts.ownPage}

If you think that this was wrong, write to us, or ask the authority itself.

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
