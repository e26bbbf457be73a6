import type { NoticeBody } from '../../policy/index.ts';

interface Collector {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly privacyMailbox: string;
}

/** What somebody is told who turns to the vendor before any licence is activated. Whoever asks for the data shows these words. */
export function enquiryNotice(collector: Collector): NoticeBody {
  return {
    title: 'Your enquiry',
    sections: [
      {
        heading: 'Who asks',
        text: `${collector.name}, ${collector.address}. Phone ${collector.phone}. Questions: ${collector.privacyMailbox}.`,
      },
      {
        heading: 'What for',
        text: 'To answer you: your name, how to reach you, and your company with its address. It is not used to send you product information.',
      },
      {
        heading: 'Who is told',
        text: 'Your company and where it is are told to the reseller who serves your region, and to another where that one declines. Only the reseller who takes your enquiry on sees who you are and how to reach you.',
      },
      {
        heading: 'For how long',
        text: 'Kept without a time limit. You can see, correct and erase it on your page at any time.',
      },
    ],
  };
}
