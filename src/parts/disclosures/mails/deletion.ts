import type { Site } from '../../../platform/html/page.ts';

/** Asks a processor whose contract is over to confirm that it has deleted what it received; the same text reminds. About nobody. */
export function deletionMail(facts: {
  readonly site: Site;
  readonly recipient: string;
  readonly overOn: string;
  readonly dueOn: string;
  readonly reminder: boolean;
}): { subject: string; text: string } {
  const { site } = facts;
  const subject = 'Please confirm that you have deleted our data';
  return {
    subject: facts.reminder ? `Reminder: ${subject}` : subject,
    text: `To ${facts.recipient}

Your contract with ${site.name} to process personal data is over since ${facts.overOn}.
${facts.reminder ? `\nYou were asked to confirm by ${facts.dueOn} that you have deleted what you received. Nothing is recorded here yet.\n` : ''}
Please delete all personal data that you received from us, with all copies of it, and confirm that to us in writing${facts.reminder ? ' now' : ` by ${facts.dueOn}`}.

${site.name}
${site.address}
Phone ${site.phone}
${site.privacyMailbox}
`,
  };
}
