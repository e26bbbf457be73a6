import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { companyOfMailbox, companyRefs, lookUp, nameOfPerson } from '../../contacts/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { parseSerial } from '../rules/serial.ts';
import * as store from '../store/inquiries.ts';
import { mustNotBeDisputed } from './disputes.ts';
import { findForeignSerial } from './find-serial.ts';

/** Questions that one person may ask within a day. */
const mostADay = 10;
const dayMs = 86_400_000;

/** The name of the contact and nothing else of them. */
export interface Named {
  readonly answer: store.InquiryAnswer;
  readonly serial: string;
  readonly product: string | null;
  readonly company: string;
  readonly name: string | null;
}

interface Asked {
  readonly licence: store.AskedLicence;
  readonly companyId: string;
}

/** Whom a question comes to, and how far they may be named. */
interface Contact {
  readonly answer: store.InquiryAnswer;
  readonly personId: string | null;
  readonly name: string | null;
}

/**
 * "Who here activated this?", asked by a person on their own page: their mailbox is proven, and lies in a domain of the company.
 * A licence that is not the company's is answered as one that is not there.
 */
export async function askWhoActivated(
  trx: Trx<'rights'>,
  deps: Deps,
  input: { readonly personId: string; readonly serial: string },
): Promise<Named> {
  const serial = parseSerial(input.serial) ?? (await findForeignSerial(trx, input.serial));
  if (serial === null) throw errors.KEPT_SERIAL_MALFORMED();
  const mailbox = await companyOfMailbox(trx, input.personId);
  if (!mailbox) throw errors.KEPT_COMPANY_NOT_PROVEN();
  const at = deps.clock.now();
  const since = new Date(at.getTime() - dayMs);
  if ((await store.countInquiries(trx, { personId: input.personId, since })) >= mostADay)
    throw errors.KEPT_INQUIRIES_USED_UP({ most: String(mostADay) });
  const { companyId, domainId } = mailbox;
  const licence = await store.findLicenceOf(trx, { serial, companyId });
  if (licence) await mustNotBeDisputed(trx, licence.id);
  const contact = licence ? await contactOf(trx, 'rights', { licence, companyId }) : null;
  const ledgerId = licence && contact ? await discloseName(trx, deps, { licence, companyId }, contact) : null;
  const answer = contact?.answer ?? 'no licence';
  await store.insertInquiry(trx, {
    id: deps.ids.uuid(),
    at,
    channel: 'page',
    asked_person_id: input.personId,
    member_id: null,
    licence_id: licence?.id ?? null,
    company_id: companyId,
    domain_id: domainId,
    answer,
    named_person_id: answer === 'named' ? (contact?.personId ?? null) : null,
    ledger_id: ledgerId,
    evidence: null,
  });
  const company = (await companyRefs(trx, [companyId])).get(companyId)?.name ?? '';
  return { answer, serial, product: licence?.product ?? null, company, name: contact?.name ?? null };
}

/** The same, told to the licence desk by phone, mail or letter. What shows that it comes from the company is noted. */
export function answerWhoActivated(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  input: {
    readonly licenceId: string;
    readonly channel: Exclude<store.InquiryChannel, 'page' | 'list'>;
    readonly evidence: string;
  },
): Promise<Named> {
  return lookUp(deps, who, ground, {
    async read(trx, reader) {
      const licence = await store.readAskedLicence(trx, input.licenceId);
      if (!licence) throw httpErrors.KEPT_NOT_FOUND();
      if (licence.company_id === null) throw errors.KEPT_NEVER_ACTIVATED();
      await mustNotBeDisputed(trx, licence.id);
      const asked = { licence, companyId: licence.company_id };
      const contact = await contactOf(trx, reader, asked);
      const personId = contact.answer === 'named' ? contact.personId : null;
      return {
        read: { asked, contact },
        lookUps:
          personId === null
            ? []
            : [{ kind: 'opened' as const, personId, companyId: asked.companyId, fields: ['name'] }],
      };
    },
    async finish(trx, { asked, contact }) {
      const { licence, companyId } = asked;
      const named = contact.answer === 'named';
      await store.insertInquiry(trx, {
        id: deps.ids.uuid(),
        at: deps.clock.now(),
        channel: input.channel,
        asked_person_id: null,
        member_id: who.memberId,
        licence_id: licence.id,
        company_id: companyId,
        domain_id: null,
        answer: contact.answer,
        named_person_id: named ? contact.personId : null,
        ledger_id: await discloseName(trx, deps, asked, contact),
        evidence: input.evidence.trim(),
      });
      await audit(trx, deps, who, {
        action: 'licensing.inquiry answered',
        aboutKind: 'licence',
        aboutId: licence.id,
        detail: { channel: input.channel, answer: contact.answer },
      });
      const company = (await companyRefs(trx, [companyId])).get(companyId)?.name ?? '';
      return { answer: contact.answer, serial: licence.serial, product: licence.product, company, name: contact.name };
    },
  });
}

async function contactOf(
  trx: Parameters<typeof nameOfPerson>[0],
  reader: Parameters<typeof nameOfPerson>[1],
  { licence, companyId }: Asked,
): Promise<Contact> {
  const contact = await store.readContact(trx, { licenceId: licence.id, companyId });
  // Who has not said yet that it was them may be a stranger, whose address somebody gave.
  if (contact && !contact.applied) return { answer: 'not confirmed', personId: null, name: null };
  const name = contact && (await nameOfPerson(trx, reader, contact.personId));
  if (!contact || !name) return { answer: 'former contact', personId: null, name: null };
  return { answer: 'named', personId: contact.personId, name };
}

/** The name goes to the company: a row of the ledger before the answer. */
async function discloseName(trx: Trx, deps: Deps, asked: Asked, contact: Contact): Promise<string | null> {
  if (contact.answer !== 'named') return null;
  const { licence, companyId } = asked;
  const [ledgerId] = await deps.egress.send(trx, {
    disclosures: [
      {
        recipientKind: 'licensee',
        recipientId: companyId,
        personId: contact.personId,
        companyId,
        channel: 'answer',
        purpose: 'customer service',
        fields: ['name'],
        basis: 'their company asked who activated its licence',
        about: { kind: 'licence', id: licence.id },
      },
    ],
  });
  return ledgerId ?? null;
}

const ways: Record<store.InquiryChannel, string> = {
  page: 'on their page, with a mailbox of the company',
  phone: 'by phone',
  mail: 'by mail',
  letter: 'by letter',
  list: 'as administrator of its licences, in a list of all,',
};

const answers: Record<store.InquiryAnswer, string> = {
  named: 'You were told the name of the contact.',
  'former contact': 'The contact is known no longer.',
  'not confirmed': 'The contact has not confirmed the registration yet.',
  'no licence': 'Your company has no licence with the serial that you entered.',
};

/** For the person's own page: who was told that they activated a licence, and what they asked themself. */
export async function inquiriesOfPerson(trx: Trx, personId: string) {
  const namings = await store.readNamings(trx, personId);
  const questions = await store.readQuestionsOf(trx, personId);
  const companies = await companyRefs(trx, [...new Set(namings.map((row) => row.company_id))]);
  const held = [
    {
      title: 'Who was told that you activated a licence',
      entries: namings.map((row) => ({
        label: row.at,
        value: `Somebody of ${companies.get(row.company_id)?.name ?? 'your company'} asked ${ways[row.channel]} who activated licence ${row.serial}. Your name was given, and nothing else.`,
        provenance: null,
      })),
    },
    {
      title: 'Your questions who activated a licence',
      entries: questions.map((row) => ({
        label: row.at,
        value: `${row.serial ? `Licence ${row.serial}. ` : ''}${answers[row.answer]}`,
        provenance: null,
      })),
    },
  ];
  return held.filter(({ entries }) => entries.length > 0).map((each) => ({ part: 'licensing', ...each }));
}
