import type { KeptApp } from '../../app.ts';
import type { Letter } from '../../platform/mail/sender.ts';
import type { Chance } from './chance.ts';
import type { Door, Seat } from './door.ts';

export type { Seat };

import type { SampleCompany, SamplePerson, Span } from './sample-companies.ts';
import type { TurnedClock } from './turned-clock.ts';

/** One thing that somebody does at a moment of the four years. */
export interface Act {
  readonly at: Date;
  readonly kind: string;
  readonly run: () => Promise<void>;
}

/** A licence in use, and who registered it. */
export interface InUse {
  readonly id: string;
  readonly serial: string;
  readonly company: SampleCompany;
  readonly person: SamplePerson;
  readonly reseller: number;
  /** Has one seat, which is taken. */
  readonly single: boolean;
}

/** Everything the story is played on, and what it remembers. */
export interface Stage {
  readonly kept: KeptApp;
  readonly door: Door;
  readonly clock: TurnedClock;
  readonly chance: Chance;
  readonly span: Span;
  /** 1 for the usual number of companies. */
  readonly scale: number;
  /** Mail that would have gone out, by address, the newest last. */
  readonly mailbox: ReadonlyMap<string, readonly Letter[]>;
  /** Members at the desk: a role of staff, or `reseller 0` … */
  readonly seats: Map<string, Seat>;
  readonly accounts: Account[];
  readonly resellerIds: string[];
  readonly technologyIds: string[];
  readonly processorIds: string[];
  /** By code. */
  readonly productIds: Map<string, string>;
  /** The newest release of each product, by code. */
  readonly releaseIds: Map<string, string>;
  /** Serials that are issued and not activated, by batch. */
  readonly stock: Map<string, { id: string; serial: string }[]>;
  readonly inUse: InUse[];
}

/** An account whose password is told at the end. */
export interface Account {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** The member who acts; the story gives everybody a seat before they are needed. */
export function seatOf(stage: Stage, role: string): Seat {
  const seat = stage.seats.get(role);
  if (!seat) throw new Error(`nobody sits at the desk as ${role}`);
  return seat;
}

/** Hash of the registration notice, as whoever opens the form now is shown it: it changes with releases, and with the days of contracts. */
export async function noticeShown({ door }: Pick<Stage, 'door'>): Promise<string> {
  const { body } = await door.send({ method: 'GET', path: '/api/v1/registration-schema' });
  return (body as { notice: { sha256: string } }).notice.sha256;
}
