import type { NoticeBody } from '../../policy/index.ts';

interface Collector {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly privacyMailbox: string;
}

/** What somebody is told for whom their company keeps a seat: it is mailed to them, as they did not give the data themself. */
export function namedSeatNotice(collector: Collector): NoticeBody {
  return {
    title: 'A seat in your name',
    sections: [
      {
        heading: 'Who holds it',
        text: `${collector.name}, ${collector.address}. Phone ${collector.phone}. Questions: ${collector.privacyMailbox}.`,
      },
      {
        heading: 'Where it comes from',
        text: 'Whoever looks after the licences in your company gave us your name and your mail address at work.',
      },
      {
        heading: 'What for',
        text: 'To keep a seat of a licence of your company for you, which nobody else can take. It is not used to send you product information.',
      },
      {
        heading: 'Who is told',
        text: 'Whoever looks after the licences in your company sees your name, your mail address and whether you have taken the seat. The reseller of your company sees that you belong to it.',
      },
      {
        heading: 'For how long',
        text: 'Kept without a time limit. You can see, correct and erase it on your page at any time.',
      },
    ],
  };
}

const namingFaults = ['KEPT_SEATS_NOT_NAMEABLE', 'KEPT_NO_SEAT_TO_NAME'] as const;
export type NamingFault = (typeof namingFaults)[number];

/** Whether one more seat of a licence may be kept for somebody. A seat that they have in use already needs no free one. */
export function judgeNaming(
  licence: {
    readonly kind: string;
    readonly state: string;
    readonly floating: boolean;
    readonly seats: number;
    readonly seats_used: number;
    readonly seats_named: number;
  },
  hasSeat: boolean,
): NamingFault | null {
  if (licence.floating || licence.kind === 'education') return 'KEPT_SEATS_NOT_NAMEABLE';
  if (licence.state === 'revoked' || licence.state === 'replaced' || licence.state === 'draft')
    return 'KEPT_SEATS_NOT_NAMEABLE';
  if (!hasSeat && licence.seats_used + licence.seats_named >= licence.seats) return 'KEPT_NO_SEAT_TO_NAME';
  return null;
}
