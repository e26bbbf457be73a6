import type { Deps } from '../../../platform/deps.ts';
import { type Parts, seatOfMachine } from '../rules/machine.ts';
import type { LoadedLicence, SeatAgain } from '../store/activation.ts';

/** Keyed anew, so that nothing that comes from the database says what a machine is made of. */
export function keyedParts(deps: Deps, parts: Parts | undefined): Parts | null {
  const told = Object.entries(parts ?? {});
  if (told.length === 0) return null;
  const keyed = (name: string, value: string) =>
    deps.digests.machine(`${name}\n${value}`).subarray(0, 12).toString('base64url');
  return Object.fromEntries(told.map(([name, value]) => [name, keyed(name, value)]));
}

/** A machine of which a part was exchanged gets its seat back, where the licence knows machines by their parts. */
export function recognised(licence: LoadedLicence, parts: Parts | null): LoadedLicence {
  if (licence.seat || !licence.machines || !licence.others || !parts) return licence;
  return { ...licence, seat: seatOfMachine(licence.machines.match, licence.others, parts) };
}

/** What the seat is to know of its machine from now on. */
export function machineNow(
  licence: LoadedLicence,
  { parts, machineKey }: { readonly parts: Parts | null; readonly machineKey: Buffer | null },
  at: Date,
): SeatAgain['machine'] {
  if (!licence.machines || !parts || !machineKey) return null;
  const wasOther = licence.others?.some((seat) => seat === licence.seat) ?? false;
  return { parts, changed: wasOther ? { licenceId: licence.id, key: machineKey, at } : null };
}
