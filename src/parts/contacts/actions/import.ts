import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { nameKey } from '../rules.ts';
import * as store from '../store/import.ts';

/** What a row of a list tells of a company and perhaps of a person there. */
export interface ListedContact {
  readonly line: number;
  readonly companyName: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly industry: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly title: string | null;
  readonly role: string | null;
}

export type ListedField = Exclude<keyof ListedContact, 'line'>;

/** Where the rows come from, and what the ids of what they make are. */
export interface ContactList {
  readonly id: string;
  readonly noticeId: string;
  readonly purposesOf: (field: ListedField) => readonly string[];
  readonly idOf: (kind: 'company' | 'address' | 'person', line: number) => string;
  /** Of what is told of them. */
  readonly originIdOf: (kind: 'company' | 'address' | 'person', line: number) => string;
  readonly people: { readonly from: string; readonly to: string };
}

export interface ContactCounts {
  readonly companies: number;
  readonly people: number;
}

/** Notes a list, so that what comes from it can name it. */
export async function noteList(
  trx: Trx,
  deps: Deps,
  list: { readonly id: string; readonly fileName: string; readonly cameFrom: string; readonly noticeId: string },
): Promise<void> {
  const { id, fileName, cameFrom, noticeId } = list;
  await store.insertList(trx, { id, file_name: fileName, came_from: cameFrom, noticeId, at: deps.clock.now() });
}

/**
 * Finds resellers as lists name them: by their name or one that they had, by their id, or by a mail domain that is shown to be theirs. Null where there is none,
 * 'several' where more than one is meant.
 */
export async function resellerFinder(db: Database['read']): Promise<(text: string) => string | 'several' | null> {
  const byWord = new Map<string, Set<string>>();
  const note = (word: string, id: string) => byWord.set(word, (byWord.get(word) ?? new Set()).add(id));
  const [rows, former, domains] = [
    await store.readResellers(db),
    await store.readFormerResellers(db),
    await store.readResellerDomains(db),
  ];
  for (const { id, name_key: key } of rows) {
    note(`name ${key}`, id);
    note(`id ${id}`, id);
  }
  // Whoever has a name now is meant by it, whatever others were called once.
  const present = new Set(rows.map((row) => row.name_key));
  for (const { id, word } of former) if (!present.has(word)) note(`name ${word}`, id);
  for (const { id, word } of domains) note(`domain ${word}`, id);
  return (text) => {
    const small = text.trim().toLowerCase();
    const words = [`name ${nameKey(text)}`, `id ${small}`, `domain ${small.replace(/^@/, '')}`];
    const found = new Set(words.flatMap((word) => [...(byWord.get(word) ?? [])]));
    const [only = null] = found;
    return found.size > 1 ? 'several' : only;
  };
}

interface Standing {
  readonly grouped: Grouped;
  /** Line of the first row that names it -> id. */
  readonly companies: ReadonlyMap<number, string>;
  readonly people: ReadonlyMap<number, store.PersonStanding>;
}

/** What is there of the companies and people that these rows name, once for each. */
export interface ContactsThere {
  readonly companies: readonly { readonly key: string; readonly known: boolean }[];
  /** The company of each row; its id where it is there already. */
  readonly companyOf: ReadonlyMap<number, { readonly key: string; readonly id: string | null }>;
  readonly people: readonly { readonly key: string; readonly known: boolean; readonly suppressed: boolean }[];
}

/** What an import of these rows would find: nothing is written. */
export async function lookAtContacts(
  db: Database['read'],
  deps: Deps,
  rows: readonly ListedContact[],
): Promise<ContactsThere> {
  const { grouped, companies, people } = await standingOf(db, deps, { rows, hold: false });
  const keys = new Map([...grouped.companies].map(([key, { line }]) => [line, key]));
  return {
    companies: [...grouped.companies].map(([key, { line }]) => ({ key, known: companies.has(line) })),
    companyOf: new Map(
      [...grouped.firstOfCompany].map(([line, first]) => [
        line,
        { key: keys.get(first) ?? '', id: companies.get(first) ?? null },
      ]),
    ),
    people: [...grouped.people].map(([key, { row }]) => {
      const standing = people.get(row.line);
      return { key, known: standing?.id != null, suppressed: standing?.suppressed === true };
    }),
  };
}

/**
 * Makes the companies and people of these rows that are not there yet, with where each datum came from; answers with the company of each
 * row. Who is known already is neither changed nor joined to a company: anybody may write anybody into a list. Who opted out or was erased
 * is not made again, nor is the address that was told with them. Nobody is thereby allowed to be sent anything.
 */
export async function importContacts(
  trx: Trx,
  deps: Deps,
  { list, rows }: { readonly list: ContactList; readonly rows: readonly ListedContact[] },
): Promise<{ readonly companyOf: ReadonlyMap<number, string>; readonly counts: ContactCounts }> {
  const { grouped, companies, people } = await standingOf(trx, deps, { rows, hold: true });
  const companyIdOf = (line: number) => companies.get(line) ?? list.idOf('company', line);
  const newCompanies = [...grouped.companies.values()].filter(({ line }) => !companies.has(line));
  const newPeople = [...grouped.people.values()].filter(({ row }) => people.get(row.line)?.id === null);
  const withAddress = newCompanies.filter((row) => row.street !== null && !isStopped(row, { grouped, people }));
  const toMake = newPeople.filter(({ row }) => people.get(row.line)?.suppressed === false);
  const made = await store.insertImported(trx, {
    listId: list.id,
    noticeId: list.noticeId,
    at: deps.clock.now(),
    range: list.people,
    companies: newCompanies.map((row) => ({
      id: list.idOf('company', row.line),
      name: row.companyName,
      nameKey: nameKey(row.companyName),
      country: row.country,
      region: row.region,
      industry: row.industry,
    })),
    addresses: withAddress.map((row) => ({
      id: list.idOf('address', row.line),
      companyId: list.idOf('company', row.line),
      street: row.street ?? '',
      postalCode: row.postalCode ?? '',
      city: row.city ?? '',
      region: row.region,
      country: row.country ?? '',
    })),
    people: toMake.map(({ row, emailKey }) => ({
      id: list.idOf('person', row.line),
      emailKey,
      email: row.email ?? '',
      name: row.name,
      phone: row.phone,
      title: row.title,
      role: row.role,
    })),
    members: rows.flatMap((row) => {
      const first = grouped.firstOfPerson.get(row.line);
      const company = grouped.firstOfCompany.get(row.line);
      if (first === undefined || company === undefined) return [];
      return [{ companyId: companyIdOf(company), personId: people.get(first)?.id ?? list.idOf('person', first) }];
    }),
    origins: [
      ...newCompanies.map((row) => origin(list, 'company', row)),
      ...withAddress.map((row) => origin(list, 'address', row)),
      ...toMake.map(({ row }) => origin(list, 'person', row)),
    ],
  });
  return {
    companyOf: new Map(rows.map((row) => [row.line, companyIdOf(grouped.firstOfCompany.get(row.line) ?? row.line)])),
    counts: { companies: newCompanies.length, people: made.length },
  };
}

interface Grouped {
  /** The first row that names each company, by name and country. */
  readonly companies: ReadonlyMap<string, ListedContact>;
  readonly people: ReadonlyMap<string, { readonly row: ListedContact; readonly emailKey: Buffer }>;
  readonly firstOfCompany: ReadonlyMap<number, number>;
  readonly firstOfPerson: ReadonlyMap<number, number>;
}

function group(deps: Deps, rows: readonly ListedContact[]): Grouped {
  const companies = new Map<string, ListedContact>();
  const people = new Map<string, { row: ListedContact; emailKey: Buffer }>();
  const firstOfCompany = new Map<number, number>();
  const firstOfPerson = new Map<number, number>();
  for (const row of rows) {
    const key = `${row.country ?? ''} ${nameKey(row.companyName)}`;
    const company = companies.get(key) ?? row;
    companies.set(key, company);
    firstOfCompany.set(row.line, company.line);
    if (row.email === null) continue;
    const emailKey = deps.digests.email(row.email);
    const hex = emailKey.toString('base64');
    const person = people.get(hex) ?? { row, emailKey };
    people.set(hex, person);
    firstOfPerson.set(row.line, person.row.line);
  }
  return { companies, people, firstOfCompany, firstOfPerson };
}

async function standingOf(
  db: Database['read'],
  deps: Deps,
  { rows, hold }: { readonly rows: readonly ListedContact[]; readonly hold: boolean },
): Promise<Standing> {
  const grouped = group(deps, rows);
  const people = await store.readPeopleOfKeys(
    db,
    [...grouped.people.values()].map(({ row, emailKey }) => ({ line: row.line, emailKey })),
    { hold },
  );
  const companies = await store.readKnownCompanies(
    db,
    [...grouped.companies.values()].map(({ line, companyName, country }) => ({
      line,
      nameKey: nameKey(companyName),
      country,
    })),
  );
  return {
    grouped,
    companies: new Map(companies.map(({ line, id }) => [line, id])),
    people: new Map(people.map((person) => [person.line, person])),
  };
}

/** Whether the person who was told with the company opted out or was erased: the address may be theirs. */
function isStopped(row: ListedContact, { grouped, people }: Pick<Standing, 'grouped' | 'people'>): boolean {
  const first = grouped.firstOfPerson.get(row.line);
  return first !== undefined && people.get(first)?.suppressed === true;
}

const fieldsOf = {
  company: ['companyName', 'country', 'region', 'industry'],
  address: ['street', 'postalCode', 'city', 'region', 'country'],
  person: ['email', 'name', 'phone', 'title', 'role'],
} as const satisfies Record<string, readonly ListedField[]>;

function origin(list: ContactList, kind: keyof typeof fieldsOf, row: ListedContact): store.ImportedOrigin {
  const told = fieldsOf[kind].filter((field) => row[field] !== null);
  return {
    id: list.originIdOf(kind, row.line),
    kind,
    subject: list.idOf(kind, row.line),
    purposes: Object.fromEntries(told.map((field) => [field, list.purposesOf(field)])),
  };
}
