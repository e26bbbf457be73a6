import type { Site } from '../../../platform/html/page.ts';

export type ToldSide = 'holder' | 'claimant';
export type ToldWhat = 'opened' | 'stays' | 'goes over' | 'taken back';

interface Facts {
  readonly site: Site;
  readonly number: string;
  readonly product: string;
  readonly publicUrl: string;
  /** For how long a decision can be taken back. */
  readonly takeBackDays: number;
  /** The day until which seats of the company before run on. */
  readonly seatsUntil: string | null;
}

/** To a contact of one side. Neither company is named to the other, nor any person, nor the serial: a mailbox may be read by others. */
export function disputeMail(facts: Facts, to: ToldSide, what: ToldWhat): { subject: string; text: string } {
  const { site, number, product } = facts;
  return {
    subject: subjects[what](product, number),
    text: `${words[to][what](facts)}

If you write or call about it, name the number ${number}.

You get this because you registered a licence for your company, or are its contact. It is no advertising. What we hold about you you can see on your
page; ask for your personal link here:

${facts.publicUrl}/me

${site.name}
${site.address}
Phone ${site.phone}
`,
  };
}

const subjects: Record<ToldWhat, (product: string, number: string) => string> = {
  opened: (product, number) => `Whose a licence of ${product} is (${number})`,
  stays: (product, number) => `It is decided whose a licence of ${product} is (${number})`,
  'goes over': (product, number) => `It is decided whose a licence of ${product} is (${number})`,
  'taken back': (product, number) => `Whose a licence of ${product} is, is looked at again (${number})`,
};

const words: Record<ToldSide, Record<ToldWhat, (facts: Facts) => string>> = {
  holder: {
    opened: ({ product }) => `Another company says that a licence of ${product} that your company uses is its own.

Nothing changes for you now: the program runs on as it does until it is decided whose the licence is, and we give the licence to nobody meanwhile.

Please tell us what shows that the licence is your company's, such as the number and the day of your order, and from whom you bought it. If it is not yours, tell us so, too.`,
    stays: ({
      product,
    }) => `We have decided that the licence of ${product} that another company claimed stays with your company.

Nothing changes for you.`,
    'goes over': ({
      product,
      seatsUntil,
    }) => `We have decided that a licence of ${product} that your company uses belongs to another company, which has claimed it.

Programs of your company that run with it can be used until ${seatsUntil ?? 'the next days'}, so that nobody is stopped at work. If you think that this is wrong, tell us before that day: until then the decision can be taken back.`,
    'taken back': ({
      product,
    }) => `We have taken back what we decided about a licence of ${product} that your company uses, and look at it again.

The program runs on as it does until it is decided anew.`,
  },
  claimant: {
    opened: ({
      product,
    }) => `Your company says that a licence of ${product} is its own. Another company has it now, so we look at it before anything is changed.

Please tell us what shows that the licence is your company's, such as the number and the day of your order, and from whom you bought it. If it was a mistake, tell us so, too.`,
    stays: ({
      product,
      takeBackDays,
    }) => `We have decided that the licence of ${product} that your company claims stays with the company that has it.

If you think that this is wrong, tell us within ${takeBackDays} days. Whoever sold you the product can help you to a licence of your own.`,
    'goes over': ({
      product,
      seatsUntil,
    }) => `We have decided that the licence of ${product} that your company claims belongs to your company.

Programs of the company before that run with it may take up seats until ${seatsUntil ?? 'the next days'}. After that day all of its seats are yours.`,
    'taken back': ({
      product,
    }) => `We have taken back what we decided about the licence of ${product} that your company claims, and look at it again.

Nothing is changed until it is decided anew.`,
  },
};
