import { randomBytes } from 'node:crypto';
import type { Code } from './faults.ts';
import { type MeterAnswer, readMeter } from './meter-answer.ts';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { ask } from './server.ts';
import { isCurrent, judge, keep, type State } from './state.ts';
import type { Counter, KeptMeter } from './store.ts';
import { timeNow } from './time.ts';

/** How a metered feature stands, as far as it is known here. */
export interface MeterStand {
  /** Of the licence, on all machines, in the present period; with what was used here and not told yet. */
  readonly used: number;
  /** Null: counted only, or not known yet. */
  readonly cap: number | null;
  /** How often more; null: as often as wanted. */
  readonly left: number | null;
  readonly resetsOn: string | null;
}

export type UseOutcome =
  | { readonly ok: true; readonly counted: 'now' | 'later'; readonly stand: MeterStand }
  | (Refusal & { readonly stand: MeterStand });

/** What an answer that allows nothing is called here. */
const codes: Readonly<Record<Exclude<MeterAnswer['verdict'], 'counted'>, Code>> = {
  'used up': 5040,
  deactivated: 3109,
  suspended: 3110,
  revoked: 3111,
  held: 3112,
  replaced: 3113,
  expired: 3106,
};

const mostUses = 999_999_999;
/** So many days without a network are told one by one; those before are told together with the first of them. */
const mostOlder = 1_000;

/** Counts `n` uses of a feature before they happen. Without the server it counts here, as far as the last known cap allows, and tells later. */
export async function useFeature(state: State, feature: string, n: number): Promise<UseOutcome> {
  if (!Number.isInteger(n) || n < 1 || n > mostUses) throw new TypeError('uses are a whole number from 1 on');
  const verdict = judge(state, feature);
  if (!verdict.run) return { ...refusal(verdict.code, state.kept.reseller), stand: standOf(state, feature) };
  await tellMeters(state, feature);
  const meter = meterToday(state, feature);
  const asked = await exchange(state, feature, { ...meter, to: meter.total + n });
  if (asked.ok) {
    const { answer, text, nonce } = asked;
    note(state, feature, { ...meter, total: answer.total, told: answer.total, answer: { text, nonce } });
    const stand = standOf(state, feature);
    if (answer.verdict === 'counted') return { ok: true, counted: 'now', stand };
    return { ...refusal(codes[answer.verdict], state.kept.reseller), stand };
  }
  const before = standOf(state, feature);
  // The server has decided, as far as it could be understood; anything else is the network's.
  if (asked.code >= 5000 || !state.document) return { ...asked, stand: before };
  if (before.left !== null && n > before.left) return { ...refusal(5040, state.kept.reseller), stand: before };
  note(state, feature, { ...meter, total: meter.total + n });
  return { ok: true, counted: 'later', stand: standOf(state, feature) };
}

/** Tells the server what was used without it: of one feature all earlier days, or everything. Where it is away, the next time. */
export async function tellMeters(state: State, only: string | null = null): Promise<void> {
  for (const feature of only === null ? Object.keys(state.kept.meters ?? {}) : [only]) {
    const meter = meterToday(state, feature);
    for (const counter of meter.older) {
      const told = await exchange(state, feature, { ...counter, to: counter.total });
      if (!told.ok) return;
      const now = meterToday(state, feature);
      note(state, feature, { ...now, older: now.older.filter((each) => each.counter !== counter.counter) });
    }
    if (only !== null) continue;
    const now = meterToday(state, feature);
    if (now.total === now.told) continue;
    const told = await exchange(state, feature, { ...now, to: now.total });
    if (!told.ok) return;
    const { answer, text, nonce } = told;
    note(state, feature, { ...now, total: answer.total, told: answer.total, answer: { text, nonce } });
  }
}

/** How a feature stands: what the server said last, and what was used here since. */
export function standOf(state: State, feature: string): MeterStand {
  const meter = keptOf(state, feature);
  const answer = meter ? answerOf(state, feature, meter) : null;
  const today = dayNow(state);
  const isOver = answer?.resetsOn != null && today >= answer.resetsOn;
  const since = isOver ? (answer?.resetsOn ?? '') : '';
  const own = meter ? [...meter.older, { ...meter, total: meter.total - meter.told }] : [];
  const untold = own.filter(({ day }) => day >= since).reduce((sum, { total }) => sum + total, 0);
  const used = (isOver ? 0 : (answer?.used ?? 0)) + untold;
  const cap = answer?.cap ?? null;
  return {
    used,
    cap,
    left: cap === null ? null : Math.max(0, cap - used),
    resetsOn: isOver ? null : (answer?.resetsOn ?? null),
  };
}

/** The last answer, verified once more: what lies in the file may have been changed. */
function answerOf(state: State, feature: string, { answer, answered }: KeptMeter): MeterAnswer | null {
  const { document, keys } = state;
  if (!answer || !document) return null;
  const question = { activationId: document.activationId, nonce: answer.nonce, feature, counter: answered };
  const read = readMeter(answer.text, question, { keys });
  return read.ok ? read.value : null;
}

function dayNow({ clock, kept, grace }: State): string {
  return timeNow(clock(), kept.clocks, grace.clockToleranceMs).toISOString().slice(0, 10);
}

const freshCounter = (day: string) => ({ counter: randomBytes(16).toString('base64url'), day, total: 0, told: 0 });

/** What is kept of a feature under the present activation. */
function keptOf({ kept, document }: State, feature: string): KeptMeter | null {
  const found = kept.meters && Object.hasOwn(kept.meters, feature) ? kept.meters[feature] : undefined;
  return found && found.activation === document?.activationId ? found : null;
}

/** The counter of today; with the day the last one becomes an earlier one, if anything of it is untold. */
function meterToday(state: State, feature: string): KeptMeter {
  const day = dayNow(state);
  const activation = state.document?.activationId ?? '';
  const kept = keptOf(state, feature);
  if (!kept) return { ...freshCounter(day), activation, older: [], answer: null, answered: '' };
  if (kept.day === day) return kept;
  const { counter, total, told } = kept;
  const older: Counter[] = total > told ? [...kept.older, { counter, day: kept.day, total }] : [...kept.older];
  return { ...kept, ...freshCounter(day), older: older.slice(-mostOlder) };
}

function note(state: State, feature: string, meter: KeptMeter): void {
  const isNew = meter.answer !== null && meter.answer !== keptOf(state, feature)?.answer;
  const answered = isNew ? meter.counter : meter.answered;
  const meters = { ...state.kept.meters, [feature]: { ...meter, answered } };
  try {
    keep(state, { meters }, true);
  } catch {
    // This session knows it.
    state.kept = { ...state.kept, meters };
  }
}

type Exchanged =
  | { readonly ok: true; readonly answer: MeterAnswer; readonly text: string; readonly nonce: string }
  | Refusal;

async function exchange(state: State, feature: string, told: Counter & { readonly to: number }): Promise<Exchanged> {
  const { document, kept } = state;
  if (!document) return refusal(state.documentCode, kept.reseller);
  const { activationId } = document;
  const nonce = randomBytes(16).toString('base64url');
  const { counter, day, total, to } = told;
  const sent = await ask(state, `/api/v1/activations/${encodeURIComponent(activationId)}/use`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ machine: kept.fingerprint, nonce, feature, counter, day, total, to }),
  });
  if (!sent.ok) return sent;
  const { status, body } = sent.value;
  if (status !== 200) return refusalOf(sent.value, kept.reseller);
  const read = readMeter(body, { activationId, nonce, feature, counter }, { keys: state.keys });
  if (!read.ok) return refusal(read.code, kept.reseller);
  if (state.document !== document || !isCurrent(state)) return refusal(2007, kept.reseller);
  return { ok: true, answer: read.value, text: body, nonce };
}
