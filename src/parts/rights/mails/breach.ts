import type { Site } from '../../../platform/html/page.ts';

/** Tells somebody of a breach that concerns their data: what GDPR art. 34 asks for, in that order. Holds none of the data. */
export function breachMail(facts: {
  readonly site: Site;
  readonly happened: string;
  readonly consequences: string;
  readonly measures: string;
  readonly contact: string;
  readonly ownPage: string;
}): { subject: string; text: string } {
  const { site } = facts;
  return {
    subject: `About the safety of your data at ${site.name}`,
    text: `Something has happened that concerns data of yours that we hold.

What happened
${facts.happened}

What may follow from it
${facts.consequences}

What we have done, and what you can do
${facts.measures}

Whom to ask
${facts.contact}

What we hold about you, and this notice, stand on your page: ${facts.ownPage}

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
