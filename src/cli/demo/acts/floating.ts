import { randomBytes } from 'node:crypto';
import { activate } from '../customers.ts';
import { mustBeDone } from '../door.ts';
import type { SampleCompany } from '../sample-companies.ts';
import { type Act, type Stage, seatOf } from '../stage.ts';
import { products } from '../world.ts';
import { act, dayMs, times } from './act.ts';

interface Shared {
  readonly company: SampleCompany;
  readonly seats: number;
  readonly machines: readonly { readonly machine: string; id: string | null }[];
}

const workDays = 20;

/** Companies whose machines share floating seats: enough for one, too few for the other. */
export function floating(stage: Stage, companies: readonly SampleCompany[]): Act[] {
  const buyers = companies.filter(({ purchases }) => purchases.length > 0).slice(-2);
  return buyers.flatMap((company, index) => {
    const machines = times(6, (number) => ({ machine: `demo-floating-${company.number}-${number}`, id: null }));
    const shared = { company, seats: index === 0 ? 5 : 3, machines };
    const from = new Date(stage.span.end.getTime() - workDays * dayMs);
    return [
      act(from, 'floating seats', () => begin(stage, shared)),
      ...times(workDays, (day) =>
        act(new Date(from.getTime() + (day + 1) * dayMs - 3_600_000), 'floating seats', () => work(stage, shared, day)),
      ),
    ];
  });
}

async function begin(stage: Stage, { company, seats, machines }: Shared): Promise<void> {
  const code = products.map((each) => each.code).find((each) => stage.releaseIds.has(each)) ?? '';
  const { licences } = await seatOf(stage, 'licence desk').call<{ licences: { serial: string }[] }>(
    'POST',
    '/api/v1/licences',
    {
      holderCompanyId: stage.resellerIds[0],
      productId: stage.productIds.get(code),
      releaseId: stage.releaseIds.get(code),
      ...{ kind: 'perpetual', count: 1, seats },
      floating: { leaseMinutes: 480, heartbeatMinutes: 10, borrowDays: 14 },
      grace: { networkDays: 30, expiryDays: null, leaseHours: 12 },
      machines: { match: 'two', virtual: 'allowed', terminalServer: 'once' },
    },
  );
  for (const [number, each] of machines.entries()) {
    const email = `floor${number}@floor${company.number}.customer.example`;
    const person = {
      name: `Contact 9${number} of ${company.name}`,
      email,
      phone: null,
      title: null,
      role: 'Design engineer',
    };
    const attempt = { serial: licences[0]?.serial ?? '', company, person, byProgram: true, machine: each.machine };
    each.id = await activate(stage, attempt);
  }
}

/** A day at work: some ask for a seat, some give it back, one takes its seat along. */
async function work(stage: Stage, { machines }: Shared, day: number): Promise<void> {
  for (const [number, { id, machine }] of machines.entries()) {
    if (id === null || (number + day) % 3 === 0) continue;
    const borrowDays = number === 1 && day === workDays - 1 ? { borrowDays: 5 } : {};
    const json = { machine, nonce: randomBytes(16).toString('base64url'), ...borrowDays };
    const path = `/api/v1/activations/${id}`;
    mustBeDone(await stage.door.send({ method: 'POST', path: `${path}/lease`, json }), 'a seat is leased');
    if (day < workDays - 1 && number % 2 === 0)
      mustBeDone(
        await stage.door.send({ method: 'POST', path: `${path}/return`, json: { machine, nonce: json.nonce } }),
        'a seat is given back',
      );
  }
}
