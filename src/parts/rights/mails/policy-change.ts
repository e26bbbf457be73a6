import type { Site } from '../../../platform/html/page.ts';

/** Tells somebody that the policy under which they gave data changes, and where that stands word for word. */
export function policyChangeMail(facts: {
  site: Site;
  /** The newest last. */
  versions: readonly {
    readonly version: number;
    readonly from: string;
    readonly headings: readonly string[];
    readonly link: string;
  }[];
  /** Whether a new use waits for an answer. */
  asks: boolean;
  ownPage: string;
}): { subject: string; text: string } {
  const { site, versions, asks } = facts;
  const told = versions
    .map(
      ({ version, from, headings, link }) =>
        `Version ${version}, from ${from}. It says something else about:\n${headings.map((heading) => `- ${heading}\n`).join('')}Word for word: ${link}\n`,
    )
    .join('\n');
  return {
    subject: `The privacy policy of ${site.name} changes`,
    text: `You gave ${site.name} data under an earlier version of its privacy policy. What changes concerns data of yours.

${told}
${asks ? 'Something new needs your yes: until you give it on your page, nothing of it is done with your data. You need not answer.\n\n' : ''}Your page, for which you ask for a link there: ${facts.ownPage}
If you do not agree, you can object there, or ask that your data is erased.

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
