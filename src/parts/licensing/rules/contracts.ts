import type { ContractState } from '../wire/contracts.ts';
import { addDays } from './terms.ts';

interface ContractDays {
  readonly startsOn: string;
  readonly endsOn: string;
  /** The last day of the contract that this one follows. */
  readonly previousEndsOn: string | null;
  /** Whether another follows it. */
  readonly renewed: boolean;
  readonly declined: boolean;
}

/** By the days alone. A contract that began after a gap reinstates what had lapsed. */
export function contractState(contract: ContractDays, today: string): ContractState {
  const { startsOn, endsOn, previousEndsOn } = contract;
  if (today < startsOn) return 'coming';
  if (today > endsOn) {
    if (contract.renewed) return 'renewed';
    return contract.declined ? 'ended' : 'lapsed';
  }
  return previousEndsOn !== null && startsOn > addDays(previousEndsOn, 1) ? 'reinstated' : 'running';
}

export const reminderDays = [90, 60, 30, 7] as const;

/** Which reminder is due so many days before the end; a day on which nothing ran is made good by the next. */
export function reminderDue(endsOn: string, today: string): (typeof reminderDays)[number] | null {
  const left = Math.round((Date.parse(endsOn) - Date.parse(today)) / 86_400_000);
  if (left < 0) return null;
  return reminderDays.findLast((days) => left <= days) ?? null;
}

/** What is wrong with a new contract, by field. */
export function contractFaults(
  asked: {
    readonly kind: string;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly licenceId?: string | undefined;
  },
  previous: {
    readonly endsOn: string;
    readonly kind: string;
    readonly renewed: boolean;
    readonly companyId: string;
    readonly licenceId: string | null;
  } | null,
  companyId: string | null,
): Record<string, string> {
  const faults: Record<string, string> = {};
  if (asked.endsOn < asked.startsOn) faults.endsOn = 'is before the first day';
  if (asked.kind === 'maintenance' && !asked.licenceId) faults.licenceId = 'is needed for maintenance';
  if (!asked.licenceId && companyId === null) faults.companyId = 'is needed where no licence is named';
  if (!previous) return faults;
  if (previous.renewed) faults.renewsId = 'was renewed already';
  else if (previous.kind !== asked.kind || previous.companyId !== companyId)
    faults.renewsId = 'is of another kind or company';
  else if (previous.licenceId !== (asked.licenceId ?? null)) faults.renewsId = 'is of another licence';
  else if (asked.startsOn <= previous.endsOn) faults.startsOn = 'is before the end of the contract that it renews';
  return faults;
}
