import { sql } from 'kysely';
import { sha256 } from '../../platform/crypto/digest.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Member } from '../../platform/http/who.ts';
import {
  type ContactData,
  createCompany,
  isSameAddress,
  type NewContact,
  newContact,
  personOfAddressSql,
  type RegisteredContact,
  writeContacts,
} from './index.ts';

/** A notice of that kind, as policy would store it. */
export async function aNotice(deps: Deps, kind: 'registration' | 'person page' = 'registration'): Promise<string> {
  const id = deps.ids.uuid();
  await deps.db.base((trx) =>
    sql`INSERT INTO policy.notices (id, kind, version, sha256, body, effective_at, published_at)
      SELECT ${id}, ${kind}, coalesce(max(version), 0) + 1, ${sha256(id)}, ${JSON.stringify({ title: kind, sections: [] })}::jsonb, ${deps.clock.now()}, ${deps.clock.now()}
      FROM policy.notices WHERE kind = ${kind}`.execute(trx),
  );
  return id;
}

let counter = 0;

/** Made-up data, another address each time. */
export function contactData(changes: Partial<ContactData> = {}): ContactData {
  counter += 1;
  return {
    companyName: `Sample Works ${counter}`,
    country: 'DE',
    region: 'Hesse',
    industry: 'toolmaking',
    street: `${counter} Mill Lane`,
    postalCode: '60311',
    city: 'Frankfurt',
    email: `person${counter}@customer.example`,
    name: `Pat Sample ${counter}`,
    phone: `+49 69 55500${counter}`,
    title: 'Dr',
    role: 'engineer',
    ...changes,
  };
}

interface Registered extends Omit<RegisteredContact, 'rows'> {
  readonly data: ContactData;
  readonly noticeId: string;
}

/** A company with a person, registered as /activate does it. */
export async function aContact(
  deps: Deps,
  options: { data?: Partial<ContactData>; noticeId?: string } & Partial<Omit<NewContact, 'data'>> = {},
): Promise<Registered> {
  const { data: changes, noticeId: given, ...rest } = options;
  const noticeId = given ?? (await aNotice(deps));
  const data = contactData(changes);
  const emailKey = deps.digests.email(data.email);
  const register = () =>
    deps.db.as('registration', async (trx) => {
      const { rows } = await sql<{ id: string | null }>`SELECT ${personOfAddressSql(emailKey)} AS id`.execute(trx);
      const contact = newContact(deps, {
        data,
        purposes: { phone: ['registration', 'support'] },
        sourceKind: 'registration',
        sourceId: null,
        noticeId,
        givenAt: deps.clock.now(),
        mailAllowed: false,
        companyId: null,
        emailKey,
        knownPersonId: rows[0]?.id ?? null,
        ...rest,
      });
      await writeContacts(trx, [contact]);
      return contact;
    });
  const { companyId, personId, applied } = await register().catch((error: unknown) => {
    if (isSameAddress(error)) return register();
    throw error;
  });
  return { companyId, personId, applied, data, noticeId };
}

/** A company without people. */
export async function aCompany(
  deps: Deps,
  changes: { name?: string; kind?: 'customer' | 'reseller'; country?: string; region?: string | null } = {},
): Promise<string> {
  counter += 1;
  const { companyId } = await deps.db.base((trx) =>
    createCompany(trx, deps, aMember('administrator'), {
      name: `Example House ${counter}`,
      kind: 'customer',
      country: 'DE',
      region: null,
      ...changes,
    }),
  );
  return companyId;
}

/** Who calls, in tests of actions. */
export function aMember(role: Member['role'], companyId: string | null = null): Member {
  return { kind: 'member', memberId: '11111111-1111-4111-8111-111111111111', role, companyId };
}
