import { randomUUID } from 'node:crypto';
import { codeOf, mustBeDone } from './door.ts';
import { errors } from './errors.ts';
import type { Batch, Purchase, SampleCompany, SamplePerson } from './sample-companies.ts';
import { noticeShown, type Stage } from './stage.ts';

export const keyOf = ({ reseller, product, kind, seats, quarter }: Batch): string =>
  [reseller, product, kind, seats, quarter].join(' ');

/** What activates a licence: `/activate` in a browser, or the desktop program. */
interface Attempt {
  readonly serial: string;
  readonly company: SampleCompany;
  readonly person: SamplePerson;
  readonly byProgram: boolean;
  /** Fingerprint of the machine; one of its own where it is left out. */
  readonly machine?: string;
}

/** A customer takes a serial out of the reseller's stock and activates it. Answers the licence. */
export async function firstActivation(
  stage: Stage,
  company: SampleCompany,
  purchase: Purchase,
): Promise<{ id: string; serial: string }> {
  const licence = stage.stock.get(keyOf(purchase.batch))?.shift();
  const [first] = purchase.activations;
  if (!licence || !first) throw errors.KEPT_DEMO_STOPPED({ step: 'a serial is sold', code: 'none is in stock' });
  await activate(stage, { serial: licence.serial, company, ...first });
  const single = purchase.batch.seats === 1;
  stage.inUse.push({ ...licence, company, person: first.person, reseller: purchase.batch.reseller, single });
  return licence;
}

/** Answers the number of the activation, where a program made it. */
export async function activate(stage: Stage, attempt: Attempt): Promise<string | null> {
  const answer = await send(stage, attempt);
  const { body } = mustBeDone(answer, 'a licence is activated');
  return (body as { activationId?: string } | null)?.activationId ?? null;
}

/** Tries what must be refused, with one of these codes; the licence may have been suspended meanwhile. */
export async function tryInVain(stage: Stage, attempt: Attempt, expected: readonly string[]): Promise<void> {
  const answer = await send(stage, attempt);
  if (answer.status >= 400 && [...expected, 'KEPT_LICENCE_SUSPENDED'].includes(codeOf(answer))) return;
  throw errors.KEPT_DEMO_STOPPED({
    step: `an activation is refused with ${expected.join(' or ')}`,
    code: codeOf(answer),
  });
}

async function send(stage: Stage, { serial, company, person, byProgram, machine: given }: Attempt) {
  const { door, chance } = stage;
  const notice = await noticeShown(stage);
  const told = { serial: chance.happens(0.3) ? serial.toLowerCase() : serial, notice, ...fieldsOf(company, person) };
  const marketing = company.number % 5 < 2;
  if (byProgram) {
    const machine = given ?? `demo-machine-${randomUUID()}`;
    const headers = { 'idempotency-key': randomUUID() };
    return door.send({
      method: 'POST',
      path: '/api/v1/activations',
      json: { ...told, marketing, machine, machineKind: 'physical' },
      headers,
    });
  }
  const form = { ...told, idempotency: randomUUID(), ...(marketing ? { marketing: 'yes' } : {}) };
  return door.send({ method: 'POST', path: '/activate', form });
}

function fieldsOf(company: SampleCompany, person: SamplePerson): Record<string, string> {
  const { number } = company;
  const told: Record<string, string | null> = {
    companyName: company.name,
    country: company.country,
    region: company.region,
    ...(company.address
      ? {
          street: `Sample Lane ${number}`,
          postalCode: String(number).padStart(5, '0'),
          city: `Sampletown ${number % 40}`,
        }
      : {}),
    ...person,
    industry: company.industry,
    productsDesigned: company.made,
    primaryProduct: company.usedToday,
  };
  return Object.fromEntries(Object.entries(told).filter((entry): entry is [string, string] => entry[1] !== null));
}
