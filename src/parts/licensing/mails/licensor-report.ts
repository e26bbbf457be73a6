import type { Site } from '../../../platform/html/page.ts';

/** A report to a licensor: only the fields of its contract, as an attached table. */
export function licensorReportMail(facts: {
  site: Site;
  /** First and last day, `YYYY-MM-DD`. */
  from: string;
  until: string;
  count: number;
  fields: readonly string[];
  content: string;
  id: string;
}) {
  const { site, from, until } = facts;
  return {
    subject: `Registrations ${from} to ${until}`,
    text: `Attached are ${facts.count} registrations of products that include your technology, from ${from} to ${until},
with the fields of our contract: ${facts.fields.join(', ')}.

Use them for nothing but what the contract says. When a person corrects their data we tell you.

Report ${facts.id}

${site.name}
${site.address}
Phone ${site.phone}
`,
    attachments: [
      {
        name: `registrations-${from}-${until}.csv`,
        type: 'text/csv; charset=utf-8',
        base64: Buffer.from(facts.content, 'utf8').toString('base64'),
      },
    ],
  };
}
