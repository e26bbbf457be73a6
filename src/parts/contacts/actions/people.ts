import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { announce } from '../../../platform/events/events.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { errors } from '../errors.ts';
import { mayChangePreference, neededFields } from '../rules.ts';
import * as store from '../store/people.ts';
import { suppress, writePreference } from '../store/preferences.ts';
import { replaceProvenance } from '../store/provenance.ts';
import type { MarketingChannel, PersonField } from '../tables.ts';

export type { MarketingChannel };

type Reads = Database['read'];

/** By the keyed digest of the address, never by the address itself. */
export function personIdByEmail(db: Reads, deps: Deps, email: string): Promise<string | null> {
  return store.readPersonIdByKey(db, deps.digests.email(email));
}

/** The same, by the digest. */
export function personIdOfKey(db: Reads, emailKey: Buffer): Promise<string | null> {
  return store.readPersonIdByKey(db, emailKey);
}

/** Where a mail to this person goes. */
export async function mailAddressOf(trx: Trx<'authentication' | 'rights'>, personId: string): Promise<string | null> {
  return (await store.readMailAddress(trx, personId))[0]?.email ?? null;
}

/** The keyed digest of a person's address; null where there is no such person. */
export async function emailKeyOf(db: Reads, personId: string): Promise<Buffer | null> {
  return (await store.readPersonState(db, personId))?.email_key ?? null;
}

/** Whether there is such a person. One who was erased is not there any more. */
export async function hasPerson(db: Reads, personId: string): Promise<boolean> {
  const state = await store.readPersonState(db, personId);
  return state !== null && state.erased_at === null;
}

/** Whether this is still the person's address. */
export function hasAddress(db: Reads, address: store.AddressProof): Promise<boolean> {
  return store.readHasAddress(db, address);
}

/**
 * The person has shown that the mailbox is theirs. Announces contacts.proven; false, and nothing, where their address is
 * another one by now.
 */
export async function proveAddress(trx: Trx, deps: Deps, address: store.AddressProof): Promise<boolean> {
  if (!(await store.markProven(trx, { ...address, at: deps.clock.now() }))) return false;
  await announce(trx, deps.clock, { name: 'contacts.proven', payload: { personId: address.personId } });
  return true;
}

/**
 * Corrects one datum; null empties it. Reads no old value, so any reader may do it. Announces contacts.corrected.
 * `noticeId` null: the datum stays under the notice that it was given under. Returns the new version.
 */
export async function correctDatum(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: {
    readonly personId: string;
    readonly version: number;
    readonly field: PersonField;
    readonly value: string | null;
    readonly noticeId: string | null;
  },
): Promise<{ version: number }> {
  const { personId, field, value } = input;
  if (value === null && neededFields.includes(field))
    throw errors.KEPT_FIELD_NEEDED({ fields: { value: 'must not be empty' } });
  // Who is restricted is changed by themself alone, whatever the purpose.
  const state = who.kind === 'person' ? null : await store.readPersonState(trx, personId);
  if (state?.sealed_at) throw errors.KEPT_SEALED();
  if (state?.restricted_at) throw errors.KEPT_RESTRICTED();
  const at = deps.clock.now();
  const done =
    field === 'email'
      ? await updateEmail(trx, deps, { personId, version: input.version, email: value ?? '', at })
      : await store.updatePerson(trx, { personId, version: input.version, values: { [field]: value }, at });
  if (!done) {
    if (!(await store.readPersonState(trx, personId))) throw httpErrors.KEPT_NOT_FOUND();
    throw errors.KEPT_CHANGED_MEANWHILE();
  }
  const sourceKind = who.kind === 'person' ? 'person page' : 'staff';
  await replaceProvenance(trx, {
    id: deps.ids.uuid(),
    subject: { kind: 'person', id: personId },
    field,
    sourceKind,
    sourceId: who.kind === 'member' ? who.memberId : null,
    noticeId: input.noticeId,
    purposes: null,
    held: value !== null,
    at,
  });
  await announce(trx, deps.clock, {
    name: 'contacts.corrected',
    payload: { personId, field, correctedAt: at.toISOString(), sourceKind },
  });
  return done;
}

async function updateEmail(
  trx: Trx,
  deps: Deps,
  change: { personId: string; version: number; email: string; at: Date },
): Promise<{ version: number } | null> {
  const done = await store.updateEmail(trx, { ...change, emailKey: deps.digests.email(change.email) });
  if (done === 'taken') throw errors.KEPT_EMAIL_TAKEN({ fields: { value: 'belongs to another record' } });
  return done;
}

/** Off at once for everybody; on again only by the person. Announces contacts.preference. */
export async function setPreference(
  trx: Trx,
  deps: Deps,
  who: Who,
  input: {
    readonly personId: string;
    readonly channel: MarketingChannel;
    readonly allowed: boolean;
    /** Null: under the notice that the channel stands under already. */
    readonly noticeId: string | null;
  },
): Promise<void> {
  const { personId, channel, allowed, noticeId } = input;
  if (mayChangePreference(who.kind === 'person', allowed) !== 'yes') throw errors.KEPT_ONLY_THE_PERSON();
  const done = await writePreference(trx, {
    personId,
    channel,
    allowed,
    noticeId,
    sourceKind: who.kind === 'person' ? 'person page' : 'staff',
    sourceId: who.kind === 'member' ? who.memberId : null,
    at: deps.clock.now(),
  });
  if (!done) throw httpErrors.KEPT_NOT_FOUND();
  await announce(trx, deps.clock, { name: 'contacts.preference', payload: { personId, channel, allowed } });
}

const everyChannel: readonly MarketingChannel[] = ['mail', 'post', 'phone'];

/**
 * Whoever writes from an address wants to hear nothing more there: holds from this moment on every channel, whether or not we know
 * anybody at it, with the same work. Announces contacts.suppressed.
 */
export async function stopAddress(trx: Trx, deps: Deps, email: string): Promise<void> {
  const emailKey = deps.digests.email(email);
  const at = deps.clock.now();
  const personId = await store.readPersonIdByKey(trx, emailKey);
  // A sealed record is not changed; that the address is stopped holds without it.
  const sealed = personId !== null && Boolean((await store.readPersonState(trx, personId))?.sealed_at);
  for (const channel of everyChannel) {
    await suppress(trx, { emailKey, channel, at, sourceKind: 'mail' });
    if (personId !== null && !sealed)
      await writePreference(trx, {
        personId,
        channel,
        allowed: false,
        noticeId: null,
        sourceKind: 'mail',
        sourceId: null,
        at,
      });
  }
  await announce(trx, deps.clock, { name: 'contacts.suppressed', payload: { emailKey: emailKey.toString('hex') } });
}
