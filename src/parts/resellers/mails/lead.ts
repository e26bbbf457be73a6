import type { Site } from '../../../platform/html/page.ts';

interface Facts {
  readonly site: Site;
  readonly publicUrl: string;
  readonly id: string;
  readonly company: string;
  readonly due: Date;
}

/** To the reseller that is asked first, or next. No person is named: who it is the reseller sees once it has accepted. */
export function leadOffered(facts: Facts) {
  return {
    subject: `A new lead in your territory: ${facts.company}`,
    text: `${facts.company} has turned to us, and is offered to you.

Accept or decline it on the desk until ${when(facts.due)}. After that it goes to the next reseller. Whom to speak to there you see
once you have accepted:

${facts.publicUrl}/desk/leads/${facts.id}

${signature(facts.site)}`,
  };
}

export function leadReminder(facts: Facts) {
  return {
    subject: `The lead ${facts.company} waits for you until ${when(facts.due)}`,
    text: `${facts.company} was offered to you and is not answered yet. After ${when(facts.due)} it goes to the next reseller.

${facts.publicUrl}/desk/leads/${facts.id}

${signature(facts.site)}`,
  };
}

function when(at: Date): string {
  return `${at.toISOString().slice(0, 10)}, ${at.toISOString().slice(11, 16)} UTC`;
}

function signature(site: Site): string {
  return `${site.name}
${site.address}
Phone ${site.phone}
`;
}
