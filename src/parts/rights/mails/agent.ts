import type { Site } from '../../../platform/html/page.ts';

const foot = (site: Site) => `${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`;

/** Asks the person whether somebody acts for them. Says nothing that is held of them. */
export function askPersonMail(facts: {
  readonly site: Site;
  readonly agent: { readonly name: string; readonly kind: string };
  readonly asks: string;
  readonly number: string;
  readonly link: string;
  readonly days: number;
}): { subject: string; text: string } {
  const { site, agent } = facts;
  return {
    subject: `Does somebody act for you? (${facts.number})`,
    text: `Somebody has written to ${site.name} in your name:

Who: ${agent.name} (${agent.kind})
What they ask for you: ${facts.asks}
Number: ${facts.number}

We tell them nothing about you, and do nothing, before you say that this is right. Say yes or no here within ${facts.days} days:
${facts.link}

If you do not know them, say no, or do nothing.

${foot(site)}`,
  };
}

/** The answer, to an agent whose mandate covers it. */
export function agentAnswerMail(facts: { readonly site: Site; readonly number: string; readonly answer: string }): {
  subject: string;
  text: string;
} {
  return {
    subject: `Your request ${facts.number} for somebody else`,
    text: `${facts.answer}

${foot(facts.site)}`,
  };
}
