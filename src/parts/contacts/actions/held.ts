import { atOnce } from '../../../platform/db/at-once.ts';
import type { Trx } from '../../../platform/db/database.ts';
import { noticeRefs } from '../../policy/index.ts';
import { personFields } from '../rules.ts';
import { type HeldCompanyRow, readHeldCompanies, readSuppressions } from '../store/held.ts';
import { readLookUpsOf } from '../store/lookups.ts';
import { type AddressRow, readAddressesOfPerson, readWholePerson } from '../store/people.ts';
import { readPreferences } from '../store/preferences.ts';
import { type ProvenanceRow, readProvenance } from '../store/provenance.ts';
import type { MarketingChannel, PersonField, SourceKind } from '../tables.ts';
import type { NoticeRef } from '../wire/data.ts';
import { listsOf } from './provenance.ts';

/** Where one datum came from. */
export interface HeldSource {
  readonly sourceKind: SourceKind;
  readonly sourceId: string | null;
  /** The list that it was imported from. */
  readonly list: { readonly fileName: string; readonly cameFrom: string } | null;
  readonly givenAt: Date;
  readonly notice: NoticeRef;
  readonly purposes: readonly string[];
}

export interface HeldDatum {
  readonly field: string;
  readonly value: string;
  readonly source: HeldSource | null;
}

/** All that contacts holds of a person, for the person. */
export interface HeldContact {
  readonly personId: string;
  readonly version: number;
  readonly provenAt: Date | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
  /** Since when it is kept and not used, and since when they object. */
  readonly restrictedAt: Date | null;
  readonly objectedAt: Date | null;
  readonly values: Readonly<Record<PersonField, string | null>>;
  readonly data: readonly HeldDatum[];
  readonly companies: readonly {
    readonly id: string;
    readonly name: string;
    readonly since: Date;
    readonly until: Date | null;
    readonly data: readonly HeldDatum[];
  }[];
  readonly preferences: readonly {
    readonly channel: MarketingChannel;
    readonly allowed: boolean;
    readonly sourceKind: string;
    readonly changedAt: Date;
    readonly notice: NoticeRef | null;
  }[];
  readonly suppressions: readonly { readonly channel: string; readonly since: Date }[];
  readonly lookUps: {
    readonly count: number;
    readonly newest: readonly {
      readonly at: Date;
      readonly memberId: string;
      readonly tenantCompanyId: string | null;
      readonly kind: string;
      readonly purpose: string;
      readonly reason: string;
      readonly fields: readonly string[];
    }[];
  };
}

/**
 * Everything that contacts holds of a person; null where there is no such person. `lookUps` limits how many of them, `withheld` are ids
 * of those that the law forbids to tell of.
 */
export async function heldOfPerson(
  trx: Trx<'rights'>,
  personId: string,
  options: { readonly lookUps: number; readonly withheld?: readonly string[] },
): Promise<HeldContact | null> {
  const told = await atOnce({
    people: readWholePerson(trx, personId),
    companies: readHeldCompanies(trx, personId),
    addresses: readAddressesOfPerson(trx, personId),
    preferences: readPreferences(trx, personId),
    suppressions: readSuppressions(trx, personId),
    lookUps: readLookUpsOf(
      trx,
      { personId },
      { until: null, limit: options.lookUps, tenantCompanyId: null, without: options.withheld ?? [] },
    ),
  });
  const { companies, addresses, preferences, suppressions, lookUps } = told;
  const [person] = told.people;
  if (!person) return null;
  const subjects = [personId, ...companies.map((each) => each.id), ...addresses.map((each) => each.id)];
  const rows = await readProvenance(trx, subjects);
  const { notices, lists } = await atOnce({
    notices: noticeRefs(
      trx,
      [...rows, ...preferences].map((row) => row.notice_id),
    ),
    lists: listsOf(trx, rows),
  });
  const source = sourceFinder(rows, notices, lists);
  const { email, name, phone, title, role } = person;
  const values = { email, name, phone, title, role };
  return {
    personId,
    version: person.version,
    provenAt: person.proven_at,
    createdAt: person.created_at,
    changedAt: person.changed_at,
    restrictedAt: person.restricted_at,
    objectedAt: person.objected_at,
    values,
    data: dataOf(
      personId,
      personFields.map((field) => [field, values[field]]),
      source,
    ),
    companies: companies.map((company) => ({
      id: company.id,
      name: company.name,
      since: company.since,
      until: company.until,
      data: companyData(
        company,
        addresses.find((each) => each.company_id === company.id),
        source,
      ),
    })),
    preferences: preferences.map((each) => ({
      channel: each.channel,
      allowed: each.allowed,
      sourceKind: each.source_kind,
      changedAt: each.changed_at,
      notice: notices.get(each.notice_id) ?? null,
    })),
    suppressions,
    lookUps: {
      count: lookUps.count,
      newest: lookUps.rows.map((row) => ({
        at: row.at,
        memberId: row.member_id,
        tenantCompanyId: row.tenant_company_id,
        kind: row.kind,
        purpose: row.purpose,
        reason: row.reason,
        fields: row.fields,
      })),
    },
  };
}

type FindSource = (subjectId: string, field: string) => HeldSource | null;

function sourceFinder(
  rows: readonly ProvenanceRow[],
  notices: ReadonlyMap<string, NoticeRef>,
  lists: ReadonlyMap<string, HeldSource['list']>,
): FindSource {
  const bySubject = new Map(rows.map((row) => [`${row.subject_id} ${row.field}`, row]));
  return (subjectId, field) => {
    const row = bySubject.get(`${subjectId} ${field}`);
    const notice = row && notices.get(row.notice_id);
    if (!row || !notice) return null;
    const { source_kind: sourceKind, source_id: sourceId, given_at: givenAt, purposes } = row;
    return { sourceKind, sourceId, list: lists.get(sourceId ?? '') ?? null, givenAt, notice, purposes };
  };
}

function companyData(
  company: HeldCompanyRow,
  address: (AddressRow & { company_id: string }) | undefined,
  source: FindSource,
): HeldDatum[] {
  const own = dataOf(
    company.id,
    [
      ['companyName', company.name],
      ['country', company.country],
      ['region', company.region],
      ['industry', company.industry],
    ],
    source,
  );
  if (!address) return own;
  const { street, postal_code: postalCode, city } = address;
  return [
    ...own,
    ...dataOf(
      address.id,
      [
        ['street', street],
        ['postalCode', postalCode],
        ['city', city],
      ],
      source,
    ),
  ];
}

function dataOf(
  subjectId: string,
  values: readonly (readonly [string, string | null])[],
  source: FindSource,
): HeldDatum[] {
  return values.flatMap(([field, value]) =>
    value === null || value === '' ? [] : [{ field, value, source: source(subjectId, field) }],
  );
}
