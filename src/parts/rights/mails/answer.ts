import type { Site } from '../../../platform/html/page.ts';

/** The answer to a request of somebody who wrote by mail and has no page here to read it on. */
export function answerMail(facts: { site: Site; number: string; answer: string }): { subject: string; text: string } {
  const { answer, number, site } = facts;
  return {
    subject: `Your request ${number}`,
    text: `${answer}

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
