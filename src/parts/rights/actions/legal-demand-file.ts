import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { companiesById, companiesOfPerson, peopleById } from '../../contacts/index.ts';
import { recipientsById } from '../../disclosures/index.ts';
import { errors } from '../errors.ts';
import type { Givable } from '../rules/legal-demands.ts';
import { type LegalDemandRow, readLegalDemandWords } from '../store/legal-demands.ts';
import type { Chosen } from '../wire/legal-demands.ts';
import type { RightsHanded } from './handed.ts';
import { peopleInScope } from './legal-demands.ts';

const ownFields = ['email', 'name', 'phone', 'title', 'role'] as const;

/** What the authority would get, read under the purpose `legal`; made whole as base, where no column is personal. */
export interface FileRead {
  /** Where a notice to each goes; null where nobody is known any more. */
  readonly mailboxes: ReadonlyMap<string, string | null>;
  readonly make: (
    base: Trx<'base'>,
  ) => Promise<{ readonly name: string; readonly text: string; readonly sha256: Buffer }>;
}

/** Reads exactly what was chosen. Has no time in it: what is shown and what is given are the same bytes. */
export async function readFile(
  trx: Trx<'legal'>,
  deps: Deps,
  handed: Pick<RightsHanded, 'registrationsOfPerson'>,
  asked: { readonly row: LegalDemandRow; readonly chosen: Chosen },
): Promise<FileRead> {
  const { row, chosen } = asked;
  const scope = new Set((await peopleInScope(trx, row.id)).personIds);
  const ids = chosen.map((each) => each.personId);
  if (new Set(ids).size < ids.length) throw httpErrors.KEPT_INVALID({ fields: { chosen: 'names somebody twice' } });
  if (!ids.every((id) => scope.has(id))) throw errors.KEPT_LEGAL_DEMAND_OUTSIDE();
  const people = await peopleById(trx, 'legal', ids);
  const [words] = await readLegalDemandWords(trx, row.id);
  const authority = (await recipientsById(trx, [row.authority_id])).get(row.authority_id);
  const makers: ((base: Trx<'base'>) => Promise<object>)[] = [];
  for (const { personId, fields } of [...chosen].sort((a, b) => (a.personId < b.personId ? -1 : 1)))
    makers.push(await readOne(trx, handed, { personId, fields, values: people.get(personId) ?? {} }));
  const from = (await deps.site()).name;
  return {
    mailboxes: new Map(ids.map((id) => [id, people.get(id)?.email ?? null])),
    async make(base) {
      const given = [];
      for (const one of makers) given.push(await one(base));
      const head = { format: 'kept-legal-demand-1', from, demand: row.number, authority: authority?.name ?? null };
      const file = { ...head, reference: words?.reference ?? null, basis: words?.basis ?? null, people: given };
      const text = `${JSON.stringify(file, null, 2)}\n`;
      return { name: `legal-demand-${row.number}.json`, text, sha256: sha256(text) };
    },
  };
}

async function readOne(
  trx: Trx<'legal'>,
  handed: Pick<RightsHanded, 'registrationsOfPerson'>,
  one: {
    readonly personId: string;
    readonly fields: readonly Givable[];
    readonly values: Partial<Record<(typeof ownFields)[number], string | null>>;
  },
): Promise<(base: Trx<'base'>) => Promise<object>> {
  const { personId, fields, values } = one;
  const own = Object.fromEntries(
    ownFields.filter((field) => fields.includes(field)).map((field) => [field, values[field] ?? null]),
  );
  const told = fields.includes('registrations') ? await handed.registrationsOfPerson(trx, 'legal', personId) : null;
  return async (base) => ({
    reference: personId,
    ...own,
    ...(fields.includes('companies') ? { companies: await companyNames(base, personId) } : {}),
    ...(told ? { registrations: (await told(base, [])).flatMap(presentRegistration) } : {}),
  });
}

async function companyNames(base: Trx<'base'>, personId: string): Promise<string[]> {
  const companies = await companiesById(base, await companiesOfPerson(base, personId));
  return [...companies.values()].map((company) => company.name).sort();
}

type Registration = Awaited<ReturnType<Awaited<ReturnType<RightsHanded['registrationsOfPerson']>>>>[number];

/** What somebody says was not told by them is not given as theirs. */
function presentRegistration({ state, licence, company, givenAt, data }: Registration) {
  if (state === 'disowned') return [];
  const told = data.flatMap(({ field, value }) => (value === null || value === '' ? [] : [[field, value] as const]));
  const { serial, product } = licence;
  return [{ serial, product, company: company.name, givenAt, told: Object.fromEntries(told) }];
}
