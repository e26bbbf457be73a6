import { type Activation, type ActivationOutcome, activate } from './activation.ts';
import { type CheckOutcome, checkStatus } from './check.ts';
import type { Verdict } from './decision.ts';
import { type AgeScreenOutcome, activateLabel, type BirthDate, passAgeScreen } from './education.ts';
import { type Explained, explain } from './faults.ts';
import { type LeaseOutcome, leaseSeat, type ReturnOutcome, returnSeat } from './lease.ts';
import type { Lease } from './lease-answer.ts';
import type { LicenceDocument } from './licence-document.ts';
import { type MeterStand, standOf, tellMeters, type UseOutcome, useFeature } from './meter.ts';
import {
  type CarriedOutcome,
  type Deactivation,
  deactivate,
  type GivenUp,
  giveUp,
  makeRequest,
  type OfflineActivation,
  type OfflineRequest,
  renew,
  takeAnswer,
} from './offline.ts';
import type { Refusal } from './refusals.ts';
import { type FormOutcome, fetchForm } from './registration-form.ts';
import { type ClientOptions, isCurrent, judge, keep, openState, type State } from './state.ts';
import { untilNextCheck } from './time.ts';

/** A verdict with its sentences. */
export type Answer = Verdict & Explained;

/** Features that are counted, by their code. */
export interface Meter {
  /**
   * Counts uses before they happen: all of them or none. A refusal is about the next use alone. Without a network it counts here, and tells
   * the server later.
   */
  use(feature: string, n?: number): Promise<UseOutcome>;
  /** How a feature stands, as far as it is known here. */
  stand(feature: string): MeterStand;
  /** Tells the server what was used without it; `watch` does so by itself. */
  tell(): Promise<void>;
}

/** The licence of one program on this machine. */
export interface Licence {
  /** May the program run, and with this feature? Answers at once, from what is on this machine. */
  mayRun(feature?: string): Answer;
  /** The verified document; null where there is none. */
  document(): LicenceDocument | null;
  /** The registration form that goes with an activation. */
  registrationForm(): Promise<FormOutcome>;
  activate(activation: Activation): Promise<ActivationOutcome>;
  /** The age screen, which comes before a student registers; its words and fields come with the form. */
  ageScreen(born: BirthDate): Promise<AgeScreenOutcome>;
  /** Activates with the label that a school gave a pupil. */
  activateLabel(label: string): Promise<ActivationOutcome>;
  /** Asks for an activation by a file, a QR code or a text, to be taken to `/activate/offline` of the server on any phone or computer. */
  offlineRequest(activation: OfflineActivation): OfflineRequest | Refusal;
  /** Takes the answer of that page: the content of its file, or its text. */
  takeAnswer(given: string | Uint8Array): CarriedOutcome;
  /** Takes a renewal: the content of its file, or its text. */
  renew(given: string | Uint8Array): CarriedOutcome;
  /** Frees the seat at the server, and forgets the licence here. */
  deactivate(): Promise<Deactivation>;
  /** Forgets the licence here; what it shows frees the seat at `/activate/offline`. */
  giveUp(): GivenUp;
  /** The floating seat that this machine holds, or held last; null where there is none. */
  heldSeat(): Lease | null;
  /** Leases a floating seat, or goes on with the one that is held. */
  leaseSeat(): Promise<LeaseOutcome>;
  /** Borrows a floating seat, to run without a network for so many days. */
  borrowSeat(days: number): Promise<LeaseOutcome>;
  /** Gives a leased or borrowed seat back: before the program ends, or as soon as it is back in the network. */
  returnSeat(): Promise<ReturnOutcome>;
  /** Features that are counted. */
  readonly meter: Meter;
  /** Asks the server now. Nothing that comes back stops a program that runs. */
  check(): Promise<CheckOutcome>;
  /**
   * Checks by itself from now on: daily, and after a failure at growing distances. The lease of a floating seat is renewed as often as the
   * server asked for. The program may end at any time.
   */
  watch(onOutcome?: (outcome: CheckOutcome) => void, onLease?: (outcome: LeaseOutcome) => void): void;
  /** Ends `watch` and writes down the time. */
  close(): void;
}

const saveEveryMs = 3_600_000;

/** Opens what is known of the licence on this machine. Never waits for the network. Throws only where an option is no option. */
export function openLicence(options: ClientOptions): Licence {
  checkOptions(options);
  const state = openState(options);
  const random = options.random ?? Math.random;
  let stops: (() => void)[] = [];
  let running: Promise<CheckOutcome> | null = null;
  let counting: Promise<unknown> = Promise.resolve();

  // One after the other: what is told of a counter only ever grows.
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = counting.then(act);
    counting = turn.catch(() => undefined);
    return turn;
  };
  const tell = () => inTurn(() => tellMeters(state));

  const check = () => {
    running ??= checkStatus(state).finally(() => {
      running = null;
    });
    return running;
  };

  return {
    mayRun(feature) {
      const verdict = judge(state, feature ?? null);
      if (state.clock() - state.savedAt >= saveEveryMs) setImmediate(saveTime, state);
      return { ...verdict, ...explain(verdict.code, state.kept.reseller) };
    },
    document: () => state.document,
    registrationForm: () => fetchForm(state),
    activate: (activation) => activate(state, activation),
    ageScreen: (born) => passAgeScreen(state, born),
    activateLabel: (label) => activateLabel(state, label),
    offlineRequest: (activation) => makeRequest(state, activation),
    takeAnswer: (given) => takeAnswer(state, given),
    renew: (given) => renew(state, given),
    deactivate: () => deactivate(state),
    giveUp: () => giveUp(state),
    check,
    meter: {
      use: (feature, n = 1) => inTurn(() => useFeature(state, feature, n)),
      stand: (feature) => standOf(state, feature),
      tell,
    },
    heldSeat: () => state.lease,
    leaseSeat: () => leaseSeat(state, null),
    borrowSeat: (days) => leaseSeat(state, days),
    returnSeat: () => returnSeat(state),
    watch(onOutcome, onLease) {
      for (const stop of stops) stop();
      const beat = () => (state.document?.floating && state.lease ? leaseSeat(state, null) : null);
      stops = [
        repeat(() => check().finally(() => void tell()), {
          first: random() * 5_000,
          next: (failures) => untilNextCheck(failures, random()),
          said: onOutcome,
        }),
        repeat(beat, {
          first: untilHeartbeat(state, 0),
          next: (failures) => untilHeartbeat(state, failures),
          said: onLease,
        }),
      ];
    },
    close() {
      for (const stop of stops) stop();
      saveTime(state);
    },
  };
}

interface Repeated<Outcome> {
  /** Milliseconds until the first time, and then until the next, by how often in a row it failed. */
  readonly first: number;
  readonly next: (failures: number) => number;
  readonly said: ((outcome: Outcome) => void) | undefined;
}

/** Does the same again and again, until what it gives back is called. Nothing keeps the program running for it. */
function repeat<Outcome extends { readonly ok: boolean }>(
  act: () => Promise<Outcome> | null,
  { first, next, said }: Repeated<Outcome>,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;
  const again = (delay: number) => {
    timer = setTimeout(() => void once(), delay).unref();
  };
  const once = async () => {
    const outcome = await act();
    failures = outcome === null || outcome.ok ? 0 : failures + 1;
    if (stopped) return;
    again(next(failures));
    if (outcome !== null) said?.(outcome);
  };
  again(first);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Where no seat is held, a minute: one may be leased meanwhile. */
function untilHeartbeat(state: State, failures: number): number {
  const usual = (state.lease?.heartbeatSeconds ?? 60) * 1_000;
  return failures === 0 ? usual : Math.min(usual, 60_000);
}

/** The time that was seen; where it cannot be written, nothing is lost but that. */
function saveTime(state: State): void {
  if (!state.atHome || !state.document || !isCurrent(state)) return;
  try {
    keep(state, {}, false);
  } catch {
    state.savedAt = state.clock();
  }
}

function checkOptions({ serverUrl, builtOn, product, proxy }: ClientOptions): void {
  if (!/^https?:$/.test(new URL(serverUrl).protocol)) throw new TypeError('serverUrl begins with https:// or http://');
  if (proxy !== undefined && new URL(proxy).protocol !== 'http:') throw new TypeError('proxy begins with http://');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(builtOn)) throw new TypeError('builtOn is a day, YYYY-MM-DD');
  if (product === '') throw new TypeError('product is the code of the product');
}
