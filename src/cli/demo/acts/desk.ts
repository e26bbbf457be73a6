import { KeptError } from '../../../platform/errors.ts';
import { isGone } from '../mailbox.ts';
import { askOnOwnPage, askWhoActivated, ownWishes, useOwnPage } from '../own-page.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { reasons, resellers } from '../world.ts';
import { act, registrant, times, visits } from './act.ts';

export function reassignments(stage: Stage): Act[] {
  return visits(stage, { kind: 'other resellers', count: 6 }, async (subject, index) => {
    const { companyId } = await registrant(stage, subject);
    const resellerCompanyId = stage.resellerIds[index % stage.resellerIds.length];
    await seatOf(stage, 'licence desk').call('PUT', `/api/v1/companies/${companyId}/reseller`, { resellerCompanyId });
  });
}

export function lookUps(stage: Stage): Act[] {
  return [...byStaff(stage), ...byResellers(stage), ...searches(stage)];
}

function byStaff(stage: Stage): Act[] {
  const { chance } = stage;
  return visits(stage, { kind: 'look-ups', count: 220 }, async (subject) => {
    const { companyId, personId } = await registrant(stage, subject);
    const role = chance.pick(['licence desk', 'licence desk', 'support', 'support', 'privacy officer', 'marketing']);
    const [purpose, reason] = chance.pick(reasons[role] ?? []);
    const path = chance.pick([
      `/api/v1/people/${personId}`,
      `/api/v1/people/${personId}`,
      `/api/v1/companies/${companyId}/personal`,
      `/api/v1/licences/${subject.id}/registrations`,
    ]);
    await seatOf(stage, role).call('GET', path, undefined, { purpose, reason }).catch(unlessHidden);
  });
}

/** Whoever restricted their data, or waits to be told of a new use of them, is not there for every purpose. */
function unlessHidden(error: unknown): void {
  if (!(error instanceof KeptError && error.message.includes('(KEPT_NOT_FOUND)'))) throw error;
}

function byResellers(stage: Stage): Act[] {
  const { chance } = stage;
  return visits(stage, { kind: 'look-ups', count: 60 }, async () => {
    // The last one leaves before the end.
    const seat = seatOf(stage, `reseller ${chance.whole(0, resellers.length - 2)}`);
    const path = '/api/v1/companies?kind=customer&limit=100';
    const { items } = await seat.call<{ items: { id: string }[] }>('GET', path);
    if (items.length > 0) await seat.call('GET', `/api/v1/companies/${chance.pick(items).id}/personal`);
  });
}

function searches(stage: Stage): Act[] {
  return visits(stage, { kind: 'searches', count: 25 }, async ({ company, serial, person }) => {
    const q = stage.chance.pick([company.name, serial, person.email]);
    await seatOf(stage, stage.chance.pick(['licence desk', 'support'])).call('POST', '/api/v1/search', { q });
  });
}

/** What people write in letters, entered by staff. */
export function corrections(stage: Stage): Act[] {
  return visits(stage, { kind: 'corrections', count: 14 }, async (subject, index) => {
    const path = `/api/v1/people/${(await registrant(stage, subject)).personId}`;
    const desk = seatOf(stage, 'licence desk');
    const ground = { purpose: 'customer service', reason: 'told by letter' };
    const { version } = await desk.call<{ version: number }>('GET', path, undefined, ground);
    const [field, value] = stage.chance.pick([
      ['phone', `+00 200 ${10_000 + index}`],
      ['role', 'Owner or manager'],
      ['title', 'Dr'],
    ]);
    await desk.call('PATCH', path, { version, field, value }, ground);
  });
}

export function optOuts(stage: Stage): Act[] {
  return visits(stage, { kind: 'opt-outs', count: 12 }, async (subject) => {
    const { personId } = await registrant(stage, subject);
    const path = `/api/v1/people/${personId}/preferences/${stage.chance.pick(['mail', 'post', 'phone'])}`;
    const ground = { purpose: 'rights', reason: 'letter to the privacy address' };
    await seatOf(stage, 'privacy officer').call('PUT', path, { allowed: false }, ground);
  });
}

/** Companies ask who there activated a licence: by phone, mail and letter, and on a page once their mail domain is noted. */
export function inquiries(stage: Stage): Act[] {
  const desk = () => seatOf(stage, 'licence desk');
  const kind = 'questions who activated';
  const told = visits(stage, { kind, count: 9 }, async ({ id }, index) => {
    const channel = ['phone', 'mail', 'letter'][index % 3];
    const ground = { purpose: 'customer service', reason: 'the company asks who activated it' };
    const evidence = { phone: 'called back at the number of the contract', mail: 'from a mailbox of the company' };
    const body = { channel, evidence: evidence[channel as 'phone'] ?? 'letter head and signature' };
    await desk().call('POST', `/api/v1/licences/${id}/inquiries`, body, ground);
  });
  const noted = new Set<string>();
  const fits = ({ person }: { person: { email: string } }) => !isGone(person.email);
  const asked = visits(stage, { kind, count: 6, fits }, async (subject) => {
    const domain = subject.person.email.split('@')[1] ?? '';
    if (!noted.has(domain)) {
      const { companyId } = await registrant(stage, subject);
      const evidence = 'printed on their letter head';
      await desk().call('POST', `/api/v1/companies/${companyId}/domains`, { domain, evidence });
      noted.add(domain);
    }
    await askWhoActivated(stage, subject.person, subject.serial);
  });
  return [...told, ...asked];
}

/** What people ask of their data: on their page, by letter with its scan, and by phone; answered at once, or left open at the end. */
export function requests(stage: Stage): Act[] {
  const fits = ({ person }: { person: { email: string } }) => !isGone(person.email);
  const asked = visits(stage, { kind: 'requests', count: 14, fits }, async ({ person }, index) => {
    const kind = ['question', 'access', 'opt-out', 'portability'][index % 4] ?? 'access';
    const number = await askOnOwnPage(stage, person, { kind, wording: 'Please tell me how long you keep my number.' });
    if (kind !== 'opt-out') await answerRequest(stage, number);
  });
  const hour = 3_600_000;
  // In the last weeks: the words of older ones have been removed.
  const written = times(6, (index) =>
    act(new Date(stage.span.end.getTime() - (index + 5) * 97 * hour), 'requests', () => writeOrCall(stage, index)),
  );
  return [...asked, ...written];
}

async function writeOrCall(stage: Stage, index: number): Promise<void> {
  const subject = stage.inUse.at(-1 - index);
  if (!subject) return;
  const { personId } = await registrant(stage, subject);
  const kind = index % 3 === 2 ? 'access' : 'opt-out';
  const channel = index % 3 === 1 ? 'phone' : 'letter';
  const receivedOn = stage.clock.now().toISOString().slice(0, 10);
  const body = {
    kind,
    channel,
    receivedOn,
    personId,
    asker: subject.company.name,
    wording: 'As told in the letter or call.',
  };
  const officer = seatOf(stage, 'privacy officer');
  const { id, number } = await officer.call<{ id: string; number: string }>('POST', '/api/v1/requests', body);
  if (channel === 'letter') {
    const base64 = Buffer.from('%PDF-1.4 A made-up letter.').toString('base64');
    await officer.call('PUT', `/api/v1/requests/${id}/scan`, { base64 });
  }
  await officer.call('POST', `/api/v1/requests/${id}/identity`, { personId });
  await answerRequest(stage, number);
}

/** In the last days: some restrict or object, some have everything erased, and one waits for an answer. Data files are written anew when the server has run a while. */
export function endings(stage: Stage): Act[] {
  const officer = () => seatOf(stage, 'privacy officer');
  return ['question', 'restriction', 'objection', 'erasure', 'erasure'].map((kind, index) =>
    act(new Date(stage.span.end.getTime() - (3 + index) * 6 * 3_600_000), kind, async () => {
      const there = stage.inUse.filter(({ person }) => !isGone(person.email));
      const subject = there[index * 3];
      if (!subject) return;
      const number = await askOnOwnPage(stage, subject.person, {
        kind,
        wording: kind === 'question' ? 'Who of you looks at my data?' : '',
      });
      if (kind !== 'erasure') return;
      const path = '/api/v1/requests?state=open&kind=erasure&limit=500';
      const { items } = await officer().call<{ items: { id: string; number: string }[] }>('GET', path);
      const open = items.find((each) => each.number === number);
      if (open) await officer().call('POST', `/api/v1/requests/${open.id}/erase`);
    }),
  );
}

async function answerRequest(stage: Stage, number: string): Promise<void> {
  const officer = seatOf(stage, 'privacy officer');
  const path = '/api/v1/requests?state=open&limit=500';
  const { items } = await officer.call<{ items: { id: string; number: string }[] }>('GET', path);
  const open = items.find((each) => each.number === number);
  const answer = 'What we hold stands on your page, with how long we keep it.';
  if (open) await officer.call('POST', `/api/v1/requests/${open.id}/answer`, { answer });
}

export function ownPages(stage: Stage): Act[] {
  // Mail to a mailbox that is gone never arrives.
  const fits = ({ person }: { person: { email: string } }) => !isGone(person.email);
  return visits(stage, { kind: 'people on their own page', count: 64, fits }, ({ person }, index) =>
    useOwnPage(stage, person, ownWishes[index % ownWishes.length] ?? 'look'),
  );
}
