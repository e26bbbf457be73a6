import type { Deps } from '../../../platform/deps.ts';
import type { TypedBirth } from '../../../platform/html/age-screen/age.ts';
import { passAgeScreen } from '../../../platform/html/age-screen/age-screen.ts';
import { dayIn } from '../rules/verdict.ts';
import { vendorZone } from './remembered.ts';

/** Shows a birth date to the age screen: the pass that goes with a student's registration. Nothing is stored, whatever comes of it. */
export async function screenStudent(deps: Deps, typed: TypedBirth, later: boolean): Promise<string> {
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  return passAgeScreen(deps, typed, { today, later });
}
