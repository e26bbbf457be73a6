import type { Trx } from '../../../platform/db/database.ts';
import type { Purpose } from '../../../platform/db/purposes.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { companyRefs, type Datum, lookUp, type PersonRegistration, type Ref } from '../../contacts/index.ts';
import { type DisclosedTo, disclosuresOfPerson } from '../../disclosures/index.ts';
import { type NoticeRef, noticeRefs } from '../../policy/index.ts';
import { type RegistrationField, registrationFields } from '../rules/registration-fields.ts';
import { purposesTold } from '../rules/registration-notice.ts';
import * as page from '../store/licence-page.ts';
import { readLicence, readLicenceNames } from '../store/licences.ts';
import { readReportedFields } from '../store/notice-licensors.ts';
import { readsField, readTold, type ToldRow, toldValue } from '../store/told.ts';
import type { LicenceRegistrations } from '../wire/licences.ts';
import { tenantOf } from './read-as.ts';

type Reader = Purpose | 'reseller';
type GivenTo = Pick<DisclosedTo, 'recipientId' | 'name' | 'fields'> & { readonly kind: string };

/** What is said of a registration besides its values: read as base, for rows that the reader has seen. */
interface Frame {
  readonly rows: ReadonlyMap<string, page.RegistrationRow>;
  readonly notices: ReadonlyMap<string, NoticeRef>;
  readonly companies: ReadonlyMap<string, Ref>;
  /** By notice, the fields that it says some licensor is told. */
  readonly reported: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Who registered this licence and with what, for a stated purpose; each look is logged. */
export function openRegistrations(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  licenceId: string,
): Promise<LicenceRegistrations> {
  return lookUp(deps, who, ground, {
    read: async (trx, reader) => {
      if (!(await readLicence(trx, licenceId))) throw httpErrors.KEPT_NOT_FOUND();
      const read = await readTold(trx, reader, { by: 'licence', id: licenceId });
      const fields = registrationFields.map(({ name }) => name).filter((name) => readsField(reader, name));
      const lookUps = read.map((row) => ({
        kind: 'listed' as const,
        personId: row.person_id,
        companyId: row.company_id,
        fields,
      }));
      return { read, lookUps };
    },
    finish: async (trx, read, reader) => ({
      purpose: reader === 'reseller' ? 'customer service' : reader,
      registrations: await showAll(trx, read, { reader, tenant: tenantOf(who) }),
    }),
  });
}

async function showAll(
  trx: Trx,
  read: readonly ToldRow[],
  { reader, tenant }: { readonly reader: Reader; readonly tenant: string | null },
): Promise<LicenceRegistrations['registrations']> {
  const frame = await frameOf(trx, read);
  const shown: LicenceRegistrations['registrations'] = [];
  for (const row of read) {
    const about = { personId: row.person_id, companyIds: [row.company_id] };
    // A reseller learns what itself was given, not what others were.
    const recipients = (await disclosuresOfPerson(trx, about)).filter(
      (each) => tenant === null || each.companyId === tenant,
    );
    const base = frame.rows.get(row.id);
    const notice = base && frame.notices.get(base.notice_id);
    if (!base || !notice) continue;
    shown.push({
      id: row.id,
      personId: row.person_id,
      company: frame.companies.get(row.company_id) ?? { id: row.company_id, name: '' },
      state: row.state,
      givenAt: row.given_at.toISOString(),
      notice,
      data: registrationFields.map((field) =>
        datum(row, field, { reader, from: base, notice, recipients, reported: frame.reported.get(notice.id) }),
      ),
    });
  }
  return shown;
}

/**
 * What a person told at registrations, as told. First under the reader's role for the values, then the returned function
 * as base for the rest, given who received the person's data.
 */
export async function registrationsOfPerson(
  trx: Trx<Purpose | 'reseller'>,
  reader: Reader,
  personId: string,
): Promise<(base: Trx<'base'>, recipients: readonly GivenTo[]) => Promise<PersonRegistration[]>> {
  const read = await readTold(trx, reader, { by: 'person', id: personId });
  // A reseller may see a customer's registration and not the licence, where somebody else sold it: then it is left out.
  const licences = await readLicenceNames(trx, [...new Set(read.map((row) => row.licence_id))]);
  return async (base, recipients) => {
    const frame = await frameOf(base, read);
    return read.flatMap((row) => {
      const known = frame.rows.get(row.id);
      const notice = known && frame.notices.get(known.notice_id);
      const licence = licences.get(row.licence_id);
      if (!known || !notice || !licence) return [];
      return {
        id: row.id,
        licence,
        company: frame.companies.get(row.company_id) ?? { id: row.company_id, name: '' },
        state: row.state,
        givenAt: row.given_at.toISOString(),
        sourceKind: known.source_kind,
        notice,
        data: registrationFields.map((field) =>
          datum(row, field, { reader, from: known, notice, recipients, reported: frame.reported.get(notice.id) }),
        ),
      };
    });
  };
}

async function frameOf(base: Trx, read: readonly ToldRow[]): Promise<Frame> {
  const rows = await page.readRegistrations(
    base,
    read.map((row) => row.id),
  );
  const noticeIds = [...new Set(rows.map((row) => row.notice_id))];
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    notices: await noticeRefs(base, noticeIds),
    reported: await readReportedFields(base, noticeIds),
    companies: await companyRefs(base, [...new Set(rows.map((row) => row.company_id))]),
  };
}

function datum(
  row: ToldRow,
  field: RegistrationField,
  told: {
    readonly reader: Reader;
    readonly from: page.RegistrationRow;
    readonly notice: NoticeRef;
    readonly recipients: readonly GivenTo[];
    readonly reported: ReadonlySet<string> | undefined;
  },
): Datum {
  const readable = readsField(told.reader, field.name);
  return {
    field: field.name,
    value: readable ? toldValue(row, field.name) : null,
    readable,
    provenance: {
      sourceKind: told.from.source_kind,
      sourceId: row.id,
      list: null,
      givenAt: row.given_at.toISOString(),
      notice: told.notice,
      purposes: [...purposesTold(field, told.reported?.has(field.name) ?? false)],
      recipients: told.recipients
        .filter((recipient) => recipient.fields.includes(field.name))
        .map(({ recipientId, kind, name }) => ({ id: recipientId, kind, name })),
      retention: field.retention,
    },
  };
}
