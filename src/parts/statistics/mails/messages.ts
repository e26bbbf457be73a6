/** Texts of the mails of this part. */
export const messages = {
  subject: (site: string, from: string, to: string) => `Visits of ${site}, ${from} to ${to}`,
  intro: (site: string, every: 'week' | 'month', from: string, to: string) =>
    `The ${every} from ${from} to ${to} on ${site}, beside the ${every} before:`,
  fewBriefly: 'fewer than 5',
  few: 'There were fewer than 5 visits, too few to tell more.',
  visits: 'Visits',
  visitorDays: 'Visitor-days',
  atMost: 'about',
  views: 'Page views',
  viewsPerVisit: 'Pages per visit',
  bounceRate: 'Bounce rate (one page and no goal)',
  span: 'Time on site, mean',
  engaged: 'Time in use, mean',
  goals: 'Goals reached',
  before: 'before',
  other: '(other)',
  none: 'nothing',
  tables: { page: 'Pages', referrer: 'Where visits came from', country: 'Countries', goal: 'Goals' } as Readonly<
    Record<string, string>
  >,
  outro: 'Values of fewer than 5 visits are part of "(other)". Everything else is on the desk:',
  stop: 'You get this because it was asked for on the desk, where it can be ended.',
};
