import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { isOpenDomain } from '../../../platform/mail/open-domains.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { domainOf, mailDomain } from '../rules.ts';
import { readCompanies } from '../store/companies.ts';
import * as store from '../store/domains.ts';
import { readMailAddress } from '../store/people.ts';
import type { DomainRecord } from '../wire/api.ts';
import type { ContactsHanded } from '../wire/handed.ts';

/** What a company puts into the DNS of its domain. Another for each company and domain, and always the same. */
export function domainRecord(deps: Deps, companyId: string, typed: string): DomainRecord {
  const domain = ownDomain(typed);
  const token = deps.digests.domain(companyId, domain).subarray(0, 16).toString('base64url');
  return { domain, type: 'TXT', value: `kept-domain=${token}` };
}

function ownDomain(typed: string): string {
  const domain = mailDomain(typed);
  if (domain === null)
    throw httpErrors.KEPT_INVALID({ fields: { domain: 'is not a domain, such as company.example' } });
  if (isOpenDomain(domain)) throw errors.KEPT_DOMAIN_OF_ANYBODY({ domain });
  return domain;
}

/** The evidence that the name servers of the domain give: the record that only this company was told. */
export async function seenInDns(
  deps: Deps,
  handed: Pick<ContactsHanded, 'txtRecords'>,
  asked: { readonly companyId: string; readonly domain: string },
): Promise<string> {
  const { domain, value } = domainRecord(deps, asked.companyId, asked.domain);
  const found = await handed.txtRecords(domain).catch(() => null);
  if (found === null) throw errors.KEPT_DOMAIN_UNASKED({ domain });
  if (!found.some((record) => record.trim() === value)) throw errors.KEPT_DOMAIN_RECORD_MISSING({ domain });
  return `TXT record ${value} in the DNS`;
}

/** There is evidence that the mailboxes of a domain belong to a company's people. */
export async function addDomain(
  trx: Trx,
  deps: Deps,
  who: Member,
  input: { readonly companyId: string; readonly domain: string; readonly evidence: string },
): Promise<void> {
  const { companyId } = input;
  const domain = ownDomain(input.domain);
  const company = (await readCompanies(trx, [companyId]))[0];
  if (company?.kind !== 'customer' || company.merged) throw errors.KEPT_COMPANY_UNKNOWN();
  const id = deps.ids.uuid();
  const row = { id, company_id: companyId, domain, evidence: input.evidence.trim(), verified_at: deps.clock.now() };
  if (!(await store.insertDomain(trx, row))) throw errors.KEPT_DOMAIN_TAKEN({ domain });
  await audit(trx, deps, who, {
    action: 'contacts.domain verified',
    aboutKind: 'company',
    aboutId: companyId,
    detail: { domain },
  });
}

/** The mailboxes of this domain do not belong to the company any more. */
export async function endDomain(
  trx: Trx,
  deps: Deps,
  who: Member,
  input: { readonly companyId: string; readonly id: string },
): Promise<void> {
  if (!(await store.endDomain(trx, { ...input, at: deps.clock.now() }))) throw httpErrors.KEPT_NOT_FOUND();
  await audit(trx, deps, who, {
    action: 'contacts.domain ended',
    aboutKind: 'company',
    aboutId: input.companyId,
    detail: { domainId: input.id },
  });
}

/** The company that a person's mailbox belongs to, by a domain that holds now. The mailbox must have been proven before. */
export async function companyOfMailbox(
  trx: Trx<'rights'>,
  personId: string,
): Promise<{ companyId: string; domainId: string } | null> {
  const [held] = await readMailAddress(trx, personId);
  const domain = held && domainOf(held.email);
  const row = domain ? await store.readDomain(trx, domain) : null;
  return row && { companyId: row.company_id, domainId: row.id };
}

/** The company whose mail domain this address lies in now; null where it lies in none that is noted. */
export async function companyOfAddress(db: Trx, email: string): Promise<string | null> {
  const domain = domainOf(email);
  return (domain && (await store.readDomain(db, domain))?.company_id) || null;
}

/** What a mail address says of a company: whose noted domain it lies in, whether the company has any, and whether anybody may have such an address. */
export async function standingOfAddress(
  db: Trx,
  asked: { readonly email: string; readonly companyId: string },
): Promise<{ readonly domainOf: string | null; readonly hasDomain: boolean; readonly anybodys: boolean }> {
  const domain = domainOf(asked.email);
  const domains = await store.readDomains(db, asked.companyId);
  return {
    domainOf: await companyOfAddress(db, asked.email),
    hasDomain: domains.some(({ ended_at: ended }) => ended === null),
    anybodys: domain === null || isOpenDomain(domain),
  };
}
