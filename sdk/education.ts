import { type ActivationOutcome, activateAt } from './activation.ts';
import { parseObject } from './encoding.ts';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { ask } from './server.ts';
import type { State } from './state.ts';

/** The birth date of a student, as it was typed. It is sent once and kept nowhere. */
export interface BirthDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** `agePass` goes along with the student's activation, within an hour. */
export type AgeScreenOutcome = { readonly ok: true; readonly agePass: string } | Refusal;

const laterMs = 2 * 3_600_000;

/** Shows a birth date to the server. After a refusal any other date is refused alike while the program runs, without asking. */
export async function passAgeScreen(state: State, born: BirthDate): Promise<AgeScreenOutcome> {
  const { reseller } = state.kept;
  if (state.clock() - state.ageRefusedAt < laterMs) return refusal(5033, reseller);
  const body = JSON.stringify({ day: born.day, month: born.month, year: born.year });
  const headers = { 'content-type': 'application/json' };
  const sent = await ask(state, '/api/v1/age-screen', { method: 'POST', headers, body });
  if (!sent.ok) return sent;
  const agePass = sent.value.status === 200 ? parseObject(sent.value.body)?.agePass : undefined;
  if (typeof agePass === 'string') return { ok: true, agePass };
  const why = sent.value.status === 200 ? refusal(2003, reseller) : refusalOf(sent.value, reseller);
  if (why.code === 5033) state.ageRefusedAt = state.clock();
  return why;
}

/** Activates with the label that a school gave a pupil: nothing of them is asked or sent. */
export function activateLabel(state: State, label: string): Promise<ActivationOutcome> {
  return activateAt(state, '/api/v1/pupil-seats', { label });
}
