import type { OrderState } from '../wire/orders.ts';

/** What can be done with an order, from which states it leads where, and who may. */
const transitions = {
  confirm: { from: ['placed'], to: 'confirmed', holder: false },
  fulfil: { from: ['placed', 'confirmed'], to: 'fulfilled', holder: false },
  refuse: { from: ['placed', 'confirmed'], to: 'refused', holder: false },
  // Once the desk has confirmed it, it works on it: then only the desk takes it back.
  cancel: { from: ['placed'], to: 'cancelled', holder: true },
} as const;

export type OrderAct = keyof typeof transitions;
export const orderActs = Object.keys(transitions) as readonly OrderAct[];

interface By {
  /** Licence desk and administrators. */
  readonly keeper: boolean;
  /** Whether the caller's own company placed the order. */
  readonly holder: boolean;
}

/** The state that an act leads to; null where it is not open to the caller now. */
export function afterAct(act: OrderAct, state: OrderState, by: By): OrderState | null {
  const { from, to, holder } = transitions[act];
  if (!by.keeper && !(holder && by.holder)) return null;
  const states: readonly OrderState[] = act === 'cancel' && by.keeper ? ['placed', 'confirmed'] : from;
  return states.includes(state) ? to : null;
}

/** A customer may be asked as long as the order is under way. */
export function mayAsk(state: OrderState): boolean {
  return state === 'placed' || state === 'confirmed';
}

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The number of an order out of 5 random bytes: 8 signs that are not mixed up. */
export function orderNumber(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  const text = Array.from({ length: 8 }, (_, at) => signs[Number((bits >> BigInt(35 - 5 * at)) & 31n)]).join('');
  return `O-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** What is wrong with a new order, by field. */
export function orderFaults(asked: {
  readonly kind: 'new' | 'renewal';
  readonly contractId?: string | undefined;
  readonly companyId?: string | undefined;
  readonly productId?: string | undefined;
  readonly licenceKind?: string | undefined;
  readonly seats?: number | undefined;
  readonly copies?: number | undefined;
}): Record<string, string> {
  const ofNew = ['companyId', 'productId', 'licenceKind', 'seats', 'copies'] as const;
  if (asked.kind === 'new')
    return {
      ...Object.fromEntries(ofNew.filter((name) => asked[name] === undefined).map((name) => [name, 'is needed'])),
      ...(asked.contractId === undefined ? {} : { contractId: 'is for renewals' }),
    };
  return {
    ...Object.fromEntries(
      ofNew.filter((name) => asked[name] !== undefined).map((name) => [name, 'is for new licences']),
    ),
    ...(asked.contractId === undefined ? { contractId: 'is needed' } : {}),
  };
}
