import type { Deps } from '../../../platform/deps.ts';
import type { KeptError } from '../../../platform/errors.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { type DisclosedTo, disclosuresOfPerson } from '../../disclosures/index.ts';
import { noticeRefs } from '../../policy/index.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { personColumns, personFields } from '../rules.ts';
import { readMemberships } from '../store/companies.ts';
import { type DeskReader, readPeople, readPersonState } from '../store/people.ts';
import { type PreferenceRow, readPreferences } from '../store/preferences.ts';
import type { MarketingChannel, PersonField } from '../tables.ts';
import { emailPattern, type PersonPage } from '../wire/api.ts';
import type { ContactsHanded } from '../wire/handed.ts';
import { tenantOf } from './desk-reader.ts';
import { lookUp, mayRead } from './look-up.ts';
import { correctDatum, setPreference } from './people.ts';
import { datum, sourcesOf } from './provenance.ts';
import { type Wishes, wishesOf } from './wishes.ts';

interface Asked {
  readonly personId: string;
  readonly ground: Ground | null;
}

/**
 * A person as staff or their reseller may see them. What the purpose does not cover is not selected and comes back as not
 * readable. Logged as `opened`.
 */
export function openPerson(deps: Deps, handed: ContactsHanded, who: Member, asked: Asked): Promise<PersonPage> {
  const { personId } = asked;
  return lookUp(deps, who, asked.ground, {
    async read(trx, reader) {
      const person = (await readPeople(trx, reader, [personId]))[0];
      if (!person) throw await whyNotThere(deps, reader, personId);
      const companies = await readMemberships(trx, [personId]);
      const registrations = await handed.registrationsOfPerson(trx, reader, personId);
      const fields = personFields.filter((field) => mayRead(reader, personColumns[field]));
      return {
        read: { person, companies, registrations },
        lookUps: [{ kind: 'opened', personId, companyId: null, fields }],
      };
    },
    async finish(base, { person, companies, registrations }, reader) {
      const state = await readPersonState(base, personId);
      const preferences = await readPreferences(base, personId);
      const notices = await noticeRefs(
        base,
        preferences.map((each) => each.notice_id),
      );
      const companyIds = companies.map((each) => each.company_id);
      const tenant = tenantOf(who);
      // A reseller learns what itself was given, not what others were.
      const disclosed = (await disclosuresOfPerson(base, { personId, companyIds })).filter(
        (each) => tenant === null || each.companyId === tenant,
      );
      const sources = await sourcesOf(base, handed, [personId], disclosed);
      return {
        id: person.id,
        version: state?.version ?? 1,
        purpose: reader === 'reseller' ? 'customer service' : reader,
        provenAt: person.proven_at?.toISOString() ?? null,
        createdAt: person.created_at.toISOString(),
        changedAt: person.changed_at.toISOString(),
        data: personFields.map((field) =>
          datum(field, person[field], {
            readable: mayRead(reader, personColumns[field]),
            provenance: sources(personId, field),
          }),
        ),
        companies: companies.map((each) => ({
          id: each.company_id,
          name: each.name,
          since: each.since.toISOString(),
          until: each.until?.toISOString() ?? null,
        })),
        wishes: presentWishes(await wishesOf(base, personId, deps.clock.now())),
        preferences: preferences.flatMap((each) => presentPreference(each, notices)),
        registrations: [...(await registrations(base, disclosed))],
        recipients: disclosed.map(presentRecipient),
      };
    },
  });
}

/** A restricted person, or a child, is hidden by the database itself; staff is told why, a reseller is told nothing. */
async function whyNotThere(deps: Deps, reader: DeskReader, personId: string): Promise<KeptError> {
  const state = reader === 'reseller' ? null : await readPersonState(deps.db.read, personId);
  const restricted = state !== null && state.erased_at === null && state.restricted_at !== null;
  if (state?.sealed_at) return errors.KEPT_SEALED();
  return restricted ? errors.KEPT_RESTRICTED() : httpErrors.KEPT_NOT_FOUND();
}

function presentWishes(wishes: Wishes | null): PersonPage['wishes'] {
  return {
    refusedTopics: [...(wishes?.refusedTopics ?? [])],
    pausedUntil: wishes?.pausedUntil?.toISOString() ?? null,
    changedAt: wishes?.changedAt?.toISOString() ?? null,
    source: wishes?.source ?? null,
  };
}

function presentPreference(
  row: PreferenceRow,
  notices: ReadonlyMap<string, PersonPage['preferences'][number]['notice']>,
): PersonPage['preferences'] {
  const notice = notices.get(row.notice_id);
  if (!notice) return [];
  const { channel, allowed, source_kind: sourceKind } = row;
  return [{ channel, allowed, sourceKind, changedAt: row.changed_at.toISOString(), notice }];
}

function presentRecipient(given: DisclosedTo): PersonPage['recipients'][number] {
  const { recipientId: id, kind, name, times } = given;
  return {
    id,
    kind,
    name,
    fields: [...given.fields],
    channels: [...given.channels],
    lastAt: given.lastAt.toISOString(),
    times,
  };
}

/**
 * Staff corrects one datum, on the ground they stated. A value that they can read and that is the same already changes
 * nothing and tells nobody.
 */
export async function correctByStaff(
  deps: Deps,
  who: Member,
  asked: Asked & { readonly version: number; readonly field: PersonField; readonly value: string | null },
): Promise<void> {
  const { personId, field } = asked;
  const value = asked.value?.trim() || null;
  if (field === 'email' && value !== null && !emailPattern.test(value))
    throw httpErrors.KEPT_INVALID({ fields: { value: 'is not a mail address' } });
  await lookUp(deps, who, asked.ground, {
    async read(trx, reader) {
      const person = (await readPeople(trx, reader, [personId]))[0];
      if (!person) throw await whyNotThere(deps, reader, personId);
      return { read: mayRead(reader, personColumns[field]) && person[field] === value, lookUps: [] };
    },
    async finish(base, same) {
      if (same) {
        if ((await readPersonState(base, personId))?.version !== asked.version) throw errors.KEPT_CHANGED_MEANWHILE();
        return;
      }
      await correctDatum(base, deps, who, { personId, version: asked.version, field, value, noticeId: null });
      await audit(base, deps, who, {
        action: 'contacts.corrected',
        aboutKind: 'person',
        aboutId: personId,
        detail: { field },
      });
    },
  });
  deps.nudge();
}

/** Staff records that somebody does not want to be written to, sent mail or called any more. */
export async function setPreferenceByStaff(
  deps: Deps,
  who: Member,
  asked: { readonly personId: string; readonly channel: MarketingChannel; readonly allowed: boolean },
): Promise<void> {
  const { personId, channel, allowed } = asked;
  await deps.db.base(async (trx) => {
    await setPreference(trx, deps, who, { personId, channel, allowed, noticeId: null });
    await audit(trx, deps, who, {
      action: 'contacts.preference',
      aboutKind: 'person',
      aboutId: personId,
      detail: { channel, allowed },
    });
  });
  deps.nudge();
}
