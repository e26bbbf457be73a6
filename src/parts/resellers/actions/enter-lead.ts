import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Site } from '../../../platform/html/page.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { againIfTwin, earlierAnswer, type IdempotencyKey, keepAnswer } from '../../../platform/http/idempotency.ts';
import { actor, type Who } from '../../../platform/http/who.ts';
import {
  type ContactData,
  companiesById,
  companiesOfPerson,
  companyNameKey,
  isSameAddress,
  joinKnownPerson,
  newContact,
  personIdByEmail,
  writeContacts,
} from '../../contacts/index.ts';
import { productRefs } from '../../licensing/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { lockCustomer } from '../store/assignments.ts';
import { insertLead, readLead } from '../store/leads.ts';
import type { NewLead } from '../wire/leads.ts';
import { enquiryForm } from './enquiry-notice.ts';
import { offerNext } from './offer.ts';

/** A prospect has turned to the vendor: entered by staff, or by a program of the vendor with the notice that it has shown. */
export async function enterLead(
  deps: Deps,
  who: Who,
  input: NewLead,
  key: IdempotencyKey | null = null,
): Promise<Entered> {
  const { notice } = await enquiryForm(deps);
  const byStaff = who.kind === 'member' || who.kind === 'system';
  if (input.notice === undefined ? !byStaff : input.notice !== notice.sha256) throw errors.KEPT_ENQUIRY_NOTICE();
  const site = await deps.site();
  const entered = () =>
    againIfTwin(() =>
      deps.db.as('registration', (trx) => enter(trx, deps, who, { input, noticeId: notice.id, byStaff, site, key })),
    );
  const done = await entered()
    .catch((error: unknown) => {
      // Somebody entered the same address at the same moment, and is known now; or it is that of a sealed record.
      if (isSameAddress(error)) return entered();
      throw error;
    })
    .catch((error: unknown) => {
      throw isSameAddress(error) ? errors.KEPT_LEAD_REFUSED() : error;
    });
  deps.nudge();
  return done;
}

interface Entered {
  readonly id: string;
  readonly state: 'waiting' | 'offered';
}

interface Entering {
  readonly input: NewLead;
  readonly noticeId: string;
  /** Staff vouches for what it enters. What a program sends anybody may have typed. */
  readonly byStaff: boolean;
  readonly site: Site;
  readonly key: IdempotencyKey | null;
}

async function enter(trx: Trx<'registration'>, deps: Deps, who: Who, entering: Entering): Promise<Entered> {
  const { input, byStaff, site, key } = entering;
  const earlier = await earlierAnswer(trx, key);
  if (earlier) return earlier.answer as Entered;
  if (input.productId && !(await productRefs(trx, [input.productId])).has(input.productId))
    throw httpErrors.KEPT_INVALID({ fields: { productId: 'is no product' } });
  const { companyId, personId } = await writeContact(trx, deps, who, entering);
  await lockCustomer(trx, companyId);
  const id = deps.ids.uuid();
  const made = await insertLead(trx, {
    id,
    company_id: companyId,
    person_id: personId,
    source: byStaff ? 'staff' : 'API',
    interest: input.interest,
    product_id: input.productId ?? null,
    company_name: input.companyName,
    country: input.country,
    region: input.region ?? null,
    industry: input.industry ?? null,
    created_at: deps.clock.now(),
    actor: actor(who),
  });
  if (!made) throw errors.KEPT_LEAD_OPEN();
  await audit(trx, deps, who, { action: 'resellers.lead entered', aboutKind: 'lead', aboutId: id });
  const service = await become(trx, deps.db.prefix, 'customer service');
  await offerNext(service, deps, { leadId: id, site });
  const lead = await readLead(service, id);
  const answer: Entered = { id, state: lead?.state === 'offered' ? 'offered' : 'waiting' };
  await keepAnswer(service, deps.clock, { key, answer: { status: 201, answer } });
  return answer;
}

/** Company and person as told. A known address changes nothing of that person; staff may say that they belong to the company, too. */
async function writeContact(trx: Trx<'registration'>, deps: Deps, who: Who, { input, noticeId, byStaff }: Entering) {
  const data = dataOf(input);
  const knownPersonId = await personIdByEmail(trx, deps, input.email);
  const at = deps.clock.now();
  const contact = newContact(deps, {
    data,
    purposes: Object.fromEntries(Object.keys(data).map((field) => [field, ['customer service']])),
    sourceKind: byStaff ? 'staff' : 'enquiry',
    sourceId: actor(who).id,
    noticeId,
    givenAt: at,
    mailAllowed: false,
    companyId: knownPersonId && byStaff ? await companyNamed(trx, knownPersonId, input.companyName) : null,
    emailKey: deps.digests.email(input.email),
    knownPersonId,
  });
  await writeContacts(trx, [contact]);
  const { companyId, personId, applied } = contact;
  if (!applied && byStaff) await joinKnownPerson(trx, deps, { companyId, personId });
  return { companyId, personId };
}

function dataOf(input: NewLead): ContactData {
  const { companyName, country, name, email } = input;
  // Of an address that was told in part, the rest is kept as empty, with its source like any other.
  const missing = (input.street ?? input.postalCode ?? input.city ?? null) === null ? null : '';
  return {
    companyName,
    country,
    region: input.region ?? null,
    industry: input.industry ?? null,
    street: input.street ?? missing,
    postalCode: input.postalCode ?? missing,
    city: input.city ?? missing,
    email,
    name,
    phone: input.phone ?? null,
    title: null,
    role: null,
  };
}

/** The company of this name that the person belongs to already. */
async function companyNamed(trx: Trx, personId: string, name: string): Promise<string | null> {
  const companies = await companiesById(trx, await companiesOfPerson(trx, personId));
  const sought = companyNameKey(name);
  return [...companies.values()].find((each) => companyNameKey(each.name) === sought)?.id ?? null;
}
