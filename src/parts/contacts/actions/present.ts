import type { Trx } from '../../../platform/db/database.ts';
import {
  type DeskReader,
  type PresentPerson,
  readContactsForService,
  readPeople,
  readPresentPeople,
} from '../store/people.ts';

export type { PresentPerson };

/**
 * What is held now of these people, by id: for reports, which tell what is so and not what was told once. It stays so until
 * the transaction ends, so that a correction either is in the report or comes after it.
 */
export async function presentPeople(
  trx: Trx<'licensor obligation'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PresentPerson>> {
  const rows = await readPresentPeople(trx, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The name of a person under a reader that may see it; null where nobody is here any more, or the reader may not. */
export async function nameOfPerson(trx: Trx<DeskReader>, reader: DeskReader, personId: string): Promise<string | null> {
  return (await readPeople(trx, reader, [personId]))[0]?.name ?? null;
}

/** People by id, with what the reader may see of each. */
export async function peopleById(
  trx: Trx<DeskReader>,
  reader: DeskReader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PresentPerson>> {
  const rows = await readPeople(trx, reader, [...new Set(ids)]);
  return new Map(rows.map(({ id, email, name, phone, title, role }) => [id, { id, email, name, phone, title, role }]));
}

/** The first of these people who may be written to about a contract of the company; null where nobody may. */
export async function contactForService(
  trx: Trx<'customer service'>,
  input: { readonly companyId: string; readonly personIds: readonly string[] },
): Promise<{ readonly id: string; readonly email: string } | null> {
  return (await readContactsForService(trx, input))[0] ?? null;
}
