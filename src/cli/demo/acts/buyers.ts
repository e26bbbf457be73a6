import { chanceOf } from '../chance.ts';
import { activate } from '../customers.ts';
import { mustBeDone } from '../door.ts';
import { errors } from '../errors.ts';
import { freshPassword } from '../founding.ts';
import type { SampleCompany } from '../sample-companies.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { products } from '../world.ts';
import { act, dayMs } from './act.ts';

const domain = 'sample-gear-cutters.example';
const colleague = (name: string, at: string) => ({
  name,
  email: `${at}@${domain}`,
  phone: null,
  title: null,
  role: 'Design engineer',
});
const first = colleague('First contact of Sample Gear Cutters', 'first');

/** A company whose administrator keeps seats for its people and looks who activated what; one of its machines dies. */
export function buyers(given: Stage, companies: readonly SampleCompany[]): Act[] {
  // Chances of its own: what else happens does not depend on it.
  const stage = { ...given, chance: chanceOf(30) };
  const [model] = companies;
  if (!model) return [];
  const company = { ...model, name: 'Sample Gear Cutters', number: 9_000 };
  // Before mail begins to stay in the outbox.
  const from = new Date(stage.span.end.getTime() - 18 * dayMs);
  let licence = { id: '', serial: '' };
  return [
    act(from, 'administrators of buyers', async () => {
      licence = await licensed(stage, company);
      await administered(stage, licence.id);
    }),
    act(new Date(from.getTime() + dayMs), 'seats kept by name', () => keep(stage, company, licence)),
    act(new Date(from.getTime() + 2 * dayMs), 'seats freed by mail', () => release(stage, licence.serial)),
  ];
}

async function licensed(stage: Stage, company: SampleCompany): Promise<{ id: string; serial: string }> {
  const code = products.map((each) => each.code).find((each) => stage.releaseIds.has(each)) ?? '';
  const { licences } = await seatOf(stage, 'licence desk').call<{ licences: { id: string; serial: string }[] }>(
    'POST',
    '/api/v1/licences',
    {
      holderCompanyId: stage.resellerIds[0],
      productId: stage.productIds.get(code),
      releaseId: stage.releaseIds.get(code),
      ...{ kind: 'perpetual', count: 1, seats: 4, expiresOn: null, maintenanceUntil: null },
    },
  );
  const licence = licences[0] ?? { id: '', serial: '' };
  await activate(stage, { serial: licence.serial, company, person: first, byProgram: true });
  return licence;
}

/** The desk notes the domain and invites; the link comes by mail. */
async function administered(stage: Stage, licenceId: string): Promise<void> {
  const desk = seatOf(stage, 'licence desk');
  const { company } = await desk.call<{ company: { id: string } | null }>('GET', `/api/v1/licences/${licenceId}`);
  const companyId = company?.id ?? '';
  await desk.call('POST', `/api/v1/companies/${companyId}/domains`, {
    domain,
    evidence: 'printed on their letter head',
  });
  const email = `licences@${domain}`;
  await desk.call('POST', '/api/v1/invitations', { role: 'buyer administrator', companyId, email });
  const token = /\/welcome#(\S+)/.exec(await letterTo(stage, email))?.[1] ?? '';
  const password = freshPassword();
  stage.seats.set('buyer', await stage.door.join({ token, name: 'Demo administrator of a buyer', email, password }));
  stage.accounts.push({ role: 'buyer administrator', email, password });
}

async function keep(stage: Stage, company: SampleCompany, { id, serial }: { id: string; serial: string }) {
  const buyer = seatOf(stage, 'buyer');
  const named = (name: string, at: string) =>
    buyer.call<{ id: string }>('POST', `/api/v1/company/licences/${id}/named-seats`, {
      name,
      email: `${at}@${domain}`,
    });
  await named('Planner of Sample Gear Cutters', 'planner');
  await named('Programmer of Sample Gear Cutters', 'programmer');
  const leaving = await named('Trainee of Sample Gear Cutters', 'trainee');
  await buyer.call('POST', `/api/v1/company/named-seats/${leaving.id}/end`, {});
  const planner = colleague('Planner of Sample Gear Cutters', 'planner');
  await activate(stage, { serial, company, person: planner, byProgram: true });
  await buyer.call('POST', '/api/v1/company/contacts', {});
}

/** The machine of the first contact is dead. */
async function release(stage: Stage, serial: string): Promise<void> {
  const form = { serial, email: first.email };
  mustBeDone(await stage.door.send({ method: 'POST', path: '/activate/release', form }), 'a link is asked for');
  const path = /\/activate\/release\/[\w-]+/.exec(await letterTo(stage, first.email, '/activate/release/'))?.[0] ?? '';
  const { text } = mustBeDone(await stage.door.send({ method: 'GET', path }), 'a link is opened');
  const seat = /name="seat" value="([^"]+)"/.exec(text)?.[1] ?? '';
  mustBeDone(await stage.door.send({ method: 'POST', path, form: { seat } }), 'a seat is freed');
}

/** The newest letter to an address that holds such a text; the answer at the door does not wait for it. */
async function letterTo({ kept, mailbox }: Stage, email: string, holds = ''): Promise<string> {
  for (let turn = 0; turn < 500; turn += 1) {
    await kept.mails.drain();
    const letter = mailbox.get(email)?.findLast(({ text }) => text.includes(holds));
    if (letter) return letter.text;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw errors.KEPT_DEMO_STOPPED({ step: 'a link is mailed', code: 'no mail came' });
}
