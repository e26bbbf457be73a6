import type { Refused, RequestItem } from '../wire/requests.ts';
import { type Confirmation, mandateHolds } from './agents.ts';
import type { RequestKind } from './deadlines.ts';
import { signsOf } from './signs.ts';

export type Refusal = Refused['ground'];
export type RequestState = RequestItem['state'];
export type Identity = RequestItem['identity'];
export type RequestAct = 'confirm' | 'extend' | 'answer' | 'refuse' | 'show identity' | 'withdraw';

/** Open requests that one person may have at once: more of them come from a program, not from a person. */
export const mostOpen = 10;

/** Kinds whose answer would harm somebody if it went to the wrong person. */
const harmful: readonly RequestKind[] = ['access', 'portability', 'erasure', 'correction', 'restriction'];

export const isHarmful = (kind: RequestKind): boolean => harmful.includes(kind);

/** Whether a request may take this step, or why not. */
export function mayStep(
  request: {
    readonly state: RequestState;
    readonly kind: RequestKind;
    readonly identity: Identity;
    /** Whether the person confirms who acts for them; null: they asked themselves. */
    readonly agent: Confirmation | null;
    readonly extended: boolean;
    readonly extendable: boolean;
    readonly overdue: boolean;
  },
  act: RequestAct,
): 'yes' | 'closed' | 'mandate' | 'identity' | 'extended before' | 'not extendable' | 'too late' {
  if (request.state !== 'open') return 'closed';
  if (act === 'answer' && !mandateHolds(request.agent) && isHarmful(request.kind)) return 'mandate';
  if (act === 'answer' && request.identity === 'not shown' && isHarmful(request.kind)) return 'identity';
  if (act !== 'extend') return 'yes';
  if (!request.extendable) return 'not extendable';
  if (request.extended) return 'extended before';
  return request.overdue ? 'too late' : 'yes';
}

/** `7K2M-9QXD`: 40 random bits, read out on the phone without mistakes. It opens nothing. */
export function requestNumber(random: Buffer): string {
  const signs = signsOf(random, 8);
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

const magic: readonly (readonly [string, 'application/pdf' | 'image/png' | 'image/jpeg'])[] = [
  ['255044462d', 'application/pdf'],
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
];

/** What a scan is, by how it begins and not by what it is called; null: none of what is taken. */
export function scanType(content: Buffer): (typeof magic)[number][1] | null {
  const begins = content.subarray(0, 8).toString('hex');
  return magic.find(([signs]) => begins.startsWith(signs))?.[1] ?? null;
}
