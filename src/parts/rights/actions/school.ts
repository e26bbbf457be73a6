import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { readVendor } from '../../policy/index.ts';
import type { RightsHanded, SchoolLicence } from './handed.ts';

/** What whoever keeps the labels of a school wants: look, make new ones for a term, or free the seat of one. */
export interface LabelsAsked {
  readonly personId: string;
  readonly licence?: string | undefined;
  readonly startsOn?: string | undefined;
  readonly endsOn?: string | undefined;
  readonly count?: string | undefined;
  readonly free?: string | undefined;
}

export interface OwnSchool {
  readonly licences: readonly SchoolLicence[];
  /** IANA name of the vendor's time zone. */
  readonly zone: string;
  readonly done: 'freed' | 'made' | null;
}

/** Does what is asked, if anything, and reads the labels as they are then. */
export async function keepLabels(
  trx: Trx<'rights'>,
  deps: Deps,
  { school }: Pick<RightsHanded, 'school'>,
  asked: LabelsAsked,
): Promise<OwnSchool> {
  const done = await change(trx, deps, school, asked);
  const zone = (await readVendor(trx))?.timeZone ?? 'UTC';
  return { licences: await school.licences(trx, asked.personId), zone, done };
}

async function change(
  trx: Trx<'rights'>,
  deps: Deps,
  school: RightsHanded['school'],
  { personId, licence: licenceId, free, startsOn = '', endsOn = '', count = '' }: LabelsAsked,
): Promise<OwnSchool['done']> {
  if (licenceId === undefined) return null;
  if (free !== undefined) {
    await school.freeLabel(trx, deps, { personId, licenceId, label: free });
    return 'freed';
  }
  if (!isDay(startsOn) || !isDay(endsOn) || !(Number(count) > 0)) throw httpErrors.KEPT_INVALID();
  await school.beginTerm(trx, deps, { personId, licenceId, startsOn, endsOn, count: Number(count) });
  return 'made';
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${text}T`);
}
