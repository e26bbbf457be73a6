import type { Site } from '../../../platform/html/page.ts';

/** To somebody of the customer. The question is in it, so that it can be answered by phone or letter as well. */
export function orderQuestionMail(facts: {
  readonly site: Site;
  readonly publicUrl: string;
  readonly number: string;
  /** Who asks: the reseller, or the vendor. */
  readonly asks: string;
  readonly question: string;
}) {
  const { site, number, asks, question, publicUrl } = facts;
  return {
    subject: `A question about order ${number}`,
    text: `${asks} asks about order ${number} of your company:

${question}

You can answer on your page. Ask for your personal link here:

${publicUrl}/me

Or tell us by phone or letter, with the number of the order. This is about an order of your company and no advertising; you get it also
where you want no product information.

${site.name}
${site.address}
Phone ${site.phone}
`,
  };
}
