import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { SourceKind } from '../tables.ts';

/** What was told of a company and a person. Absent optional values are null. */
export interface ContactData {
  readonly companyName: string;
  /** Two letters, ISO 3166-1. */
  readonly country: string;
  readonly region: string | null;
  readonly industry: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly title: string | null;
  readonly role: string | null;
}

export interface Origin {
  readonly sourceKind: SourceKind;
  /** The registration, for one. */
  readonly sourceId: string | null;
  readonly noticeId: string;
  /** Purposes of each field, by its name; a field that is not named here is held for 'registration'. */
  readonly purposes: Readonly<Partial<Record<keyof ContactData, readonly string[]>>>;
  readonly givenAt: Date;
}

export interface NewContact extends Origin {
  readonly data: ContactData;
  /** Whether the person ticked that they want product information by mail. Nothing else is ever allowed by a registration. */
  readonly mailAllowed: boolean;
  /** The company that the licence belongs to already; null makes a new one. */
  readonly companyId: string | null;
}

export interface RegisteredContact {
  readonly companyId: string;
  readonly personId: string;
  /** False: the address was known, so the person's record was neither touched nor joined to the company. */
  readonly applied: boolean;
}

export async function registerContact(
  _trx: Trx<'registration'>,
  _deps: Deps,
  _input: NewContact,
): Promise<RegisteredContact> {
  throw new Error('not built yet');
}

/**
 * When the address is proven: what a waiting registration told becomes the person's data (where it is newer than what is
 * held), and the person joins the company. Announces contacts.corrected for each changed field.
 * Returns the names of the changed fields.
 */
export async function applyRegistration(
  _trx: Trx<'rights'>,
  _deps: Deps,
  _input: Origin & { readonly personId: string; readonly companyId: string; readonly data: ContactData },
): Promise<readonly string[]> {
  throw new Error('not built yet');
}
