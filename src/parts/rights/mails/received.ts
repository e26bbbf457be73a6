import type { Site } from '../../../platform/html/page.ts';

/**
 * The answer to a mail, the same whether or not we know its sender: nobody learns from it whom we know. What may be done for
 * the person alone is done on their page, to which a link goes to the address that we hold.
 */
export function receivedMail(facts: {
  site: Site;
  /** Nothing more is sent to their address. */
  stopped: boolean;
  /** Number of the request that the mail opened or belongs to; null: it asks for nothing else. */
  number: string | null;
  /** It belongs to an earlier request. */
  joined: boolean;
  ownPage: string;
}): { subject: string; text: string } {
  const { joined, number, ownPage, site, stopped } = facts;
  const said = [
    stopped ? 'Done at once: from now on we send no product information to your address, by no way.' : null,
    number !== null && !joined
      ? `We have received your mail as request ${number}, and answer it within the time that the law gives us. Please leave the number in the subject when you write again.`
      : null,
    number !== null && joined ? `We have added your mail to your request ${number}.` : null,
    number !== null
      ? `A mail alone does not prove who wrote it. If you ask to see, correct or erase data, open your page and confirm your request there; the link goes to the address that we hold: ${ownPage}`
      : null,
  ];
  return {
    subject: number === null ? 'We send you nothing more' : `Your request ${number}`,
    text: `${said.filter((each) => each !== null).join('\n\n')}

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
