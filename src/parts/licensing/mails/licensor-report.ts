import type { Site } from '../../../platform/html/page.ts';

/** A report to a licensor: only the fields of its contract, as an attached table, with the signature beside it. */
export function licensorReportMail(facts: {
  site: Site;
  /** First and last day, `YYYY-MM-DD`. */
  from: string;
  until: string;
  count: number;
  fields: readonly string[];
  format: 'csv' | 'json';
  content: string;
  signature: string;
  id: string;
}) {
  const { site, from, until } = facts;
  const name = `registrations-${from}-${until}.${facts.format}`;
  const type = { csv: 'text/csv', json: 'application/json' }[facts.format];
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
  return {
    subject: `Registrations ${from} to ${until}`,
    text: `Attached are ${facts.count} registrations of products that include your technology, from ${from} to ${until},
with the fields of our contract: ${facts.fields.join(', ')}.

Use them for nothing but what the contract says. When a person corrects their data we tell you. The second attachment is our
signature of the first, by which you can tell that it is ours and whole.

Report ${facts.id}

${site.name}
${site.address}
Phone ${site.phone}
`,
    attachments: [
      { name, type: `${type}; charset=utf-8`, base64: base64(facts.content) },
      { name: `${name}.sig`, type: 'text/plain; charset=us-ascii', base64: base64(facts.signature) },
    ],
  };
}
