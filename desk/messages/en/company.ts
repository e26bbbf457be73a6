import type { Words } from './words.ts';

export const companyMessages = {
  own: {
    part: 'Your company',
    about: 'The licences of your company, and who in it has a seat.',
    figures: (licences: number, used: number, kept: number, seats: number) =>
      `${licences} ${licences === 1 ? 'licence' : 'licences'} · ${used} of ${seats} seats in use · ${kept} kept for somebody`,
    renewals: 'Renewals',
    contacts: 'Who activated what',
    search: 'Serial, or its beginning',
    none: 'No licences',
    noneHow: 'A licence appears once somebody of your company has activated it, or your reseller has handed it to you.',
    noRenewals: 'No contracts',
    noRenewalsHow: 'Maintenance and other contracts of your company appear here.',
    seats: 'Seats',
    seatsOf: (used: number, kept: number, seats: number) =>
      kept === 0 ? `${used} of ${seats} in use` : `${used} of ${seats} in use, ${kept} kept`,
    floating: (seats: number) => `${seats} floating`,
    machines: 'Machines',
    machinesAbout: 'Each has a seat in use. Who works there is not said.',
    noMachines: 'The licence is activated on no machine.',
    keptFor: 'Seat of',
    nobody: 'nobody in particular',
    named: 'Seats kept for people',
    namedAbout:
      'A seat that is kept for somebody is taken by nobody else. They are told by mail, and see it on their own page.',
    noNamed: 'No seat of this licence is kept for anybody: whoever activates first has it.',
    floatingNamed: 'The seats of a floating licence are taken as they are needed, and kept for nobody.',
    keep: 'Keep a seat for somebody',
    keepTitle: (serial: string) => `Keep a seat of ${serial}`,
    name: 'Name',
    email: 'E-mail at your company',
    emailHow:
      'They activate the program with this address. It must lie in a mail domain that we have noted for your company.',
    consequence:
      'We store the name and the address, tell the person by mail that they come from you, and use them for nothing but this seat.',
    kept: 'The seat is kept, and the mail to them is queued.',
    state: 'State',
    taken: 'taken',
    waiting: 'not taken yet',
    since: 'Since',
    ends: { 'taken back': 'taken back', 'passed on': 'passed on', erased: 'ended' } as Words,
    erased: 'somebody who was erased',
    passOn: 'Pass on',
    passOnTitle: (name: string) => `Keep the seat of ${name} for somebody else`,
    passedOn: 'The seat is passed on, and the mail to them is queued.',
    takeBack: 'Take back',
    takeBackTitle: (name: string) => `Take the seat of ${name} back?`,
    takeBackConsequence: (taken: boolean) =>
      taken
        ? 'The machine that has the seat goes on until it gives it up. Then whoever activates first has the seat.'
        : 'Whoever activates first has the seat.',
    takenBack: 'The seat is taken back.',
    listAbout:
      'For each seat in use the name of who activated it. Each person named sees on their own page that the list was opened. You can open it ten times a day.',
    open: 'Show the names',
    openTitle: 'Show who activated what?',
    openConsequence: 'Everybody who is named sees on their own page that somebody of your company opened the list.',
    left: (left: number) => (left === 0 ? 'Not again today.' : `${left} more ${left === 1 ? 'time' : 'times'} today.`),
    nobodyListed: 'No seat of your company is in use.',
    answers: {
      'former contact': 'a former contact',
      'in dispute': 'not named while another company claims the licence',
      'not confirmed': 'not confirmed by the person yet',
    } as Words,
  },
  renaming: {
    open: 'Rename',
    title: (name: string) => `Rename ${name}`,
    about:
      'Licences, people and shares stay with the company. The former name is kept, and activations under it still go to this company.',
    name: 'New name',
    evidence: 'What shows that it is so',
    go: 'Rename company',
    done: 'The company is renamed.',
    former: 'Formerly',
    until: 'until',
  },
  buyers: {
    invite: 'Invite administrator',
    inviteTitle: (company: string) => `An administrator of ${company}`,
    about:
      'They see the licences, seats and renewals of their company, keep seats for people by name, and may open the list of who activated what. The link is only mailed.',
    email: 'E-mail at the company',
    evidence: 'What shows that they belong to the company',
    evidenceHow: 'Not needed where the address lies in a mail domain that is noted for the company.',
    go: 'Invite',
    done: 'The invitation is made, and its mail is queued.',
  },
};
