import { setTimeout as sleep } from 'node:timers/promises';
import { mustBeDone } from './door.ts';
import { errors } from './errors.ts';
import type { SamplePerson } from './sample-companies.ts';
import type { Stage } from './stage.ts';

/** What somebody wants of their own page. */
export const ownWishes = ['only ask', 'look', 'opt out', 'correct', 'opt out and correct'] as const;
export type OwnWish = (typeof ownWishes)[number];

/** A person asks for the link, opens it from the mail, presses the button, and does there what they came for. */
export async function useOwnPage(stage: Stage, person: SamplePerson, wish: OwnWish): Promise<void> {
  const link = await askForLink(stage, person);
  if (wish === 'only ask') return;
  const { sitting, text: opened } = await open(stage, link);
  const text = wish === 'look' ? opened : await answerWaiting(stage, sitting, opened);
  if (wish.includes('opt out')) {
    const form = { sitting, channel: stage.chance.pick(['mail', 'mail', 'post', 'phone']), allowed: 'no' };
    mustBeDone(await stage.door.send({ method: 'POST', path: '/me/preferences', form }), 'a person opts out');
  }
  if (wish === 'look') {
    const form = { sitting, seminars: 'on', 'product tips': 'on' };
    mustBeDone(await stage.door.send({ method: 'POST', path: '/me/topics', form }), 'a person refuses a topic');
  }
  if (wish === 'opt out') {
    const until = new Date(stage.clock.now().getTime() + 90 * 86_400_000).toISOString().slice(0, 10);
    mustBeDone(
      await stage.door.send({ method: 'POST', path: '/me/pause', form: { sitting, until } }),
      'a person pauses',
    );
  }
  if (wish.includes('correct')) {
    const held = Object.fromEntries(['version', 'name', 'title', 'role'].map((name) => [name, fieldOf(text, name)]));
    const form = { sitting, ...held, phone: `+00 300 ${stage.chance.whole(10_000, 99_999)}` };
    mustBeDone(await stage.door.send({ method: 'POST', path: '/me/correct', form }), 'a person corrects their data');
  }
  await stage.door.send({ method: 'POST', path: '/me/sign-out', form: { sitting } });
}

/** A person asks for something about their data on their page. Answers the number of the request. */
export async function askOnOwnPage(
  stage: Stage,
  person: SamplePerson,
  asked: { readonly kind: string; readonly wording: string },
): Promise<string> {
  const { sitting } = await open(stage, await askForLink(stage, person));
  const answer = await stage.door.send({ method: 'POST', path: '/me/requests', form: { sitting, ...asked } });
  const { text } = mustBeDone(answer, 'a person asks for something');
  await stage.door.send({ method: 'POST', path: '/me/sign-out', form: { sitting } });
  return /role="status">[^<]*([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(text)?.[1] ?? '';
}

/** A person asks on their page who in their company activated a licence. */
export async function askWhoActivated(stage: Stage, person: SamplePerson, serial: string): Promise<void> {
  const { sitting } = await open(stage, await askForLink(stage, person));
  const form = { sitting, serial };
  mustBeDone(await stage.door.send({ method: 'POST', path: '/me/who', form }), 'a person asks who activated a licence');
  await stage.door.send({ method: 'POST', path: '/me/sign-out', form: { sitting } });
}

/** A person answers a question about an order, if it is theirs: a licence may have been registered anew by somebody else. */
export async function answerOnOwnPage(
  stage: Stage,
  person: SamplePerson,
  given: { readonly question: string; readonly answer: string },
): Promise<void> {
  const { sitting, text } = await open(stage, await askForLink(stage, person));
  const form = { sitting, ...given };
  if (text.includes(given.question))
    mustBeDone(
      await stage.door.send({ method: 'POST', path: '/me/order-questions', form }),
      'a person answers about an order',
    );
  await stage.door.send({ method: 'POST', path: '/me/sign-out', form: { sitting } });
}

/** Who registered a licence for a school makes labels for a term on their page. Answers the labels. */
export async function makeLabels(
  stage: Stage,
  email: string,
  term: { readonly startsOn: string; readonly endsOn: string; readonly count: string },
): Promise<string[]> {
  const { sitting } = await open(stage, await askForLink(stage, { email }));
  const look = await stage.door.send({ method: 'POST', path: '/me/school', form: { sitting } });
  const licence = fieldOf(mustBeDone(look, 'a school opens its labels').text, 'licence');
  const made = await stage.door.send({ method: 'POST', path: '/me/school', form: { sitting, licence, ...term } });
  const { text } = mustBeDone(made, 'a school makes labels');
  await stage.door.send({ method: 'POST', path: '/me/sign-out', form: { sitting } });
  return [...text.matchAll(/<code>([\d-]{14})<\/code>/g)].map(([, label = '']) => label);
}

async function open({ door }: Stage, link: string): Promise<{ sitting: string; text: string }> {
  const path = new URL(link).pathname;
  mustBeDone(await door.send({ method: 'GET', path }), 'a link is opened');
  const { text } = mustBeDone(await door.send({ method: 'POST', path }), 'a person opens their page');
  return { sitting: fieldOf(text, 'sitting'), text };
}

/** Says of each registration under the address whether it was theirs; now and then it was not. Answers the page then. */
async function answerWaiting({ door, chance }: Stage, sitting: string, page: string): Promise<string> {
  let text = page;
  for (let registration = fieldOf(text, 'registration'); registration; registration = fieldOf(text, 'registration')) {
    const form = { sitting, registration, mine: chance.happens(0.85) ? 'yes' : 'no' };
    const answer = await door.send({ method: 'POST', path: '/me/registrations', form });
    ({ text } = mustBeDone(answer, 'a person says whether a registration was theirs'));
  }
  return text;
}

async function askForLink(stage: Stage, person: Pick<SamplePerson, 'email'>): Promise<string> {
  const { door, kept, mailbox } = stage;
  const before = mailbox.get(person.email)?.length ?? 0;
  mustBeDone(await door.send({ method: 'POST', path: '/me', form: { email: person.email } }), 'a link is asked for');
  // The answer does not wait for the mail.
  for (let turn = 0; turn < 500; turn += 1) {
    await kept.mails.drain();
    const letter = mailbox.get(person.email)?.slice(before).at(-1);
    const link = letter && /https?:\/\/\S+\/me\/link\/\S+/.exec(letter.text)?.[0];
    if (link) return link;
    await sleep(20);
  }
  throw errors.KEPT_DEMO_STOPPED({ step: 'a link is mailed', code: 'no mail came' });
}

/** The value of a field of a page's form. Nothing in the demo needs escaping. */
function fieldOf(page: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
}
