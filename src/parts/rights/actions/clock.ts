import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { heldOfPerson } from '../../contacts/index.ts';
import { readVendor } from '../../policy/index.ts';
import { type Law, lawOf } from '../rules/deadlines.ts';
import { dayIn } from '../rules/links.ts';

export async function zoneOf(db: Database['read']): Promise<string> {
  return (await readVendor(db))?.timeZone ?? 'UTC';
}

/** Today in the vendor's calendar. */
export async function today(db: Database['read'], deps: Pick<Deps, 'clock'>): Promise<string> {
  return dayIn(await zoneOf(db), deps.clock.now());
}

/** An instant within a day of the vendor's calendar. */
export function within(day: string, zone: string): Date {
  const hours = [12, 0, 23].map((hour) => new Date(`${day}T${String(hour).padStart(2, '0')}:30:00Z`));
  return hours.find((at) => dayIn(zone, at) === day) ?? new Date(`${day}T12:30:00Z`);
}

/** The law whose clock runs for a person: that of the country and region of the company they belong to now. */
export async function lawOfPerson(trx: Trx<'rights'>, personId: string): Promise<Law> {
  const held = await heldOfPerson(trx, personId, { lookUps: 0 });
  const company = held?.companies.find((each) => each.until === null) ?? held?.companies[0];
  const valueIn = (field: string) => company?.data.find((datum) => datum.field === field)?.value ?? null;
  return lawOf({ country: valueIn('country'), region: valueIn('region') });
}
