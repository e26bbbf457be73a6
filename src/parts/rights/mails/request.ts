import type { Site } from '../../../platform/html/page.ts';

/** That a request came in, was given more time, or was answered. What it says stands on the person's page, not in the mail. */
export function requestMail(facts: {
  site: Site;
  news: 'received' | 'extended' | 'closed';
  number: string;
  /** In words: `22 March 2026`. */
  dueOn: string;
  ownPage: string;
  /** Where the receipt of an erasure will stand. */
  receipt: string | null;
}): { subject: string; text: string } {
  const { site, number, dueOn } = facts;
  const said = {
    received: `We have received your request ${number}. We answer it by ${dueOn}.`,
    extended: `Your request ${number} takes us longer than we said. We answer it by ${dueOn}; why stands on your page.`,
    closed: `Your request ${number} has been answered. The answer stands on your page.`,
  };
  return {
    subject: `Your request ${number}`,
    text: `${said[facts.news]}

${facts.receipt === null ? '' : `Once your data is erased we cannot write to you any more. The receipt will then stand here: ${facts.receipt}\n\n`}Your page, for which you ask for a link there: ${facts.ownPage}

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
