import { day } from '../founding.ts';
import { answerOnOwnPage } from '../own-page.ts';
import { type Act, type InUse, type Seat, type Stage, seatOf } from '../stage.ts';
import { dayMs, registrant, visits, yearMs } from './act.ts';
import { seatOfReseller } from './leads.ts';

/** Orders by resellers for their customers, or by the desk for a reseller without an account; questions about them; the desk fulfils most. */
export function orders(stage: Stage): Act[] {
  return visits(stage, { kind: 'orders', count: 14 }, async (subject, index) => {
    const { companyId, personId } = await registrant(stage, subject);
    const desk = seatOf(stage, 'licence desk');
    const { reseller } = await desk.call<{ reseller: { id: string } | null }>('GET', `/api/v1/companies/${companyId}`);
    if (!reseller) return;
    const account = seatOfReseller(stage, reseller.id);
    const seller = account ?? desk;
    const code = [...stage.productIds.keys()][index % stage.productIds.size] ?? '';
    const { id } = await seller.call<{ id: string }>('POST', '/api/v1/orders', {
      ...{ kind: 'new', companyId, productId: stage.productIds.get(code), licenceKind: 'perpetual' },
      ...{ seats: 1 + (index % 3), copies: 1 + (index % 2), reference: `PO ${4000 + index}` },
      ...(account ? {} : { holderCompanyId: reseller.id }),
    });
    if (index % 2 === 0) await ask(stage, { id, seller, personId, subject, index });
    if (index % 5 === 4)
      return void (await seller.call('POST', `/api/v1/orders/${id}/cancel`, { reason: 'asked by the customer' }));
    if (index % 5 === 3) return void (await desk.call('POST', `/api/v1/orders/${id}/confirm`));
    await desk.call('POST', `/api/v1/orders/${id}/fulfil`, {});
  });
}

interface Asked {
  readonly id: string;
  readonly seller: Seat;
  readonly personId: string;
  readonly subject: InUse;
  readonly index: number;
}

interface Questions {
  readonly people: readonly { id: string; name: string | null }[];
  readonly questions: readonly { id: string }[];
}

/**
 * Somebody of the customer is asked, by the desk where the reseller does not see them; they answer on their page, by phone, or not at all.
 * The newest registration of the licence may be a colleague's, so whoever stands by name beside the licence is asked before them.
 */
async function ask(stage: Stage, { id, personId: registered, subject, index, ...given }: Asked): Promise<void> {
  const path = `/api/v1/orders/${id}/questions`;
  const desk = seatOf(stage, 'licence desk');
  // Staff say why they look at somebody; of a reseller it is what it is there for.
  const call = <T>(seat: Seat, method: 'GET' | 'POST', body?: unknown) =>
    seat.call<T>(
      method,
      path,
      body,
      seat === desk ? { purpose: 'customer service', reason: 'a question about an order' } : undefined,
    );
  const seen = async (seat: Seat) => {
    const { people } = await call<Questions>(seat, 'GET');
    return (people.find((one) => one.name === subject.person.name) ?? people.find((one) => one.id === registered))?.id;
  };
  const seller = (await seen(given.seller)) ? given.seller : desk;
  const personId = await seen(seller);
  if (!personId) return;
  await call(seller, 'POST', { personId, question: 'Shall the seats be for one site or for two?' });
  const { questions } = await call<Questions>(seller, 'GET');
  const question = questions[0]?.id ?? '';
  if (index % 6 === 0) return answerOnOwnPage(stage, subject.person, 'For one site.');
  if (index % 6 === 2)
    await seller.call('POST', `${path}/${question}/answer`, { channel: 'phone', answer: 'For two.' });
}

/** The desk orders renewals of contracts that end soon, and fulfils them. */
export function renewalOrders(stage: Stage): Act[] {
  return visits(stage, { kind: 'renewals ordered', count: 6 }, async (_, index) => {
    const desk = seatOf(stage, 'licence desk');
    const { items } = await desk.call<{ items: { id: string; endsOn: string }[] }>(
      'GET',
      '/api/v1/contracts?renewal=due&limit=1',
    );
    const contract = items[0];
    const ordered = await desk.call<{ items: { contract: { id: string } | null }[] }>(
      'GET',
      '/api/v1/orders?kind=renewal&state=placed&limit=500',
    );
    if (!contract || ordered.items.some((each) => each.contract?.id === contract.id)) return;
    const { id } = await desk.call<{ id: string }>('POST', '/api/v1/orders', {
      kind: 'renewal',
      contractId: contract.id,
    });
    if (index % 3 === 2) return;
    const from = new Date(Date.parse(contract.endsOn) + dayMs);
    const days = { startsOn: day(from), endsOn: day(new Date(from.getTime() + yearMs - dayMs)) };
    await desk.call('POST', `/api/v1/orders/${id}/fulfil`, { number: `R-${1000 + index}`, ...days });
  });
}

/** Resellers activate for customers that tell them on the phone. */
export function activationsFor(stage: Stage): Act[] {
  return visits(stage, { kind: 'activations by resellers', count: 6 }, async (_, index) => {
    const reseller = index % 6;
    const code = [...stage.releaseIds.keys()][0] ?? '';
    const { licences } = await seatOf(stage, 'licence desk').call<{ licences: { id: string }[] }>(
      'POST',
      '/api/v1/licences',
      {
        holderCompanyId: stage.resellerIds[reseller],
        productId: stage.productIds.get(code),
        releaseId: stage.releaseIds.get(code),
        ...{ kind: 'perpetual', count: 1 },
      },
    );
    const { notice } = await seatOf(stage, `reseller ${reseller}`).call<{ notice: { sha256: string } }>(
      'GET',
      '/api/v1/registration-schema',
    );
    await seatOf(stage, `reseller ${reseller}`).call('POST', `/api/v1/licences/${licences[0]?.id}/activate`, {
      companyName: `Sample Phone Customer ${index + 1}`,
      ...{ country: 'DE', street: '1 Sample Street', postalCode: '10115', city: 'Berlin' },
      name: `Phone Person ${index + 1}`,
      email: `person${index + 1}@sample-phone.example`,
      notice: notice.sha256,
    });
  });
}
