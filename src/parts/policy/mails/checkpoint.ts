import type { Site } from '../../../platform/html/page.ts';

/** The last signed head of the evidence log, to a witness who keeps it. */
export function checkpointMail(facts: { site: Site; note: string; key: string; day: string; publicUrl: string }) {
  const { site, note, key, day, publicUrl } = facts;
  return {
    subject: `Checkpoint of the evidence log of ${site.name}, ${day}`,
    text: `Please keep this mail. You need not do anything else with it.

It holds the state that our evidence log has today. Whoever suspects later that something in it was changed or taken out can ask
you for what you kept, and compare. If a day passes without such a mail, ask us why.

${note}
It is signed with the key

  ${key}

If the key is another one than in earlier mails, ask us why. How to compare: ${publicUrl}/privacy/proof/verify

${site.name}
${site.address}
Phone ${site.phone}
`,
  };
}
